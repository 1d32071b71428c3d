package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.core.Importer.Fate;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Weights;
import rondo.core.graph.ElementType;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.layer.Linear;
import rondo.engine.layer.Pooling;
import rondo.onnx.foreign.RecurrentStep.Ordered;
import rondo.onnx.operator.NodeWords;
import rondo.onnx.operator.Size;

/** Look-ups, products with constants, and what makes one vector of a sequence, as layers. */
final class Layers {
  private final Reading reading;
  private final Map<String, Param> tables = new HashMap<>();
  private final Map<String, Named> linears = new HashMap<>(); // by their constants

  /** A linear layer and where its parameters stand. */
  private record Named(String path, Linear layer) {}

  Layers(Reading reading) {
    this.reading = reading;
  }

  boolean read(Node node) {
    if (!node.op().domain().isEmpty()) {
      return false;
    }
    return switch (node.op().name()) {
      case "Gather" -> looked(node) || last(node);
      case "MatMul" -> multiplied(node);
      case "Gemm" -> gemm(node);
      case "ReduceMax", "ReduceMean" -> pooled(node);
      case "Slice" -> lastSlice(node);
      default -> false;
    };
  }

  private NodeWords words(Node node) {
    return new NodeWords(node, reading.opset(), reading::constant);
  }

  private Optional<Meaning.Known> floats(Value v, int rank) {
    return !v.none()
            && reading.meaning(v) instanceof Meaning.Known k
            && k.type() == ElementType.FLOAT
            && k.dims().size() == rank
        ? Optional.of(k)
        : Optional.empty();
  }

  private Optional<View> view(Value v) {
    return !v.none() && reading.meaning(v) instanceof Meaning.Seen s
        ? Optional.of(s.view())
        : Optional.empty();
  }

  // embeddings

  private boolean looked(Node node) {
    Optional<Meaning.Known> table = floats(node.input(0), 2);
    Optional<View> ids = view(node.input(1)).filter(v -> v.slot().type().whole());
    if (table.isEmpty() || ids.isEmpty() || words(node).only("axis").whole("axis", 0) % 2 != 0) {
      return false;
    }
    String constant = node.input(0).name();
    Param E = tables.computeIfAbsent(constant, name -> table(table.get()));
    reading.parameter(node.input(0));
    Slot out = reading.slot(ElementType.FLOAT, true);
    reading.step(new EmbeddingStep(E, ids.get(), out));
    Atom width = Atom.of(Size.of(E.value().cols()));
    List<Atom> base = new ArrayList<>(ids.get().base());
    base.add(width);
    List<List<Atom>> axes = new ArrayList<>(ids.get().axes());
    axes.add(List.of(width));
    reading.know(node.output(0).name(), new Meaning.Seen(new View(out, base, axes)));
    reading.note(
        node,
        Fate.LAYER,
        "embedding of %d, %d wide, as '%s'"
            .formatted(E.value().rows(), E.value().cols(), scope(E.path())));
    return true;
  }

  private Param table(Meaning.Known known) {
    int rows = known.dims().get(0);
    int cols = known.dims().get(1);
    Weights at = reading.weights().in("embedding" + tables.size());
    return at.matrix(
        "E",
        rows,
        cols,
        known
            .tensor()
            .map(t -> Init.of(new Matrix(rows, cols, ((Tensor.Floats) t).data(), 0)))
            .orElse(Init.ZEROS));
  }

