package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rondo.core.Importer.Fate;
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Elements;
import rondo.onnx.operator.NodeWords;
import rondo.onnx.operator.Operator;
import rondo.onnx.operator.Operators;
import rondo.onnx.operator.Size;

/** Shows a node to those who may know it, the most telling meaning first. */
final class Recognisers {
  /** What changes each value by itself, so that nothing has to be moved for it. */
  private static final Set<String> POINTWISE =
      Set.of(
          "Abs",
          "Ceil",
          "Celu",
          "Clip",
          "Cos",
          "Elu",
          "Erf",
          "Exp",
          "Floor",
          "Gelu",
          "HardSigmoid",
          "HardSwish",
          "LeakyRelu",
          "Log",
          "Mish",
          "Neg",
          "Not",
          "Reciprocal",
          "Relu",
          "Round",
          "Selu",
          "Sigmoid",
          "Sign",
          "Sin",
          "Softplus",
          "Softsign",
          "Sqrt",
          "Swish",
          "Tanh",
          "ThresholdedRelu");

  private final Reading reading;
  private final Recurrences recurrences;
  private final LengthArithmetic lengths;
  private final Rearrangings rearrangings;
  private final Layers layers;

  Recognisers(Reading reading) {
    this.reading = reading;
    recurrences = new Recurrences(reading);
    lengths = new LengthArithmetic(reading);
    rearrangings = new Rearrangings(reading);
    layers = new Layers(reading);
  }

  /** What a node cannot mean stands in the way of those who need it, and of no others. */
  void read(Node node) {
    try {
      understand(node);
    } catch (ModelFormatException | IllegalArgumentException | ArithmeticException e) {
      String who = words(node).who();
      String why = String.valueOf(e.getMessage());
      obstacle(node, why.contains(who) ? why : who + ": " + why);
    }
    if (Zeros.made(node, reading)) {
      node.outputs().forEach(v -> reading.zero(v.name()));
    }
  }

  private void understand(Node node) {
    Optional<String> missing = missing(node);
    if (node.op().equals(Parameters.OP)) {
      reading.know(node.output(0).name(), Parameters.read(node));
    } else if (missing.isPresent()) {
      give(node, new Meaning.Missing(missing.get()));
      reading.note(node, Fate.IN_THE_WAY, "it needs what cannot be computed: " + missing.get());
    } else if (decided(node)) {
      throw new Decided(node, reading.constant(node.input(0)).orElseThrow());
    } else if (reading.cell(node.op()).isPresent()) {
      recurrences.read(node, reading.cell(node.op()).get());
    } else if (!(folded(node)
        || lengths.read(node)
        || rearrangings.read(node)
        || layers.read(node)
        || interpreted(node))) {
      obstacle(node, words(node).who() + ": " + Obstacles.advice(node.op()));
    }
  }

  /** It turned out which way a condition goes, so that a branch can be read in its place. */
  static final class Decided extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient Node node;
    final transient Tensor condition;

