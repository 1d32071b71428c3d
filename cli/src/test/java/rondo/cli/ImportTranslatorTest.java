package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Batch;
import rondo.core.Device;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.engine.Rondo;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.layer.CrossEntropy;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;
import rondo.testkit.GradientCheck;

/** An encoder and a step of a decoder made elsewhere, as one translator. */
class ImportTranslatorTest {
  private static final List<String> READ =
      List.of("<pad>", "<unk>", "<s>", "</s>", "ein", "zwei", "drei", "vier", "gut");
  private static final List<String> WRITTEN =
      List.of("<pad>", "<unk>", "<s>", "</s>", "one", "two", "three", "four", "good", "well");
  private static final List<String> TEXTS =
      List.of("ein", "zwei drei vier gut ein", "gut gut zwei", "drei was", "vier drei zwei ein");

  @TempDir Path folder;

  private Path file(String name, List<String> lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private Path onnx(String name, Graph graph) throws IOException {
    return Files.write(folder.resolve(name), OnnxFile.write(graph));
  }

  private Transcript imported(PairGraphs pair, Object... more) throws IOException {
    List<Object> words =
        new ArrayList<>(List.of("import", onnx("step.onnx", pair.step()), "--task", "translate"));
    words.addAll(List.of("--vocab", file("written.txt", WRITTEN)));
    words.addAll(List.of("--source-vocab", file("read.txt", READ)));
    words.addAll(List.of("-o", model()));
    words.addAll(List.of(more));
    return Transcript.of(words.toArray());
  }

  private Path model() {
    return folder.resolve("m.rondo");
  }

  private Path made(PairGraphs pair) throws IOException {
    Transcript said = imported(pair, "--encoder", onnx("encoder.onnx", pair.encoder()));
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out()).contains("2 of 2 recurrent nodes became cells");
    return model();
  }

  private static String run(Object... words) {
    Transcript said = Transcript.of(words);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    return said.out();
  }

