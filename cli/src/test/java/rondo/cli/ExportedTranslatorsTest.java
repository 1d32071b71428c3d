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
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.graph.Tensor;
import rondo.engine.Rondo;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphSearch;
import rondo.engine.graph.SampleInputs;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;
import rondo.tasks.Translation;

/**
 * Translators of all kinds, of strangers' cells too, translate the same on ONNX Runtime, step by
 * step and as one file that searches, are exported to what the official checker takes, and come
 * back.
 */
class ExportedTranslatorsTest {
  @TempDir static Path plugins = Path.of("");

  @TempDir Path folder = Path.of("");

  static List<List<String>> kinds() {
    return List.of(
        List.of("--cell=lstm", "--decoder.cell=gru", "--task.beam=5"), // additive
        List.of(
            "--encoder.cell=gru",
            "--decoder.cell=lstm",
            "--network.attention=general",
            "--network.feeding=true",
            "--task.length-penalty=0.6",
            "--network.decoder.layers=2"),
        List.of(
            "--cell=rnn",
            "--encoder.cell=rnn",
            "--decoder.cell=rnn",
            "--network.attention=dot",
            "--network.tie=output",
            "--network.embedding=24",
            "--task.beam=1"),
        List.of(
            "--network.attention=none",
            "--task.unknown=avoid",
            "--task.least-pieces=4",
            "--task.beam=3",
            "--task.beam-margin=0",
            "--task.length-penalty=0"),
        List.of(
            "--task.joint=true", "--network.tie=all", "--task.most-ratio=0", "--task.most-more=3"),
        List.of(
            "--encoder.cell=indrnn",
            "--decoder.cell=indrnn",
            "--network.attention=general",
            "--network.feeding=true"));
  }

  @BeforeAll
  static void findStrangers() throws IOException {
    Strangers.into(plugins);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void translateTheSame(List<String> options) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--plugins", plugins.toString()));
    Path model = TinyTranslator.in(folder.resolve("model"), all.toArray(String[]::new));
    String text = TinyTranslator.lines(TinyTranslator.ENGLISH) + "The bird sings?\n\nDog.\n";
    String ours = run(text, "translate", model, "--format=jsonl");
    assertThat(ours.lines().distinct().count()).isGreaterThan(4);
    assertThat(run(text, "translate", model))
        .isEqualTo(run(text, "translate", model, "--backend", "onnxruntime"));

    Path file = folder.resolve("m.onnx");
    assertThat(run("", "export", model, "-o", file, "--check", folder.resolve("text.en")))
        .isEqualTo(file + "\n");
    Checker.check(file);
    comesBack(model, file);
    assertThat(run(text, "translate", file, "--format=jsonl")).isEqualTo(ours);
    String steps =
        run("", "export", model, "-o", file, "--step", "--data", folder.resolve("text.en"));
    assertThat(steps.lines().map(l -> Path.of(l).getFileName().toString()))
        .containsExactly("m.encoder.onnx", "m.step.onnx");
    for (String each : steps.lines().toList()) {
      Checker.check(Path.of(each));
      comesBack(model, Path.of(each)); // by the name of either
    }
  }

  /** What was exported is a model file again, the same to the bit. */
  private void comesBack(Path model, Path file) {
    Path again = folder.resolve("again.rondo");
    assertThat(run("", "export", file, "-o", again)).isEqualTo(again + "\n");
    assertThat(again).hasSameBinaryContentAs(model);
  }

