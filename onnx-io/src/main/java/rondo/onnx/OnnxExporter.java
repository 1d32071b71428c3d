package rondo.onnx;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.core.CellType;
import rondo.core.Device;
import rondo.core.Exporter;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.NetworkType;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.graph.Graph;
import rondo.engine.graph.GraphSteps;
import rondo.engine.model.WholeFile;

/**
 * Writes a trained model as ONNX files that any ONNX runtime can run and that say in their metadata
 * all that is needed to use them. Nothing is written that was not run against the model first.
 *
 * <pre>
 * rondo.form             answer: one file that answers; steps: what reads a piece at a time;
 *                        text: one file that answers to raw text
 * rondo.proof            what was compared, and how closely
 * </pre>
 *
 * <p>stand beside what {@link SelfDescription} tells, of which {@link OnnxImporter} makes the model
 * again.
 *
 * <p>What a task writes as one file is {@code NAME.onnx}; of several each is {@code
 * NAME.STEM.onnx}. How a kind of file is proved stands in its {@link Proof}.
 */
public final class OnnxExporter implements Exporter {
  static final String FORM = "rondo.form";

  private static final Options OPTIONS =
      Options.of(
          new Option("step", "false", "whether the model is to read a sequence a piece at a time"),
          new Option(
              "input",
              "ids",
              "what the file takes: ids, or text, which it cuts into tokens and looks up itself"));

  private static final Logger LOG = LoggerFactory.getLogger(OnnxExporter.class);

  private final Twins twins;

  /**
   * @param networks with which, and with the cells, a proof makes a twin of a model, to name the
   *     part of it that a file computes otherwise
   */
  @Inject
  public OnnxExporter(Set<NetworkType> networks, Set<CellType> cells) {
    twins = Twins.of(networks, cells);
  }

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public <I, O> Exported export(Model<I, O> model, List<I> real, Path file, Settings options) {
    Task.Form form = form(options);
    if (!model.network().together()) {
      throw new IllegalArgumentException(
          "in this imported graph the padding of a batch is seen, and no file of it answers for"
              + " texts of unequal length; it answers here, where they run apart");
    }
    Map<String, Graph> graphs = model.task().write(model.network(), form);
    Proof proof = Proof.of(model, form, real, twins);
    SelfDescription.write(model, new TreeMap<>(graphs));
    SortedMap<String, byte[]> files = new TreeMap<>();
    graphs.forEach(
        (stem, graph) -> {
          graph.metadata(FORM, form.name().toLowerCase(Locale.ROOT));
          graph.metadata("rondo.proof", proof.says());
          files.put(stem, OnnxFile.write(graph));
        });
    String found = proved(proof, files);
    SortedMap<Path, WholeFile.Content> written = new TreeMap<>();
    files.forEach(
        (stem, bytes) ->
            written.put(
                files.size() == 1 ? file : Companions.named(file, stem), out -> out.write(bytes)));
    WholeFile.write(written);
    written.keySet().forEach(path -> LOG.info("{}: written and proved", path));
    return new Exported(List.copyOf(written.keySet()), found);
  }

  private static Task.Form form(Settings options) {
    Settings filled = OPTIONS.fill(options.values());
    boolean text = filled.choice("input", "ids", "text").equals("text");
    boolean step = filled.flag("step");
    if (text && step) {
      throw new IllegalArgumentException(
          "what reads a sequence a piece at a time takes ids; leave out --step or --input text");
    }
    return text ? Task.Form.TEXT : step ? Task.Form.STEPS : Task.Form.ANSWER;
  }

  private static String proved(Proof proof, SortedMap<String, byte[]> files) {
    try {
      return proof.check(files, Device.CPU).says();
    } catch (Mismatch e) {
      throw new IllegalStateException(
          "the exported file does not answer as the model, so it is not written: " + e.getMessage(),
          e);
    }
  }

  // files that are there

  @Override
  public <I, O> Finding verify(Model<I, O> model, List<I> real, Path file, Device device) {
    Written written = written(file);
    Proof proof = Proof.of(model, written.form(), real, twins);
    try {
      return new Finding(true, proof.check(written.files(), device).says());
    } catch (Mismatch e) {
      return new Finding(false, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Holds a file that answers, to ids or to text, against its model on any runtime.
   *
   * <pre>{@code
   * Agreement found = exporter.compare(model, sentences, Path.of("ner.onnx"), browser);
   * }</pre>
   *
   * @param real as for {@link #export}
   * @throws Mismatch where the file answers otherwise there
   */
  public <I, O> Agreement compare(Model<I, O> model, List<I> real, Path file, OnnxRuntime runtime) {
    Written written = written(file);
    if (!(Proof.of(model, written.form(), real, twins) instanceof AnswerProof proof)) {
      throw new IllegalArgumentException(
          "'%s' is driven step by step, which is proved on ONNX Runtime for Java alone; compare a file that answers"
              .formatted(file));
    }
    return proof.check(Proof.named("file", written.files(), ""), runtime);
  }

  /**
   * What was exported.
   *
   * @param files all that belong together, by their stems
   */
  private record Written(Task.Form form, SortedMap<String, byte[]> files) {}

  /** Of several files, one is named. */
  private static Written written(Path file) {
    byte[] bytes = bytes(file);
    Graph graph = of(file, () -> OnnxFile.read(bytes));
    Task.Form form = form(file, graph);
    SelfDescription told = of(file, () -> SelfDescription.read(graph.metadata()));
    SortedMap<String, byte[]> files = new TreeMap<>();
    Companions.of(file, told).forEach((stem, each) -> files.put(stem(stem, form), bytes(each)));
    return new Written(form, files);
  }

  /** What a task calls the one file of a model. */
  private static String stem(String stem, Task.Form form) {
    return stem.isEmpty() && form == Task.Form.STEPS ? GraphSteps.STEP : stem;
  }

  private static Task.Form form(Path file, Graph graph) {
    String word = graph.metadata().getOrDefault(FORM, "");
    for (Task.Form form : Task.Form.values()) {
      if (form.name().toLowerCase(Locale.ROOT).equals(word)) {
        return form;
      }
    }
    throw new ModelFormatException(
        "'%s' does not say that Rondo exported it ('%s' is '%s')".formatted(file, FORM, word));
  }

  /** Says of which file something is wrong. */
  private static <T> T of(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ModelFormatException e) {
      throw new ModelFormatException(file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
