package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.DataException;
import rondo.core.Demand;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Noise;
import rondo.core.Schema;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.graph.Graph;
import rondo.engine.model.FreshWeights;

/** Files of words and labels make a task as data do, or say in a sentence why not. */
class ListingTest {
  private static final String WORDS = "<pad>\n[UNK]\nthe\nı\nParis\nparis\n";
  private static final String TAGS = "O\nB-PER\nI-PER\n";

  @TempDir Path folder;

  private Path file(String name, String text) {
    return bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path bytes(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a type makes of files, with more to be said; what no listing has is an option. */
  private TaskSpec told(TaskType<?, ?> type, String words, String labels, String... more) {
    Map<String, String> listing = new TreeMap<>();
    Map<String, String> said = new TreeMap<>();
    listing.put("vocab", file("vocab.txt", words).toString());
    listing.put("labels", file("labels.txt", labels).toString());
    for (int i = 0; i < more.length; i += 2) {
      boolean known = type.listing().names().contains(more[i]);
      (known ? listing : said).put(more[i], more[i + 1]);
    }
    return type.told(type.listing().fill(listing), said);
  }

  private static int[] ids(TaskSpec spec, String... words) {
    return new Words(spec).inputs(List.of(List.of(words))).ids("words");
  }

  @Test
  void aSpecHasTheWordsAloneAndTheLabelsInTheirOrder() {
    TaskSpec ner = told(new NerType(), WORDS, TAGS);
    assertThat(ner.demand().tokens().columns())
        .containsExactly(Map.entry("words", new Schema.Kind.Ids(6)));
    assertThat(ner.demand().outputs()).isEqualTo(3);
    assertThat(ner.list("tags")).containsExactly("O", "B-PER", "I-PER");
    assertThat(ner.options().values())
        .containsEntry("scheme", "iob2")
        .containsEntry("decoder", "argmax");
    assertThat(told(new NerType(), WORDS, "O\nS-X\nB-X\nI-X\nE-X\n").options().values())
        .containsEntry("scheme", "bioes");
    assertThat(told(new NerType(), WORDS, TAGS, "scheme", "iob1").options().values())
        .containsEntry("scheme", "iob1");
    assertThat(told(new TagType(), WORDS, "NOUN\nVERB\n").list("tags"))
        .containsExactly("NOUN", "VERB");
    TaskSpec classify = told(new ClassifyType(), WORDS, "spam\nham\n");
    assertThat(classify.demand().wanted()).isEqualTo(Demand.Wanted.WHOLE_SEQUENCE);
    assertThat(classify.list("labels")).containsExactly("spam", "ham");
    assertThat(ner.lists()).containsEntry("reserved", List.of("[UNK]", "<pad>"));
    assertThat(new NerType().create(ner, new FreshWeights(1)).spec()).isEqualTo(ner);
    assertThat(new ClassifyType().create(classify, new FreshWeights(1)).spec()).isEqualTo(classify);
  }

  @Test
  void wordsAreLookedUpAsTheyWereElsewhere() {
    TaskSpec exact = told(new TagType(), WORDS, TAGS);
    assertThat(ids(exact, "the", "The", "Paris", "paris", "PARIS", "<pad>", "[UNK]"))
        .containsExactly(2, 1, 4, 5, 1, 1, 1);
    TaskSpec lower = told(new TagType(), WORDS, TAGS, "lower-case", "true");
    assertThat(ids(lower, "THE", "tHe", "PARIS", "Paris", "I", "<PAD>"))
        .containsExactly(2, 2, 5, 5, 1, 1); // ı is not what I is in small letters
  }

  @Test
  void whatStandsForUnknownWordsMayBeSaid() {
    String words = "7\nrain\nOOV\n\n";
    assertThat(ids(told(new TagType(), words, TAGS, "unknown", "OOV"), "snow", "rain", "OOV"))
        .containsExactly(2, 1, 2);
    TaskSpec byId = told(new TagType(), words, TAGS, "unknown", "2", "padding", "7");
    assertThat(byId.list("reserved")).containsExactly("OOV", "7"); // for there is no id 7
    assertThat(told(new TagType(), words, TAGS, "unknown", "0").list("reserved"))
        .containsExactly("7", ""); // Keras pads with an entry of no letters
  }

  @Test
  void lessonsDrawTheUnknownWordOfTheVocabulary() {
    TaskSpec spec = told(new TagType(), WORDS, TAGS, "unknown-rate", "1");
    Task<List<String>, List<String>> task = new TagType().create(spec, new FreshWeights(1));
    List<Example<List<String>, List<String>>> data =
        List.of(new Example<>(List.of("the", "ı"), List.of("O", "O")));
    Inputs taught =
        task.epoch(data, new Task.Plan(1, 1, 1), Noise.of(1)).toList().get(0).get(0).tokens();
    assertThat(taught.ids("words")).containsExactly(1, 1);
  }

  @Test
  void aGraphOfTextsLooksUpWhatIsLookedUpExactlyAndNothingElse() {
    for (String folding : List.of("none", "lower")) {
      TaskSpec spec =
          told(
              new ClassifyType(), WORDS, "spam\nham\n", "lower-case", "" + folding.equals("lower"));
      assertThat(spec.options().text("folding")).isEqualTo(folding);
      Words words = new Words(spec);
      Graph g = new Graph();
      TokenWires tokens = TokenWires.start(g, "\\w+", 10);
      if (folding.equals("none")) {
        assertThat(words.write(g.scope("text"), tokens).columns()).containsOnlyKeys("words");
      } else {
        assertThatThrownBy(() -> words.write(g.scope("text"), tokens))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "option 'folding' is 'lower', and no graph makes letters small as it is done here;"
                    + " export with ids in, or train with folding = case or none");
      }
    }
  }

  @Test
  void filesThatAreNoListsAreRefusedInASentence() {
    refused("vocab.txt:3: 'a' stands here and in line 1; an entry has one id", "a\nb\na\n", TAGS);
    refused("vocab.txt: the file is empty", "", TAGS);
    refused("labels.txt: the file is empty", WORDS, "");
    refused("labels.txt:2: 'O' stands here and in line 1", WORDS, "O\nO\n");
    refused(
        "labels.txt:2: 'NOUN' is no tag of the scheme iob2, as O, B-PER and I-PER are; other labels"
            + " are for the task 'tag'",
        WORDS,
        "O\nNOUN\n");
    refused(
        "vocab.txt:2: there is a tab in 'the\t7'; a line is an entry, with no number or count",
        "<unk>\nthe\t7\n",
        TAGS);
    refused("vocab.txt:1: the entry has more than 1000 characters", "x".repeat(1001), TAGS);
    refused("vocab.txt: no entry is known to stand for words that the file lacks", "a\nb\n", TAGS);
    refused(
        "vocab.txt: there is no entry '[unk]', which the option 'unknown' names. Did you mean"
            + " '[UNK]'?",
        WORDS,
        TAGS,
        "unknown",
        "[unk]");
    refused("there is no entry '9', which the option 'padding' names", WORDS, TAGS, "padding", "9");
    bytes("latin.txt", new byte[] {'a', '\n', (byte) 0xe9, '\n'});
    assertThatThrownBy(
            () -> told(new NerType(), WORDS, TAGS, "vocab", folder.resolve("latin.txt").toString()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("latin.txt:2: not UTF-8: byte 1 of this line is 0xE9");
    assertThatThrownBy(() -> told(new NerType(), WORDS, TAGS, "labels", folder + "/none.txt"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.txt: there is no such file");
  }

  private void refused(String sentence, String words, String labels, String... more) {
    assertThatThrownBy(() -> told(new NerType(), words, labels, more))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void whatSuchAModelCannotBeIsRefused() {
    assertThatThrownBy(() -> told(new NerType(), WORDS, TAGS, "decoder", "crf"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "option 'decoder' cannot be 'crf' for a model made elsewhere; it can be 'argmax',"
                + " 'softmax'");
    assertThatThrownBy(() -> told(new TagType(), WORDS, TAGS, "characters", "true"))
        .hasMessageContaining("option 'characters' cannot be 'true' for a model made elsewhere");
    assertThatThrownBy(() -> told(new ClassifyType(), WORDS, TAGS, "class-weights", "balanced"))
        .hasMessageContaining("option 'class-weights' cannot be 'balanced'");
    assertThatThrownBy(() -> told(new TagType(), WORDS, TAGS, "charcters", "true"))
        .hasMessageContaining("no option named 'charcters'");
    assertThatThrownBy(() -> told(new TagType(), WORDS, TAGS, "vocab", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a model made elsewhere needs the option 'vocab': the file of its words, one a line in"
                + " the order of their ids");
    TranslateType translate = new TranslateType();
    assertThatThrownBy(() -> translate.told(translate.listing().fill(Map.of()), Map.of()))
        .hasMessage(
            "a model made elsewhere needs the option 'vocab': the file of its written words, one a"
                + " line in the order of their ids");
  }
}