  /** A file is proved on what nobody trained on, too; each answer is compared. */
  @Test
  void realSentencesAreAnsweredAlike() throws IOException {
    Path data = Path.of("../examples/translate");
    Path out = folder.resolve("real");
    run(
        "",
        "train",
        "translate",
        "--data",
        data.resolve("train.en"),
        "-o",
        out,
        "--network.hidden=48",
        "--network.embedding=32",
        "--train.epochs=6",
        "--threads=2");
    Path model = out.resolve("best.rondo");
    Path file = folder.resolve("real.onnx");
    Transcript said = Transcript.of("export", model, "-o", file, "--data", data.resolve("test.en"));
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.err()).contains("proved: ");
    assertThat(OnnxFile.read(file).metadata().get("rondo.proof")).contains("50 real ones");
    List<String> ours =
        run(Files.readString(data.resolve("test.en")), "translate", model).lines().toList();
    assertThat(ours.stream().distinct().count()).isGreaterThan(3); // it has learnt something
  }

  /** Where a model looks everywhere alike, each side may take another place for the first. */
  @Test
  void whatIsDecidedBetweenEqualsMayBeDecidedOtherwise() throws IOException {
    Rondo rondo = Rondo.load();
    Model<?, ?> model = rondo.model(TinyTranslator.in(folder.resolve("model"), "--train.epochs=2"));
    Path file = folder.resolve("m.onnx");
    scale(model, "network/attention/v", 1e-6f);
    rondo.export(model, "onnx", file);
    scale(model, "network/output/b", 1.5f);
    assertThat(rondo.verify(model, List.of(), "onnx", file).text())
        .matches("it (answers|scores) .* where the model (answers|scores) .*");
  }

  private static void scale(Model<?, ?> model, String path, float by) {
    Param param =
        model.params().stream().filter(p -> p.path().equals(path)).findFirst().orElseThrow();
    for (int i = 0; i < param.value().size(); i++) {
      param.value().data()[param.value().offset() + i] *= by;
    }
    param.changed();
  }

  /** What an application with nothing but ONNX Runtime reads is what we answer. */
  @Test
  void theFileTellsPiecesAndWhereUnknownOnesStand() throws IOException {
    Path model = TinyTranslator.in(folder.resolve("model"));
    Path file = folder.resolve("m.onnx");
    run("", "export", model, "-o", file);
    Path data = folder.resolve("text.en");
    assertThat(run("", "evaluate", file, data)).isEqualTo(run("", "evaluate", model, data));
    Rondo rondo = Rondo.load();
    Model<?, ?> stored = rondo.model(model);
    try (Translation ours = rondo.open(model, Translation.class);
        Translation theirs = rondo.open(file, Translation.class)) {
      assertThat(theirs.translateAll(TinyTranslator.ENGLISH))
          .isEqualTo(ours.translateAll(TinyTranslator.ENGLISH));
    }
    List<String> known = stored.task().spec().list("source");
    int end = known.size();
    int dog = known.indexOf("dog");
    assertThat(dog).isPositive();
    Inputs source = Inputs.ids("source", 3, new int[] {3, 1}, new int[] {dog, end, 0, 0, end, 0});
    try (OrtModel exported = OrtModel.open(Files.readAllBytes(file), Device.CPU)) {
      SortedMap<String, Tensor> found =
          exported.run(GraphInputs.feedSource(stored.task().spec().demand().source(), source));
      assertThat(found.keySet())
          .containsExactly(
              "answer",
              "answer.ids",
              "answer.lengths",
              "answer.log_probability",
              "answer.looked",
              "answer.score");
      GraphSearch task = (GraphSearch) stored.task();
      try (Runner here = rondo.runner(stored)) {
        List<GraphSearch.Found> due = task.search(source, here);
        List<GraphSearch.Found> got = task.read(found);
        assertThat(got.get(0).answer()).isEqualTo(due.get(0).answer());
        assertThat(got.get(1).answer()).isEqualTo(due.get(1).answer());
      }
    }
  }

  @Test
  void rowsGoOnAsNatively() throws IOException {
    Path file = TinyTranslator.in(folder.resolve("model"), "--train.epochs=2");
    Rondo rondo = Rondo.load();
    Model<?, ?> model = rondo.model(file);
    Demand demand = model.task().spec().demand();
    Inputs source = SampleInputs.draw(demand.source(), Noise.of(1), 4, 1, 0, 2);
    try (Runner here = rondo.runner(model);
        Runner there = rondo.backend("onnxruntime").runner(model);
        Cursor a = here.start(source);
        Cursor b = there.start(source)) {
      int[][] rows = {{0, 1, 2, 3}, {3, 3, 0, 2}, {0, 1, 2}, {2, 0, 0, 0, 0}, {4}, {0}};
      for (int i = 0; i < rows.length; i++) {
        int[] lengths = new int[rows[i].length];
        Arrays.setAll(lengths, r -> (r + 2) % 3); // of two, of none, of one
        a.select(rows[i]);
        b.select(rows[i]);
        Inputs tokens = SampleInputs.draw(demand.tokens(), Noise.of(i), lengths);
        same(b.score(tokens), a.score(tokens));
      }
      assertThatThrownBy(() -> b.score(SampleInputs.draw(demand.tokens(), Noise.of(1), 1, 1)))
          .hasMessageStartingWith("a piece of 2 examples goes on where 1 are under way");
      assertThatThrownBy(() -> b.select(new int[] {1}))
          .isInstanceOf(IndexOutOfBoundsException.class);
      b.select(new int[0]);
      assertThat(b.score(SampleInputs.draw(demand.tokens(), Noise.of(1))).values().batch())
          .isZero();
      b.close();
      assertThatThrownBy(() -> b.select(new int[0])).hasMessageContaining("closed");
      try (Cursor none = there.start(SampleInputs.draw(demand.source(), Noise.of(1)))) {
        assertThat(none.score(SampleInputs.draw(demand.tokens(), Noise.of(1))).values().batch())
            .isZero();
      }
    }
  }

  private static void same(Scores got, Scores wanted) {
    same(got.values(), wanted.values());
    same(got.attention(), wanted.attention());
  }

  /** Sums of some dozen floats in another order, over a few steps. */
  private static void same(Sequence got, Sequence wanted) {
    assertThat(got.lengths()).isEqualTo(wanted.lengths());
    assertThat(got.rows().shape()).isEqualTo(wanted.rows().shape());
    for (int r = 0; r < wanted.rows().rows(); r++) {
      for (int k = 0; k < wanted.width(); k++) {
        assertThat(got.rows().get(r, k)).isCloseTo(wanted.rows().get(r, k), within(1e-5f));
      }
    }
  }

  @Test
  void ofTwoFilesNoneIsThereWhenOneCannotBeWritten() throws IOException {
    Path model = TinyTranslator.in(folder.resolve("model"), "--train.epochs=1");
    Files.createDirectory(folder.resolve("m.step.onnx"));
    Transcript said = Transcript.of("export", model, "-o", folder.resolve("m.onnx"), "--step");
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err()).contains("m.step.onnx' cannot be written: a folder has that name");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(p -> p.getFileName().toString()).filter(n -> n.contains(".onnx")))
          .containsExactly("m.step.onnx");
    }
  }

  @Test
  void aFileWhoseCompanionIsMissingSaysWhichMustStandBesideIt() throws IOException {
    Path model = TinyTranslator.in(folder.resolve("model"), "--train.epochs=1");
    run("", "export", model, "-o", folder.resolve("m.onnx"), "--step");
    Path encoder = folder.resolve("m.encoder.onnx");
    assertThat(run("", "verify", encoder)).startsWith(encoder + " answers as its model: ");
    Path step = folder.resolve("m.step.onnx");
    Files.delete(step);
    for (Object[] words :
        new Object[][] {{"verify", encoder}, {"verify", encoder, "--model", model}}) {
      Transcript said = Transcript.of(words);
      assertThat(said.exit()).isEqualTo(Exit.MODEL);
      assertThat(said.err())
          .isEqualTo(
              "rondo: '%s' is one of the files of a model, and '%s' must stand beside it; put it there, or export the model again\n"
                  .formatted(encoder, step));
    }
  }

  private static String run(String text, Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--plugins", plugins));
    Transcript said = Transcript.reading(text, all.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    return said.out();
  }
}
