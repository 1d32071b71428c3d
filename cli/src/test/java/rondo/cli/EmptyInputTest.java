package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;
import rondo.engine.Rondo;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.SampleInputs;
import rondo.onnx.OrtModel;
import rondo.tasks.Classification;
import rondo.tasks.Ner;
import rondo.tasks.Source;
import rondo.tasks.Tagging;
import rondo.tasks.Translation;
import rondo.tasks.data.SentencePair;

/**
 * Nothing to answer, no step, no string, a length past the end: native runtimes end the process on
 * these. At every door of ours they are nothing, or an exception.
 */
class EmptyInputTest {
  private static final Noise NOISE = Noise.of(1);

  @TempDir static Path folder = Path.of("");
  private static Rondo rondo = Rondo.load();

  /** One that reads both ways, one that streams, one of whole texts, and one with a source. */
  @BeforeAll
  static void make() throws IOException {
    make("ner", "lstm", Map.of("sentences", "none"), Map.of());
    make("tag", "gru", Map.of(), Map.of("direction", "forward"));
    make("classify", "gru", Map.of(), Map.of());
    make("translate", "gru", Map.of("merges", "50"), Map.of());
  }

  private static void make(
      String task, String cell, Map<String, String> options, Map<String, String> network)
      throws IOException {
    Map<String, String> all = new TreeMap<>(network);
    all.put("cell", cell);
    rondo.save(Untrained.of(rondo.plugins(), task, options, all).model(), file(task));
  }

  private static Path file(String task) {
    return folder.resolve(task + ".rondo");
  }

  private static Rondo onnxRuntime() {
    return rondo.backend("onnxruntime");
  }

  // verbs

  @ParameterizedTest
  @ValueSource(strings = {"ner", "tag", "classify", "translate"})
  void anEmptyTextIsAnsweredByNothingAndEmptyLinesByEmptyLines(String task) throws IOException {
    List<String> verbs =
        task.equals("translate") ? List.of("predict", "translate") : List.of("predict");
    for (String verb : verbs) {
      for (String backend : List.of("native", "onnxruntime")) {
        for (String text : List.of("", "\n", "\n\n \n\t\n")) {
          Path read = Files.writeString(folder.resolve("text.txt"), text);
          Transcript said = Transcript.of(verb, file(task), read, "--backend", backend);
          assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
          assertThat(said.out()).isEqualTo("\n".repeat((int) text.lines().count()));
        }
      }
    }
  }

  @Test
  void pairsOfNothingAreScored() {
    for (String pairs : List.of("", "\t\n", "\t\nI see a dog.\t\n")) {
      Transcript here = Transcript.reading(pairs, "score", file("translate"));
      assertThat(here.exit()).as(here.err()).isEqualTo(Exit.DONE);
      assertThat(Transcript.reading(pairs, "score", file("translate"), "--backend=onnxruntime"))
          .isEqualTo(here);
    }
  }

  // facades

  @Test
  void facadesAnswerNothingWithNothing() {
    List<List<String>> empty = List.of(List.of(), List.of());
    try (Ner ner = onnxRuntime().open(file("ner"), Ner.class)) {
      assertThat(ner.answerAll(List.of())).isEmpty();
      assertThat(ner.answerAll(empty)).isEqualTo(empty);
      assertThat(ner.find("")).isEmpty();
    }
    try (Tagging tagging = onnxRuntime().open(file("tag"), Tagging.class)) {
      assertThat(tagging.answerAll(List.of())).isEmpty();
      assertThat(tagging.answerAll(empty)).isEqualTo(empty);
    }
    try (Classification there = onnxRuntime().open(file("classify"), Classification.class);
        Classification here = rondo.open(file("classify"), Classification.class)) {
      assertThat(there.answerAll(List.of())).isEmpty();
      assertThat(there.answer(List.of()).label()).isEqualTo(here.answer(List.of()).label());
    }
    try (Translation translation = onnxRuntime().open(file("translate"), Translation.class)) {
      assertThat(translation.answerAll(List.of())).isEmpty();
      assertThat(translation.answerAll(List.of(Source.of(""), Source.of(" "))))
          .extracting(each -> each.text())
          .containsExactly("", "");
      assertThat(translation.bestOfAll(List.of(), 3)).isEmpty();
      assertThat(translation.scoreAll(List.of())).isEmpty();
      assertThat(translation.scoreAll(List.of(new SentencePair("", "")))).hasSize(1);
    }
  }

  // runners

