package rondo.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Batch;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Param;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.State;
import rondo.engine.Plugins;
import rondo.engine.model.FreshWeights;

/** What may be asked of a translator, and what is said to what may not. */
final class Seq2SeqTypeTest {
  private static final Seq2SeqType TYPE = new Seq2SeqType();
  private static final Schema WORDS = Schema.of(Map.of("words", new Schema.Kind.Ids(9)));
  private static final Schema LETTERS =
      Schema.of(Map.of("spelling", new Schema.Kind.Nested(WORDS)));

  private static Network small(String... options) {
    return Case.of(new int[] {2}, new int[] {2}, options).network();
  }

  @Test
  void rondoFindsItByItsName() {
    assertThat(Plugins.load().networks().get("seq2seq")).isInstanceOf(Seq2SeqType.class);
  }

  @Test
  void offersTheNextTokenOfASource() {
    assertThat(TYPE.offers(new Demand(WORDS, WORDS, Wanted.NEXT_TOKEN, 9))).isTrue();
    assertThat(TYPE.offers(new Demand(Schema.NONE, WORDS, Wanted.NEXT_TOKEN, 9))).isFalse();
    assertThat(TYPE.offers(new Demand(WORDS, WORDS, Wanted.EACH_TOKEN, 9))).isFalse();
    assertThat(TYPE.offers(new Demand(LETTERS, WORDS, Wanted.NEXT_TOKEN, 9))).isFalse();
    NetworkSpec other =
        new NetworkSpec(
            "seq2seq", new Demand(Schema.NONE, WORDS, Wanted.EACH_TOKEN, 9), Settings.NONE);
    assertThatThrownBy(() -> TYPE.create(other, Case.CELLS, new FreshWeights(1)))
        .hasMessage(
            "network 'seq2seq' scores what follows each token, given a source, of ids and real"
                + " values; asked for is EACH_TOKEN of [words] with a source of []");
  }

  @Test
  void theSpecSaysWhatHoldsAndMakesTheSameAgain() {
    Case c =
        Case.of(new int[] {2}, new int[] {2}, "encoder.cell", "gru", "cell.activation", "relu");
    NetworkSpec spec = c.network().spec();
    assertThat(spec.options().text("attention")).isEqualTo("general");
    assertThat(spec.options().text("decoder.cell.activation")).isEqualTo("relu");
    FreshWeights again = new FreshWeights(2);
    assertThat(TYPE.create(spec, Case.CELLS, again).spec()).isEqualTo(spec);
    List<String> paths = c.params().stream().map(p -> p + " " + p.value()).toList();
    assertThat(again.params().stream().map(p -> p + " " + p.value()).toList()).isEqualTo(paths);
    assertThat(paths)
        .contains("source/english/E Matrix[5 x 3]", "encoder/layer0/backward/W Matrix[6 x 3]")
        .contains("decoder/layer0/W Matrix[4 x 3]", "bridge/W Matrix[4 x 4]")
        .contains("attention/W Matrix[4 x 4]", "output/Wc Matrix[4 x 4]", "head/W Matrix[5 x 4]");
  }

  @Test
  void tiedVectorsAreOneParameter() {
    assertThat(paths("none")).contains("source/english/E", "target/german/E", "head/W");
    assertThat(paths("output"))
        .contains("source/english/E", "target/german/E", "head/b")
        .doesNotContain("head/W");
    assertThat(paths("all"))
        .contains("target/german/E", "head/b")
        .doesNotContain("head/W", "source/english/E");
  }

  private static List<String> paths(String tie) {
    Case c = Case.of(new int[] {2}, new int[] {2}, "tie", tie);
    return c.params().stream().map(Param::path).toList();
  }

  @Test
  void whatCannotBeTiedIsRefused() {
    Map<String, String> all = Map.of("tie", "all", "hidden", "4", "embedding", "3");
    assertThatThrownBy(() -> Case.network(all, new FreshWeights(1), 7))
        .hasMessageContaining("option 'tie' = all shares the vectors of 5 outputs")
        .hasMessageContaining("on the source side")
        .hasMessageContaining("take a joint vocabulary, or tie = output");
  }

  @Test
  void wrongOptionsAreRefusedByName() {
    assertThatThrownBy(() -> small("atention", "dot"))
        .hasMessageContaining("no option named 'atention'")
        .hasMessageContaining("Did you mean 'attention'?");
    assertThatThrownBy(() -> small("attention", "genral"))
        .hasMessageContaining("option 'attention' must be one of general, dot, additive, none");
    assertThatThrownBy(() -> small("decoder.cell", "grru"))
        .hasMessageContaining("no cell named 'grru'");
    assertThatThrownBy(() -> small("decoder.cell.clipp", "1"))
        .hasMessageContaining("no option named 'clipp'");
    assertThatThrownBy(() -> small("attention", "dot", "encoder.hidden", "3"))
        .hasMessage(
            "attention 'dot' compares vectors of one width, the decoder gives 4 and the encoder 6;"
                + " make them alike, or take attention 'general'");
  }

  @Test
  void aDecoderStartsFromItsSource() {
    Case c = Case.of(new int[] {2}, new int[] {2});
    Batch batch = new Batch(c.source(), c.tokens(), c.tokens(), true);
    State other = State.of(Matrix.zeros(1, 4));
    assertThatThrownBy(() -> c.network().forward(batch, other, Case.work()))
        .hasMessage("a decoder starts from its source, not from where another batch ended");
  }
}