  /** Batches, in which texts are padded, against the two files run by hand for each text alone. */
  @ParameterizedTest
  @CsvSource({"true,true", "false,true", "true,false", "false,false"})
  void itTranslatesAsTheTwoFilesDo(boolean lstm, boolean attention) throws IOException {
    PairGraphs pair = new PairGraphs(lstm, attention);
    Path model = made(pair);
    Path texts = file("in.txt", TEXTS);
    List<String> due = new ArrayList<>();
    for (String each : TEXTS) {
      due.add(byHand(pair, each));
    }
    assertThat(run("translate", model, texts, "--beam=1").lines().toList()).isEqualTo(due);
    String beam = run("translate", model, texts, "--format=jsonl");
    assertThat(beam).hasLineCount(TEXTS.size());
    Path out = folder.resolve("m.onnx");
    Transcript said = Transcript.of("export", model, "-o", out);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.err()).contains("proved");
    assertThat(run("translate", out, texts, "--format=jsonl")).isEqualTo(beam);
    Transcript steps = Transcript.of("export", model, "-o", folder.resolve("s.onnx"), "--step");
    assertThat(steps.exit()).as(steps.err()).isEqualTo(Exit.DONE);
    assertThat(steps.err()).contains("proved");
  }

  private static String byHand(PairGraphs pair, String text) {
    long[] ids = new long[text.split(" ").length + 1];
    Arrays.fill(ids, 3);
    for (int i = 0; i < ids.length - 1; i++) {
      ids[i] = Math.max(1, READ.indexOf(text.split(" ")[i]));
    }
    List<String> words = new ArrayList<>();
    try (OrtModel encoder = OrtModel.open(OnnxFile.write(pair.encoder()), Device.CPU);
        OrtModel step = OrtModel.open(OnnxFile.write(pair.step()), Device.CPU)) {
      Tensor length = new Tensor.Ints(List.of(1), new long[] {ids.length}, ElementType.INT32);
      Map<String, Tensor> read = encoder.run(Map.of("ids", ids(ids), "lengths", length));
      Map<String, Tensor> state = read;
      long last = 2;
      while (words.size() < 2 * ids.length + 10) {
        Map<String, Tensor> in = new HashMap<>(Map.of("token", ids(last), "h0", at(state, "h")));
        if (pair.lstm()) {
          in.put("c0", at(state, "c"));
        }
        if (pair.attention()) {
          in.put("memory", at(read, "memory"));
        }
        state = step.run(in);
        last = best(((Tensor.Floats) at(state, "scores")).data());
        if (last == 3) {
          break;
        }
        words.add(WRITTEN.get((int) last));
      }
    }
    return String.join(" ", words);
  }

  private static Tensor ids(long... ids) {
    return new Tensor.Ints(List.of(1, ids.length), ids, ElementType.INT64);
  }

  private static Tensor at(Map<String, Tensor> all, String name) {
    return all.getOrDefault(name, new Tensor.Floats(List.of(0), new float[0]));
  }

  /** But neither the padding nor the begin. */
  private static int best(float[] scores) {
    int best = 1;
    for (int k = 3; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({"true,true", "false,false"})
  void itsGradientsReachTheEncoder(boolean lstm, boolean attention) throws IOException {
    Model<?, ?> model = Rondo.load().model(made(new PairGraphs(lstm, attention)));
    Inputs source = Inputs.ids("source", 3, new int[] {3, 1}, new int[] {4, 5, 6, 0, 3, 0});
    Inputs tokens = Inputs.ids("target", 3, new int[] {2, 3}, new int[] {2, 2, 4, 5, 0, 6});
    Batch batch = new Batch(source, tokens, Inputs.NONE, false);
    int[] gold = {4, 5, 3, 6, 0, 3};
    Work work = work();
    Trace trace = model.network().forward(batch, State.NONE, work);
    CrossEntropy loss = new CrossEntropy(0);
    Flow d =
        Flow.of(
            loss.through(model.network().head(), trace.output().sequence(), gold, work).dhidden());
    assertThat(trace.backward().apply(d)).isEqualTo(Flow.NONE);
    Work again = work();
    new GradientCheck(
            () -> {
              again.reset(Noise.NONE);
              Flow out = model.network().forward(batch, State.NONE, again).output();
              return loss.through(model.network().head(), out.sequence(), gold, again).sum();
            })
        .params(model.params(), work)
        .verify();
    assertThat(model.params()).anyMatch(p -> p.path().contains("encoder") && work.hasGradient(p));
  }

  private static Work work() {
    return new Work(KernelChoice.best(), Workers.ONE).reset(Noise.NONE);
  }

  @Test
  void itTrainsOn() throws IOException {
    Path model = made(new PairGraphs(false, true));
    Path pairs =
        file("p.tsv", List.of("ein zwei\tone two", "drei was\tthree so", "gut vier\tgood four"));
    Path out = folder.resolve("on");
    Object[] words = {"train", "translate", "--from", model, "--data", pairs, "-o", out};
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--dev", pairs, "--train.epochs=30", "--train.rate=0.02"));
    all.addAll(List.of("--train.schedule=constant", "--train.patience=0", "--task.smoothing=0"));
    Transcript said = Transcript.of(all.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    List<Double> losses = new ArrayList<>();
    Matcher each = Pattern.compile("loss ([0-9.]+)").matcher(said.out() + said.err());
    while (each.find()) {
      losses.add(Double.valueOf(each.group(1)));
    }
    assertThat(losses).hasSize(30);
    assertThat(losses.get(29)).isLessThan(losses.get(0) / 2);
    Path texts = file("t.txt", TEXTS);
    assertThat(run("translate", out.resolve("best.rondo"), texts))
        .isNotEqualTo(run("translate", model, texts));
  }

  @Test
  void whatDoesNotFitIsRefusedInASentence() throws IOException {
    PairGraphs pair = new PairGraphs(true, true);
    assertThat(imported(pair).err())
        .contains("a translator is two files")
        .contains("--encoder")
        .hasLineCount(1);
    Path encoder = onnx("encoder.onnx", pair.encoder());
    assertThat(imported(pair, "--encoder", encoder, "--begin", "hallo").err())
        .contains("there is no entry 'hallo', which the option 'begin' names")
        .hasLineCount(1);
    assertThat(imported(pair, "--encoder", encoder, "--nexts=h0=x").err())
        .contains("'h0=x' is no INPUT=OUTPUT")
        .hasLineCount(1);
    Path other = onnx("other.onnx", new PairGraphs(false, true).encoder());
    assertThat(imported(pair, "--encoder", other).err())
        .contains("nothing of the encoder ([memory, h]) is known to start 'c0'")
        .hasLineCount(1);
    assertThat(model()).doesNotExist();
  }
}