  @ParameterizedTest
  @ValueSource(strings = {"ner", "tag", "classify", "translate"})
  void noExampleAndNoStepAreScoredAsNatively(String task) {
    Model<?, ?> model = rondo.model(file(task));
    Demand demand = model.task().spec().demand();
    try (Runner here = rondo.runner(model);
        Runner there = onnxRuntime().runner(model)) {
      for (int[] first : new int[][] {{}, {0}, {0, 0}, {2, 0}}) {
        Inputs source = SampleInputs.draw(demand.source(), NOISE, first);
        int[] ones = new int[first.length];
        Arrays.fill(ones, 1);
        for (int[] lengths : new int[][] {new int[first.length], ones}) {
          Inputs tokens = SampleInputs.draw(demand.tokens(), NOISE, lengths);
          try (Cursor a = here.start(source);
              Cursor b = there.start(source)) {
            same(b.score(tokens), a.score(tokens));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag", "translate"}) // which go on from step to step
  void whereNobodyIsUnderWayNobodyGoesOn(String task) {
    Model<?, ?> model = rondo.model(file(task));
    Demand demand = model.task().spec().demand();
    for (String backend : List.of("native", "onnxruntime")) {
      try (Runner runner = rondo.backend(backend).runner(model);
          Cursor cursor = runner.start(SampleInputs.draw(demand.source(), NOISE))) {
        cursor.score(SampleInputs.draw(demand.tokens(), NOISE));
        assertThatThrownBy(() -> cursor.score(SampleInputs.draw(demand.tokens(), NOISE, 1, 1)))
            .as(backend)
            .hasMessageStartingWith("a piece of 2 examples goes on where 0 are under way");
        assertThatThrownBy(() -> cursor.select(new int[] {0}))
            .hasMessage("row 0 of 0 cannot live on");
      }
    }
  }

  private static void same(Scores got, Scores wanted) {
    same(got.values(), wanted.values());
    same(got.attention(), wanted.attention());
  }

  private static void same(Sequence got, Sequence wanted) {
    assertThat(got.time()).isEqualTo(wanted.time());
    assertThat(got.lengths()).isEqualTo(wanted.lengths());
    assertThat(got.rows().shape()).isEqualTo(wanted.rows().shape());
    for (int r = 0; r < wanted.rows().rows(); r++) {
      for (int k = 0; k < wanted.width(); k++) {
        float due = wanted.rows().get(r, k); // sums of a few dozen floats in another order
        assertThat(got.rows().get(r, k)).isCloseTo(due, within(1e-5f * Math.max(1, Math.abs(due))));
      }
    }
  }

  // files

  @ParameterizedTest
  @ValueSource(strings = {"ner", "classify"})
  void filesOfIdsAreFedNothingEmpty(String task) throws IOException {
    Model<?, ?> model = rondo.model(file(task));
    Inputs tokens = SampleInputs.draw(model.task().spec().demand().tokens(), NOISE, 2, 3);
    try (OrtModel file = open(exported(model, task, Map.of()).get(0))) {
      refuses(file, GraphInputs.feed(model.task().spec().demand().tokens(), tokens));
    }
  }

  @Test
  void filesOfTextAreFedNothingEmpty() throws IOException {
    for (String task : List.of("ner", "classify")) {
      Path written = exported(rondo.model(file(task)), task, Map.of("input", "text")).get(0);
      try (OrtModel file = open(written)) {
        Tensor texts = new Tensor.Strings(List.of(2), new String[] {"Ada", " "});
        refuses(file, new TreeMap<>(Map.of("text", texts)));
      }
    }
  }

  @Test
  void translatorsAreFedNothingEmpty() throws IOException {
    Model<?, ?> model = rondo.model(file("translate"));
    Demand demand = model.task().spec().demand();
    SortedMap<String, Tensor> source =
        GraphInputs.feedSource(demand.source(), SampleInputs.draw(demand.source(), NOISE, 2, 3));
    try (OrtModel file = open(exported(model, "m", Map.of()).get(0))) {
      refuses(file, source);
    }
    List<Path> two = exported(model, "m", Map.of("step", "true"));
    try (OrtModel encoder = open(two.get(0));
        OrtModel step = open(two.get(1))) {
      refuses(encoder, source);
      SortedMap<String, Tensor> carried = encoder.run(source);
      carried.putAll(source);
      carried.keySet().retainAll(step.inputs());
      Inputs tokens = SampleInputs.draw(demand.tokens(), NOISE, 1, 1);
      carried.putAll(GraphInputs.feed(demand.tokens(), tokens));
      refuses(step, carried);
    }
  }

  private static <I, O> List<Path> exported(
      Model<I, O> model, String name, Map<String, String> options) {
    return rondo.export(model, "onnx", folder.resolve(name + ".onnx"), options);
  }

  private static OrtModel open(Path file) throws IOException {
    return OrtModel.open(Files.readAllBytes(file), Device.CPU);
  }

  /** What can be fed as it is, and not with any of its dimensions 0, or a length past the end. */
  private static void refuses(OrtModel file, SortedMap<String, Tensor> fine) {
    assertThat(file.run(fine)).isNotEmpty();
    fine.forEach(
        (name, tensor) -> {
          for (int axis = 0; axis < tensor.dims().size(); axis++) {
            List<Integer> dims = new ArrayList<>(tensor.dims());
            dims.set(axis, 0);
            refused(file, fine, name, empty(tensor.type(), dims), "'" + name + "' is empty");
          }
          if (name.endsWith(GraphInputs.LENGTHS)) {
            long[] lengths = ((Tensor.Ints) tensor).data().clone();
            for (long wrong : new long[] {-1, 100}) {
              lengths[0] = wrong;
              Tensor changed = new Tensor.Ints(tensor.dims(), lengths, tensor.type());
              refused(file, fine, name, changed, "'" + name + "' has a length of " + wrong);
            }
          }
        });
  }

  private static Tensor empty(ElementType type, List<Integer> dims) {
    return switch (type) {
      case FLOAT -> new Tensor.Floats(dims, new float[0]);
      case STRING -> new Tensor.Strings(dims, new String[0]);
      default -> new Tensor.Ints(dims, new long[0], type);
    };
  }

  private static void refused(
      OrtModel file, SortedMap<String, Tensor> fine, String name, Tensor changed, String said) {
    SortedMap<String, Tensor> inputs = new TreeMap<>(fine);
    inputs.put(name, changed);
    assertThatThrownBy(() -> file.run(inputs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }
}