    Decided(Node node, Tensor condition) {
      super("a branch is taken", null, false, false);
      this.node = node;
      this.condition = condition;
    }
  }

  private boolean decided(Node node) {
    return standard(node, "If")
        && reading.constant(node.input(0)).filter(t -> Elements.count(t) == 1).isPresent();
  }

  private Optional<String> missing(Node node) {
    for (Value v : node.inputs()) {
      if (!v.none() && !reading.zero(v) && reading.meaning(v) instanceof Meaning.Missing m) {
        return Optional.of(m.why());
      }
    }
    return Optional.empty();
  }

  private void give(Node node, Meaning meaning) {
    node.outputs().forEach(v -> reading.know(v.name(), meaning));
  }

  private void obstacle(Node node, String why) {
    give(node, new Meaning.Missing(why));
    reading.note(node, Fate.IN_THE_WAY, why);
  }

  private NodeWords words(Node node) {
    return new NodeWords(node, reading.opset(), reading::constant);
  }

  // constants

  private boolean folded(Node node) {
    if (node.inputs().stream().anyMatch(v -> !v.none() && reading.constant(v).isEmpty())) {
      return false;
    }
    Optional<Operators.Applied> applied = Operators.of(words(node));
    if (applied.isEmpty()) {
      return false;
    }
    List<Tensor> in =
        applied.get().operands().stream().map(v -> reading.constant(v).orElseThrow()).toList();
    List<Tensor> out = applied.get().operator().compute(in, reading.room()).results();
    for (int i = 0; i < node.outputs().size() && i < out.size(); i++) {
      reading.know(node.output(i).name(), new Meaning.Known(out.get(i)));
    }
    reading.note(node, Fate.FOLDED, "constant, computed when the file is read");
    return true;
  }

  // operators that are computed as they stand

  private boolean interpreted(Node node) {
    Optional<Operators.Applied> applied = Operators.of(words(node));
    if (applied.isEmpty()) {
      return false;
    }
    List<Operand> operands = new ArrayList<>();
    for (Value v : applied.get().operands()) {
      Optional<Operand> operand = reading.operand(v);
      if (operand.isEmpty()) {
        throw words(node).refused("'%s' is a parameter and cannot be read here", v.name());
      }
      operands.add(operand.get());
    }
    boolean learns =
        operands.stream().anyMatch(o -> o.view().filter(v -> v.slot().learns()).isPresent());
    if (operands.size() == 1
        && operands.get(0) instanceof Operand.Seen seen
        && POINTWISE.contains(node.op().name())) {
      pointwise(node, applied.get().operator(), seen.seen(), learns);
    } else {
      whole(node, applied.get().operator(), operands, learns);
    }
    reading.note(node, Fate.INTERPRETED, "computed as it stands");
    return true;
  }

  private void pointwise(Node node, Operator operator, View x, boolean learns) {
    View lying = x.seen(x.base().stream().map(List::of).toList());
    Slot out = reading.slot(Types.of(node, List.of(x.slot().type()), 0), learns);
    List<Size> sizes = lying.sizes();
    reading.step(
        new InterpretedStep(
            node, operator, List.of(new Operand.Seen(lying)), List.of(out), List.of(sizes)));
    reading.know(node.output(0).name(), new Meaning.Seen(new View(out, x.base(), x.axes())));
  }

  private void whole(Node node, Operator operator, List<Operand> operands, boolean learns) {
    List<List<Size>> in = operands.stream().map(Recognisers::sizes).toList();
    List<List<Size>> sizes = new ArrayList<>();
    for (List<Size> each : operator.sizes(in, () -> reading.fresh(node))) {
      sizes.add(reading.unknowns().resolved(each));
    }
    ToldSizes.of(node, operands).ifPresent(told -> sizes.replaceAll(s -> told));
    List<ElementType> types = operands.stream().map(Recognisers::type).toList();
    List<Slot> outs = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      outs.add(reading.slot(Types.of(node, types, i), learns));
      if (i < node.outputs().size()) {
        View view = View.of(outs.get(i), sizes.get(i));
        reading.know(node.output(i).name(), new Meaning.Seen(view));
      }
    }
    reading.step(new InterpretedStep(node, operator, operands, outs, sizes));
  }

  static List<Size> sizes(Operand operand) {
    if (operand instanceof Operand.Seen s) {
      return s.seen().sizes();
    }
    if (operand instanceof Operand.Fixed f) {
      return f.value().dims().stream().map(d -> Size.of((long) d)).toList();
    }
    Operand.Lengths l = (Operand.Lengths) operand;
    return l.scalar() ? List.of() : List.of(Size.of(l.sizes().size()));
  }

  private static ElementType type(Operand operand) {
    if (operand instanceof Operand.Seen s) {
      return s.seen().slot().type();
    }
    if (operand instanceof Operand.Fixed f) {
      return f.value().type();
    }
    return ((Operand.Lengths) operand).type();
  }

  /** What results are of, where operators do not say. */
  private static final class Types {
    private static final Set<String> TRUTHS =
        Set.of(
            "Equal",
            "Less",
            "LessOrEqual",
            "Greater",
            "GreaterOrEqual",
            "And",
            "Or",
            "Xor",
            "Not",
            "IsNaN",
            "IsInf");
    private static final Set<String> PLACES =
        Set.of("Shape", "Size", "ArgMax", "ArgMin", "NonZero");

    private Types() {}

    static ElementType of(Node node, List<ElementType> operands, int result) {
      String op = node.op().name();
      if (TRUTHS.contains(op)) {
        return ElementType.BOOL;
      }
      if (PLACES.contains(op) || op.equals("TopK") && result == 1) {
        return ElementType.INT64;
      }
      return switch (op) {
        case "Cast" ->
            node.attribute("to", Attr.Int.class)
                .flatMap(a -> ElementType.of((int) a.value()))
                .orElseThrow(() -> new ModelFormatException(node.name() + " casts to no type"));
        case "ConstantOfShape" ->
            node.attribute("value", Attr.Constant.class)
                .map(a -> a.value().type())
                .orElse(ElementType.FLOAT);
        case "EyeLike" ->
            node.attribute("dtype", Attr.Int.class)
                .flatMap(a -> ElementType.of((int) a.value()))
                .orElse(operands.get(0));
        case "DequantizeLinear" -> ElementType.FLOAT;
        case "Where", "CastLike" -> operands.get(1);
        case "OneHot" -> operands.get(operands.size() - 1);
        default -> operands.isEmpty() ? ElementType.FLOAT : operands.get(0);
      };
    }
  }

  /** Whether a standard operator is meant. */
  static boolean standard(Node node, String name) {
    return node.op().equals(OpId.onnx(name));
  }
}