  private static String scope(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  // products

  private boolean multiplied(Node node) {
    Optional<View> x = view(node.input(0)).filter(v -> v.floats() && v.rank() > 0);
    Optional<Meaning.Known> W = floats(node.input(1), 2);
    if (x.isEmpty() || W.isEmpty()) {
      return false;
    }
    int out = W.get().dims().get(1);
    Optional<Node> add = reading.reader(node.output(0)).filter(n -> bias(n, node, out).isPresent());
    Optional<Value> b = add.flatMap(n -> bias(n, node, out));
    linear(node, x.get(), W.get(), false, 1, b, add.orElse(node).output(0));
    add.ifPresent(
        n -> {
          reading.merge(n);
          reading.note(n, Fate.LAYER, "the bias of that linear layer");
        });
    return true;
  }

  /** The constant that an addition adds to a product, if it is as wide. */
  private Optional<Value> bias(Node add, Node product, int out) {
    if (!Recognisers.standard(add, "Add")) {
      return Optional.empty();
    }
    Value other = add.input(0).equals(product.output(0)) ? add.input(1) : add.input(0);
    return Optional.of(other)
        .filter(v -> !v.none() && !v.equals(product.output(0)))
        .filter(v -> wide(v, out));
  }

  private boolean wide(Value v, int out) {
    if (reading.known(v.name()) instanceof Meaning.Known k && k.type() == ElementType.FLOAT) {
      int rank = k.dims().size();
      return rank > 0
          && k.dims().get(rank - 1) == out
          && k.dims().subList(0, rank - 1).stream().allMatch(d -> d == 1)
          && rank <= 2;
    }
    return false;
  }

  private boolean gemm(Node node) {
    NodeWords words = words(node).only("alpha", "beta", "transA", "transB");
    Optional<View> x = view(node.input(0)).filter(v -> v.floats() && v.rank() == 2);
    Optional<Meaning.Known> W = floats(node.input(1), 2);
    boolean turned = words.whole("transB", 0) != 0;
    if (x.isEmpty() || W.isEmpty() || words.real("beta", 1) != 1 && !node.input(2).none()) {
      return false;
    }
    int out = W.get().dims().get(turned ? 0 : 1);
    Optional<Value> b = Optional.of(node.input(2)).filter(v -> !v.none());
    if (b.isPresent() && !wide(b.get(), out)) {
      return false;
    }
    View in = words.whole("transA", 0) == 0 ? x.get() : x.get().transposed(new int[] {1, 0});
    linear(node, in, W.get(), turned, words.real("alpha", 1), b, node.output(0));
    return true;
  }

  private void linear(
      Node node,
      View x,
      Meaning.Known W,
      boolean turned, // W is out x in
      float alpha,
      Optional<Value> bias,
      Value result) {
    int in = W.dims().get(turned ? 1 : 0);
    int out = W.dims().get(turned ? 0 : 1);
    reading.unknowns().unify(x.size(x.rank() - 1), Size.of(in), words(node).who() + ": its width");
    String shared = "%s %s %s %s".formatted(node.input(1), turned, alpha, bias.orElse(Value.NONE));
    Named named = linears.computeIfAbsent(shared, s -> named(W, turned, alpha, bias));
    Linear layer = named.layer();
    reading.parameter(node.input(1));
    bias.ifPresent(reading::parameter);

    List<Atom> last = x.axes().get(x.rank() - 1);
    List<Atom> places = x.base().stream().filter(a -> !last.contains(a)).toList();
    Slot slot = reading.slot(ElementType.FLOAT, true);
    reading.step(new LinearStep(layer, x, places, slot));
    List<Atom> wide = out == 1 ? List.of() : List.of(Atom.of(Size.of(out)));
    List<Atom> base = new ArrayList<>(places);
    base.addAll(wide);
    List<List<Atom>> axes = new ArrayList<>(x.axes().subList(0, x.rank() - 1));
    axes.add(wide);
    reading.know(result.name(), new Meaning.Seen(new View(slot, base, axes)));
    reading.note(
        node, Fate.LAYER, "linear layer, %d to %d, as '%s'".formatted(in, out, named.path()));
  }

  /** A layer of its own; products with the same constants are one layer, so they learn as one. */
  private Named named(Meaning.Known W, boolean turned, float alpha, Optional<Value> bias) {
    int in = W.dims().get(turned ? 1 : 0);
    int out = W.dims().get(turned ? 0 : 1);
    String path = "linear" + linears.size();
    Map<String, Matrix> given = new HashMap<>();
    W.tensor().ifPresent(t -> given.put("W", weights((Tensor.Floats) t, in, out, turned, alpha)));
    bias.flatMap(reading::constant)
        .ifPresent(t -> given.put("b", new Matrix(1, out, ((Tensor.Floats) t).data(), 0)));
    return new Named(path, new Linear(in, out, reading.weights().in(path).with(given)));
  }

  private static Matrix weights(Tensor.Floats W, int in, int out, boolean turned, float alpha) {
    Matrix to = Matrix.zeros(out, in);
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        to.data()[o * in + i] = alpha * W.data()[turned ? o * in + i : i * out + o];
      }
    }
    return to;
  }

  // one vector of a sequence

  /** A view of axes time, batch and width, each of them one axis; and which is the time. */
  private record Steps(View x, int time, int batch, int width) {
    Ordered ordered() {
      List<Atom> order = new ArrayList<>();
      order.addAll(x.axes().get(time));
      order.addAll(x.axes().get(batch));
      order.addAll(x.axes().get(width));
      return new Ordered(x, order);
    }
  }

  private Optional<Steps> steps(Value v, int time) {
    Optional<View> x = view(v).filter(s -> s.floats() && s.rank() == 3 && s.size(2).known());
    if (x.isEmpty() || time > 1 || !reading.unknowns().time(x.get().size(time))) {
      return Optional.empty();
    }
    boolean single = x.get().axes().subList(0, 2).stream().allMatch(a -> a.size() == 1);
    return single ? Optional.of(new Steps(x.get(), time, 1 - time, 2)) : Optional.empty();
  }

  private boolean pooled(Node node) {
    NodeWords words = words(node).only("axes", "keepdims", "noop_with_empty_axes");
    Optional<long[]> axes = words.wholes("axes", 1);
    if (axes.isEmpty() || axes.get().length != 1 || view(node.input(0)).isEmpty()) {
      return false;
    }
    int rank = view(node.input(0)).get().rank();
    Optional<Steps> x = steps(node.input(0), words.axis(axes.get()[0], rank));
    if (x.isEmpty()) {
      return false;
    }
    boolean max = node.op().name().equals("ReduceMax");
    int width = (int) x.get().x().size(2).number();
    Pooling layer = max ? Pooling.max(width) : Pooling.mean(width);
    pool(node, x.get(), layer, words.whole("keepdims", 1) != 0);
    reading.note(
        node,
        Fate.LAYER,
        "pooling: the %s over time, up to each length".formatted(max ? "greatest" : "mean"));
    return true;
  }

  /** A choice of the last step. */
  private boolean last(Node node) {
    Optional<View> x = view(node.input(0));
    Optional<Tensor> index = reading.constant(node.input(1));
    if (x.isEmpty() || index.isEmpty() || !(index.get() instanceof Tensor.Ints at)) {
      return false;
    }
    NodeWords words = words(node).only("axis");
    int axis = words.axis(words.whole("axis", 0), x.get().rank());
    if (at.data().length != 1 || at.dims().size() > 1) {
      return false;
    }
    Optional<Steps> steps = steps(node.input(0), axis).filter(s -> end(s, at.data()[0]));
    steps.ifPresent(s -> lastOf(node, s, at.dims().size() == 1));
    return steps.isPresent();
  }

  private boolean end(Steps s, long index) {
    return index == -1
        || reading.unknowns().example(s.x().size(s.time())).filter(e -> index == e - 1).isPresent();
  }

  private boolean lastSlice(Node node) {
    NodeWords words = words(node);
    if (reading.opset() < 10 || view(node.input(0)).isEmpty() || node.input(3).none()) {
      return false;
    }
    for (int i = 1; i < node.inputs().size(); i++) {
      if (reading.constant(node.input(i)).filter(t -> one(t)).isEmpty()) {
        return false;
      }
    }
    long start = words.wholes("", 1).orElseThrow()[0];
    long end = words.wholes("", 2).orElseThrow()[0];
    long step = words.wholes("", 4).orElse(new long[] {1})[0];
    int axis = words.axis(words.wholes("", 3).orElseThrow()[0], view(node.input(0)).get().rank());
    Optional<Steps> steps =
        steps(node.input(0), axis)
            .filter(s -> start == -1 && end >= Integer.MAX_VALUE && step == 1);
    steps.ifPresent(s -> lastOf(node, s, true));
    return steps.isPresent();
  }

  private static boolean one(Tensor t) {
    return t instanceof Tensor.Ints i && i.data().length == 1;
  }

  private void lastOf(Node node, Steps x, boolean keep) {
    pool(node, x, Pooling.last((int) x.x().size(2).number()), keep);
    reading.note(node, Fate.LAYER, "pooling: the last step of each example");
  }

  private void pool(Node node, Steps s, Pooling layer, boolean keep) {
    Slot slot = reading.slot(ElementType.FLOAT, s.x().slot().learns());
    reading.step(new PoolingStep(layer, s.ordered(), slot));
    Atom batch = Atom.of(s.x().size(s.batch()));
    int out = layer.ports().out();
    List<Atom> width = out == 1 ? List.of() : List.of(Atom.of(Size.of(out)));
    List<List<Atom>> axes = new ArrayList<>(List.of(List.of(batch), width));
    if (keep) {
      axes.add(s.time(), List.of());
    }
    reading.know(node.output(0).name(), new Meaning.Seen(View.plain(slot, axes)));
  }
}
