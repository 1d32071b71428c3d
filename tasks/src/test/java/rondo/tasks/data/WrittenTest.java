package rondo.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.core.Told;
import rondo.tasks.ClassifyType;
import rondo.tasks.NerType;
import rondo.tasks.TagType;
import rondo.tasks.TranslateType;
import rondo.tasks.text.Scheme;

/** What is written in any format is read again as the same examples. */
class WrittenTest {
  private static final Manner TAGS = new Manner(Manner.Places.TAGS, Scheme.BIOES, false);
  private static final Map<TaskType<?, ?>, String> DATA =
      Map.of(
          new NerType(),
          """
          {"text": "😀 Ada Lovelace met Zoë in New York .", "spans": [[2, 14, "PER"], [19, 22, "PER"], [26, 34, "LOC"]]}
          {"text": "Nobody  slept", "spans": []}
          """,
          new TagType(),
          """
          {"tokens": ["Rain", "fell", "\\"", "#"], "tags": ["NOUN", "VERB", "PUNCT", "SYM"]}
          """,
          new ClassifyType(),
          """
          {"label": "good", "text": "Witty, warm, \\"fun\\"; 😀"}
          {"label": "NUM:dist", "text": "How far ?"}
          """,
          new TranslateType(),
          """
          {"text": "Where, \\"there\\"?", "translation": "¿Dónde?"}
          """);

  @TempDir static Path folder;

  static Stream<Arguments> pairs() {
    List<Arguments> all = new ArrayList<>();
    for (TaskType<?, ?> type : DATA.keySet()) {
      Texts<?, ?> texts = type.texts(type.options().fill(Map.of()));
      for (Written format : Written.read(texts.shape())) {
        Stream<Manner.Places> places =
            format == Written.JSONL && texts.shape() == Told.Shape.SPANS
                ? Stream.of(Manner.Places.values())
                : Stream.of(Manner.Places.TAGS);
        places.forEach(p -> all.add(Arguments.of(type.name(), format, p, type)));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} as {1} by {2}")
  @MethodSource("pairs")
  void whatIsWrittenIsReadAgain(
      String name, Written format, Manner.Places places, TaskType<?, ?> type) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".jsonl"), DATA.get(type));
    String offsets = places == Manner.Places.UTF16 ? "utf16" : "characters";
    Map<String, String> said = Map.of("format", format.word());
    if (name.equals("ner")) {
      said = Map.of("format", format.word(), "offsets", offsets);
    }
    Texts<?, ?> before = type.texts(type.options().fill(Map.of()));
    Path first = folder.resolve(name + "-" + format.word() + ".en");
    List<Path> paths =
        format == Written.PARALLEL
            ? List.of(first, folder.resolve(name + "-" + format.word() + ".es"))
            : List.of(folder.resolve(name + "." + format.word() + ".gz"));
    List<Told> told = before.tellAll(file);
    Manner manner = new Manner(places, Scheme.BIOES, false);
    DataFile.write(List.of(new DataFile(paths, told)), format, manner);
    Texts<?, ?> after = type.texts(type.options().fill(said));
    assertThat(after.read(paths.get(0)).toString()).isEqualTo(before.read(file).toString());
    assertThat(after.tellAll(paths.get(0))).hasSameSizeAs(told);
  }

  @Test
  void theTextOfAFileIsToldAsItStandsThere() throws IOException {
    NerType type = new NerType();
    Path file = Files.writeString(folder.resolve("told.jsonl"), DATA.get(typeOf("ner")));
    List<Told> told = type.texts(type.options().fill(Map.of())).tellAll(file);
    assertThat(told.get(1).text()).isEqualTo("Nobody  slept");
    assertThat(told.get(0).marks().stream().map(told.get(0)::at))
        .containsExactly("Ada Lovelace", "Zoë", "New York");
  }

  private static TaskType<?, ?> typeOf(String name) {
    return DATA.keySet().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void sentencesOfALineAreCountedThroughIt() {
    String line = "😀 Ada . Zoë";
    Told first = part(line, new Told.Word(0, 2), new Told.Word(3, 6), new Told.Word(7, 8));
    Told second = part(line, new Told.Word(9, 12));
    for (Map.Entry<Manner.Places, String> each :
        Map.of(
                Manner.Places.CHARACTER, "1\t2\t5\tPER\tAda\n1\t8\t11\tPER\tZoë\n",
                Manner.Places.UTF16, "1\t3\t6\tPER\tAda\n1\t9\t12\tPER\tZoë\n",
                Manner.Places.TOKEN, "1\t1\t2\tPER\tAda\n1\t3\t4\tPER\tZoë\n")
            .entrySet()) {
      StringBuilder out = new StringBuilder();
      AnswerWriter writer =
          Written.TSV.to(
              out::append, Told.Shape.SPANS, new Manner(each.getKey(), Scheme.IOB2, false));
      writer.add(first);
      writer.add(second);
      writer.end(JsonNodeFactory.instance.objectNode());
      assertThat(out.toString()).isEqualTo(each.getValue());
    }
  }

  /** A sentence whose last name is its last word but the stop. */
  private static Told part(String line, Told.Word... words) {
    int name = words.length == 1 ? 0 : 1;
    return new Told(
        line, List.of(words), Told.Shape.SPANS, List.of(new Told.Mark("PER", name, name + 1)));
  }

  @Test
  void aFormatThatCannotHoldAnswersIsRefused() {
    assertThatThrownBy(() -> Written.CONLL.to(s -> {}, Told.Shape.LABEL, TAGS))
        .hasMessageContaining("'conll' cannot hold a label for a whole text");
    assertThatThrownBy(() -> Written.of("conl", Told.Shape.SPANS))
        .hasMessage(
            "such data are written as jsonl, conll, opennlp, not as 'conl'. Did you mean 'conll'?");
  }
}
