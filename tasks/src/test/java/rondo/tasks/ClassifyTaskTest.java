package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Task;
import rondo.core.TaskSpec;

class ClassifyTaskTest {
  private static final ClassifyType TYPE = new ClassifyType();
  private static final List<Example<List<String>, String>> DATA =
      List.of(
          example("a fine film", "good"),
          example("dull and long", "bad"),
          example("fine and short", "good"),
          example("a dull film", "bad"),
          example("long , dull , long", "bad"),
          example("it is a film", "so so"));

  private static Example<List<String>, String> example(String words, String label) {
    return new Example<>(List.of(words.split(" ")), label);
  }

  @Test
  void learnsTheTextsItIsShown() {
    Model<List<String>, String> model = Tiny.trained(TYPE, DATA, Map.of("unknown-rate", "0"));
    try (Classification films = TYPE.open(model.task(), Tiny.runner(model))) {
      for (Example<List<String>, String> e : DATA) {
        Classification.Classified found = films.answer(e.input());
        assertThat(found.label()).isEqualTo(e.gold());
        assertThat(found.probability()).isGreaterThan(0.5);
        // doubles of three shares
        assertThat(found.probabilities().values().stream().mapToDouble(p -> p).sum())
            .isCloseTo(1, within(1e-12));
        assertThat(found.probabilities().keySet().iterator().next()).isEqualTo(found.label());
      }
      assertThat(films.labels()).containsExactly("bad", "good", "so so");
      assertThat(films.classify("a DULL film").label()).isEqualTo("bad");
    }
  }

  @Test
  void answersInOrderWhateverTheLengths() {
    Model<List<String>, String> model = Tiny.trained(TYPE, DATA, Map.of("unknown-rate", "0"));
    try (Classification films = TYPE.open(model.task(), Tiny.runner(model))) {
      List<String> texts =
          IntStream.range(0, 1500)
              .mapToObj(i -> i % 3 == 0 ? "dull , long , dull , long" : i % 3 == 1 ? "" : "fine")
              .toList();
      List<Classification.Classified> all = films.classifyAll(texts);
      assertThat(all).hasSize(1500);
      for (int i = 0; i < 30; i++) {
        assertThat(all.get(i).label()).isEqualTo(films.classify(texts.get(i)).label());
      }
      assertThat(films.classify(texts.stream()).map(Classification.Classified::label))
          .containsExactlyElementsOf(all.stream().map(Classification.Classified::label).toList());
      // as much of an endless input is read as is wanted, and a piece more at most
      assertThat(films.classify(Stream.generate(() -> "fine")).limit(3)).hasSize(3);
    }
  }

  @Test
  void rareLabelsMayCountMore() {
    TaskSpec balanced = TYPE.fit(DATA, TYPE.options().fill(Map.of("class-weights", "balanced")));
    // 6 examples of 3 labels: 6 / 3 / 3, 6 / 3 / 2, 6 / 3 / 1
    assertThat(balanced.list("label-weights").stream().map(Float::parseFloat))
        .containsExactly(2f / 3, 1f, 2f);
    TaskSpec said =
        TYPE.fit(DATA, TYPE.options().fill(Map.of("class-weights", "bad = 0.5, so so=3")));
    assertThat(said.list("label-weights")).containsExactly("0.5", "1.0", "3.0");
    assertThatThrownBy(() -> TYPE.fit(DATA, TYPE.options().fill(Map.of("class-weights", "bat=2"))))
        .hasMessageContaining("'bat'")
        .hasMessageContaining("Did you mean 'bad'?");
    assertThatThrownBy(() -> TYPE.fit(DATA, TYPE.options().fill(Map.of("class-weights", "bad"))))
        .hasMessageContaining("balanced");
  }

  @Test
  void refusesALabelItDoesNotKnow() {
    Task<List<String>, String> task = Tiny.fresh(TYPE, DATA, Map.of()).task();
    assertThatThrownBy(
            () ->
                task.epoch(List.of(example("x", "ugly")), new Task.Plan(1, 1, 1), Noise.NONE)
                    .toList())
        .hasMessageContaining("no label 'ugly'");
  }
}
