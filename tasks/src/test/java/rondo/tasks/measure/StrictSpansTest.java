package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Evaluation;
import rondo.tasks.text.Scheme;

class StrictSpansTest {
  private static List<String> tags(String text) {
    return Arrays.asList(text.split(" "));
  }

  /** Worked out by hand from the tables of starts, insides and ends in seqeval's scheme module. */
  @ParameterizedTest
  @CsvSource({
    "IOB2, B-X I-X O B-Y, X:0-2 Y:3-4",
    "IOB2, I-X O I-X I-X, ''", // nothing begins
    "IOB2, B-X I-Y I-Y, X:0-1", // what follows belongs to nothing
    "IOB2, B-X I-X I-Y B-X, X:0-2 X:3-4",
    "IOB2, B-X B-X B-Y, X:0-1 X:1-2 Y:2-3",
    "IOB2, O O, ''",
    "IOB1, I-X I-X O I-Y, X:0-2 Y:3-4",
    "IOB1, I-X B-X I-X, X:0-1 X:1-3",
    "IOB1, I-X I-Y, X:0-1 Y:1-2",
    "IOB1, B-X O I-X, X:2-3", // a B- needs one of the same label before it
    "IOB1, O B-X I-X, X:2-3", // and where it is none, an I- after it begins
    "IOB1, I-X B-Y O, X:0-1",
    "IOB1, I-X B-X B-Y, X:0-1", // in IOB1 no span ends before a B- of another label
    "BIOES, S-X O B-Y E-Y, X:0-1 Y:2-4",
    "BIOES, B-X I-X E-X S-X, X:0-3 X:3-4",
    "BIOES, B-X I-X O, ''", // never ends
    "BIOES, B-X, ''",
    "BIOES, E-X I-X S-Y, Y:2-3",
    "BIOES, B-X I-Y E-Y, ''",
    "BIOES, B-X E-X I-X, X:0-2",
    "BIOES, B-X B-X E-X, X:1-3",
  })
  void readsWhatObeysTheScheme(Scheme scheme, String tags, String spans) {
    String found =
        StrictSpans.read(tags(tags), scheme).stream()
            .map(s -> s.label() + ":" + s.from() + "-" + s.to())
            .collect(Collectors.joining(" "));
    assertThat(found).isEqualTo(spans);
  }

  @Test
  void whatIsWellFormedIsReadTheSameStrictlyOrNot() {
    for (Scheme scheme : Scheme.values()) {
      List<String> tags =
          scheme.tags(Scheme.spans(tags("B-X I-X B-X O B-Y O B-Z I-Z I-Z B-X I-X B-X")), 12);
      assertThat(StrictSpans.read(tags, scheme)).isEqualTo(Scheme.spans(tags)).hasSize(6);
    }
  }

  @Test
  void theSchemeIsTheOneThatTheRightTagsObey() {
    assertThat(StrictSpans.scheme(List.of(tags("B-X I-X O"), tags("B-X")))).isEqualTo(Scheme.IOB2);
    assertThat(StrictSpans.scheme(List.of(tags("B-X I-X"), tags("S-X")))).isEqualTo(Scheme.BIOES);
    assertThat(StrictSpans.scheme(List.of(tags("I-X B-X O"), tags("I-Y")))).isEqualTo(Scheme.IOB1);
    assertThat(StrictSpans.scheme(List.of(tags("B-X O I-X")))).isEqualTo(Scheme.IOB2); // neither
    assertThat(StrictSpans.scheme(List.of(tags("O O")))).isEqualTo(Scheme.IOB2);
  }

  @Test
  void anAnswerAgainstTheSchemeIsNoneInStrictModeAlone() {
    List<String> gold = tags("B-X I-X O B-Y");
    List<String> found = tags("I-X I-X O B-Y");
    SpanScores lenient = new SpanScores();
    lenient.addTags(gold, found);
    assertThat(lenient.evaluation().value()).isEqualTo(100);
    SpanScores strict = SpanScores.strict(Scheme.IOB2);
    strict.addTags(gold, found);
    Evaluation e = strict.evaluation();
    assertThat(e.values())
        .containsEntry("precision", 100.0)
        .containsEntry("recall", 50.0)
        .containsEntry("f1/X", 0.0)
        .containsEntry("accuracy", 75.0);
    assertThat(e.text()).contains("spans that obey IOB2 exactly\n");
  }
}
