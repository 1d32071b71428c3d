package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Task;
import rondo.core.Texts;

class TagTaskTest {
  private static final TagType TYPE = new TagType();
  private static final List<Example<List<String>, List<String>>> DATA =
      List.of(
          example("the rain fell", "DET NOUN VERB"),
          example("she fell", "PRON VERB"),
          example("the old man saw the rain", "DET ADJ NOUN VERB DET NOUN"),
          example("old rain", "ADJ NOUN"),
          example("she saw the man", "PRON VERB DET NOUN"),
          example("a saw", "DET NOUN"));

  private static Example<List<String>, List<String>> example(String words, String labels) {
    return new Example<>(List.of(words.split(" ")), List.of(labels.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"crf", "softmax"})
  void learnsTheSentencesItIsShown(String decoder) {
    Model<List<String>, List<String>> model =
        Tiny.trained(TYPE, DATA, Map.of("decoder", decoder, "unknown-rate", "0"));
    try (Tagging tagging = TYPE.open(model.task(), Tiny.runner(model))) {
      for (Example<List<String>, List<String>> e : DATA) {
        assertThat(tagging.answer(e.input())).isEqualTo(e.gold());
      }
      assertThat(tagging.labels()).containsExactly("ADJ", "DET", "NOUN", "PRON", "VERB");
      assertThat(tagging.answerAll(List.of(List.of(), List.of("she", "fell"))))
          .containsExactly(List.of(), List.of("PRON", "VERB"));
    }
  }

  @Test
  void rawTextIsTaggedWithPlacesAndConfidence() {
    Model<List<String>, List<String>> model = Tiny.trained(TYPE, DATA, Map.of("unknown-rate", "0"));
    try (Tagging tagging = TYPE.open(model.task(), Tiny.runner(model))) {
      String text = "  the old\tman saw the rain";
      List<Tagging.Tagged> tagged = tagging.tag(text);
      assertThat(tagged.stream().map(Tagging.Tagged::label))
          .containsExactly("DET", "ADJ", "NOUN", "VERB", "DET", "NOUN");
      for (Tagging.Tagged each : tagged) {
        assertThat(text.substring(each.token().from(), each.token().to()))
            .isEqualTo(each.token().text());
        assertThat(each.confidence()).isBetween(0.5, 1.0); // it has learnt these
      }
      assertThat(tagging.tag(Stream.of(text, "", "a saw")).map(List::size))
          .containsExactly(6, 0, 2);
    }
  }

  @Test
  void confidenceOfAllLabelsIsOne() {
    Model<List<String>, List<String>> model = Tiny.fresh(TYPE, DATA, Map.of("decoder", "softmax"));
    try (Tagging tagging = TYPE.open(model.task(), Tiny.runner(model))) {
      List<Likely> likely = tagging.likely(List.of(List.of("rain"))).get(0);
      // an untrained model of five labels is far from sure
      assertThat(likely.get(0).confidence()).isCloseTo(0.2, within(0.15));
    }
  }

  @Test
  void refusesALabelItDoesNotKnow() {
    Task<List<String>, List<String>> task = Tiny.fresh(TYPE, DATA, Map.of()).task();
    assertThatThrownBy(
            () ->
                task.epoch(List.of(example("x", "INTJ")), new Task.Plan(1, 1, 1), Noise.NONE)
                    .toList())
        .hasMessageContaining("no label 'INTJ'");
  }

  @Test
  void answersStandBehindTheirTokens() {
    Texts<List<String>, List<String>> texts = TYPE.texts(TYPE.options().fill(Map.of()));
    assertThat(texts.tell(List.of("Rain", "fell"), List.of("NOUN", "VERB")).print(false))
        .isEqualTo("Rain/NOUN fell/VERB");
  }
}
