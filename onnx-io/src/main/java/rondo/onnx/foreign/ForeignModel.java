package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import rondo.core.CellType;
import rondo.core.Importer.Note;
import rondo.core.Kernels;
import rondo.core.ModelFormatException;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.ShapeException;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * A graph made elsewhere, run natively on the tensors that it names, by cells, layers, and
 * operators between them.
 *
 * <pre>{@code
 * ForeignModel model = ForeignModel.of(OnnxFile.read(file), plugins.cells().all());
 * Tensor scores = model.run(Map.of("ids", ids, "lengths", lengths)).get("scores");
 * }</pre>
 */
public final class ForeignModel {
  private final Reading reading;
  private final Folding.Plain plain;
  private final List<Param> params;
  private final SortedMap<String, Operand> outputs = new TreeMap<>();
  private final Program program;

  private ForeignModel(Reading reading, Folding.Plain plain, List<Param> params) {
    this.reading = reading;
    this.plain = plain;
    this.params = params;
    List<View> wanted = new ArrayList<>();
    for (Port port : reading.graph().outputs()) {
      Operand operand = output(port);
      outputs.put(port.value().name(), operand);
      operand.view().ifPresent(wanted::add);
    }
    program = Program.of(reading.steps(), reading.slots(), wanted);
  }

  private Operand output(Port port) {
    if (reading.meaning(port.value()) instanceof Meaning.Missing m) {
      throw new ModelFormatException(m.why());
    }
    return reading.operand(port.value()).orElseThrow();
  }

  /** Understands a graph; refused in a sentence where a node stands in the way. */
  public static ForeignModel of(Graph graph, Collection<CellType> cells) {
    return of(graph, cells, Map.of());
  }

  /**
   * The same with values for some of its inputs, as where the weights of a graph are fed instead of
   * being its constants.
   */
  public static ForeignModel of(
      Graph graph, Collection<CellType> cells, Map<String, Tensor> given) {
    Set<OpId> owned = cells.stream().map(CellType::operator).collect(Collectors.toSet());
    Folding.Plain plain = Folding.of(Ports.given(graph, given), owned::contains);
    FreshWeights weights = new FreshWeights(0);
    Understood understood = Understood.of(plain, cells, weights, Set.of());
    return new ForeignModel(understood.reading(), understood.plain(), weights.params());
  }

  /** What became of each node. */
  public List<Note> report() {
    return Reports.of(reading, plain, program.steps());
  }

  /** Its parameters, by path. */
  public List<Param> params() {
    return params;
  }

  /** The names of what it computes. */
  public List<String> outputs() {
    return List.copyOf(outputs.keySet());
  }

  /** All outputs, by name, of inputs by name. */
  public SortedMap<String, Tensor> run(Map<String, Tensor> inputs) {
    return run(inputs, KernelChoice.best());
  }

  /** The same with kernels that somebody chose. */
  public SortedMap<String, Tensor> run(Map<String, Tensor> inputs, Kernels kernels) {
    Work work = new Work(kernels, Workers.ONE).reset(Noise.NONE);
    Run run = program.run(work, Optional.empty(), Map.of());
    feed(run, inputs);
    program.predict(run);
    return results(run);
  }

  private SortedMap<String, Tensor> results(Run run) {
    SortedMap<String, Tensor> results = new TreeMap<>();
    outputs.forEach((name, operand) -> results.put(name, operand.tensor(run)));
    return results;
  }

  private void feed(Run run, Map<String, Tensor> inputs) {
    for (Map.Entry<String, View> each : reading.ports().entrySet()) {
      Tensor given = inputs.get(each.getKey());
      if (given == null) {
        if (program.reads(each.getValue().slot())) {
          throw new IllegalArgumentException(
              "the model reads '%s'; there are %s".formatted(each.getKey(), inputs.keySet()));
        }
        continue;
      }
      feed(run, each.getKey(), each.getValue(), given);
    }
  }

  private static void feed(Run run, String name, View port, Tensor given) {
    if (given.type() != port.slot().type()) {
      throw new ShapeException(
          "input '%s' must be of %s, is of %s", name, port.slot().type(), given.type());
    }
    run.bind(port.sizes(), given.dims(), "input '" + name + "'");
    run.feed(port, given);
  }

  /**
   * Outputs, and the way back.
   *
   * @param back takes the gradients of outputs by name, in their shapes, and adds those of the
   *     parameters to the work in which this was computed; asked once
   */
  public record Forward(SortedMap<String, Tensor> outputs, Consumer<Map<String, float[]>> back) {}

  /** Computes in a work that gathers the gradients of the {@link #params()}. */
  public Forward forward(Map<String, Tensor> inputs, Work work) {
    Run run = program.run(work, Optional.empty(), Map.of());
    feed(run, inputs);
    Runnable back = program.forward(run);
    return new Forward(
        results(run),
        gradients -> {
          gradients.forEach((name, d) -> add(run, name, d));
          back.run();
        });
  }

  private void add(Run run, String output, float[] d) {
    Operand operand = outputs.get(output);
    if (operand == null) {
      throw new IllegalArgumentException(
          "there is no output '%s'; there are %s".formatted(output, outputs.keySet()));
    }
    operand.view().ifPresent(v -> run.add(v, v.order(), Block.of(d)));
  }
}
