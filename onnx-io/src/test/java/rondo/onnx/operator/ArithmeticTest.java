package rondo.onnx.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rondo.core.graph.ElementType.BOOL;
import static rondo.core.graph.ElementType.INT32;
import static rondo.core.graph.ElementType.INT64;
import static rondo.core.graph.ElementType.INT8;
import static rondo.core.graph.ElementType.UINT64;
import static rondo.core.graph.ElementType.UINT8;
import static rondo.onnx.operator.OperatorCheck.floats;
import static rondo.onnx.operator.OperatorCheck.ints;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;

/** Functions of one value and of pairs of them. */
class ArithmeticTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Identity",
        "Neg",
        "Abs",
        "Exp",
        "Sigmoid",
        "Tanh",
        "Relu",
        "LeakyRelu",
        "Elu",
        "Selu",
        "Celu",
        "HardSigmoid",
        "HardSwish",
        "Softplus",
        "Softsign",
        "Erf",
        "Sign",
        "Floor",
        "Ceil",
        "Round",
        "Sin",
        "Cos",
        "ThresholdedRelu",
        "Dropout"
      })
  void functionsOfOneValue(String op) {
    OperatorCheck.of(op).in(floats(2, 5, 3)).verify();
    OperatorCheck.of(op).in(floats()).verify();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Log", "Sqrt", "Reciprocal"})
  void functionsOfPositiveValues(String op) {
    OperatorCheck.of(op).in(positive(2, 5, 3)).verify();
    OperatorCheck.of(op).in(doubles(positive(7))).verify();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Neg", "Abs", "Exp", "Tanh", "Sigmoid", "Relu", "Floor", "Round"})
  void functionsOfDoubles(String op) {
    OperatorCheck.of(op).in(doubles(floats(4, 3))).verify();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Neg", "Abs", "Sign", "Relu", "Identity"})
  void functionsOfWholeNumbers(String op) {
    OperatorCheck.of(op).in(ints(INT32, List.of(2, 2), 3, -4, 0, Integer.MAX_VALUE)).verify();
    if (!op.equals("Relu")) {
      OperatorCheck.of(op).in(ints(3, -4, 0, Long.MAX_VALUE)).verify();
    }
  }

  private static Tensor.Floats positive(Integer... dims) {
    Tensor.Floats t = floats(dims);
    for (int i = 0; i < t.data().length; i++) {
      t.data()[i] = Math.abs(t.data()[i]) + 0.5f;
    }
    return t;
  }

  private static Tensor.Doubles doubles(Tensor.Floats t) {
    return new Tensor.Doubles(t.dims(), Numbers.doubles(t).orElseThrow());
  }

  /** Same shapes, a number, a vector behind, one in the middle, both repeated, a matrix ahead. */
  static Stream<List<Tensor>> pairs() {
    return Stream.of(
        List.of(floats(2, 3, 4), other(2, 3, 4)),
        List.of(floats(2, 3, 4), other()),
        List.of(floats(), other(2, 3)),
        List.of(floats(2, 3, 4), other(4)),
        List.of(floats(2, 3, 4), other(3, 1)),
        List.of(floats(5, 1), other(1, 3)),
        List.of(floats(2, 1, 4), other(3, 1)),
        List.of(floats(1), other(1, 1)));
  }

  /** Others of the same dims, none near 0. */
  private static Tensor.Floats other(Integer... dims) {
    Tensor.Floats t = floats(dims);
    for (int i = 0; i < t.data().length; i++) {
      t.data()[i] = Math.signum(t.data()[i]) * (0.6f + Math.abs(t.data()[i]) / 2);
    }
    return t;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void functionsOfPairs(List<Tensor> both) {
    Tensor[] xy = both.toArray(Tensor[]::new);
    for (String op : List.of("Add", "Sub", "Mul", "Div", "Sum", "Mean", "Max", "Min")) {
      OperatorCheck.of(op).in(xy).verify();
    }
    for (String op : List.of("Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual")) {
      OperatorCheck.of(op).in(xy).verify();
    }
    OperatorCheck.of("Mod").with("fmod", Attr.of(1)).in(xy).verify();
    Tensor.Floats base = (Tensor.Floats) xy[0];
    OperatorCheck.of("Pow").in(positive(base.dims().toArray(Integer[]::new)), xy[1]).verify();
  }

  @Test
  void functionsWithParameters() {
    OperatorCheck.of("LeakyRelu").with("alpha", 0.3).in(floats(9)).verify();
    OperatorCheck.of("Elu").with("alpha", 0.7).in(floats(9)).verify();
    OperatorCheck.of("Celu").with("alpha", 2).in(floats(9)).verify();
    OperatorCheck.of("Selu").with("alpha", 1.5).with("gamma", 1.2).in(floats(9)).verify();
    OperatorCheck.of("HardSigmoid").with("alpha", 0.4).with("beta", 0.1).in(floats(9)).verify();
    OperatorCheck.of("ThresholdedRelu").with("alpha", 0.5).in(floats(9)).verify();
    OperatorCheck.of("PRelu").in(floats(2, 3, 4), floats(4)).verify();
    OperatorCheck.of("PRelu").in(floats(2, 3), floats(1)).verify();
  }

  /** They are written in words of version 17. */
  @Test
  void newerFunctions() {
    Tensor x = floats(3, 7);
    OperatorCheck.of("Gelu").opset(20).in(x).verify();
    OperatorCheck.of("Gelu").opset(20).with("approximate", Attr.of("tanh")).in(x).verify();
    OperatorCheck.of("Mish").opset(18).in(x).verify();
    OperatorCheck.of("Swish").opset(24).with("alpha", 1.5).in(x).verify();
    OperatorCheck.of("Swish").opset(24).in(x).verify();
  }

  @Test
  void bounds() {
    Tensor low = new Tensor.Floats(List.of(), new float[] {-0.5f});
    Tensor high = new Tensor.Floats(List.of(), new float[] {1});
    OperatorCheck.of("Clip").in(floats(3, 4)).known(low).known(high).verify();
    OperatorCheck.of("Clip").in(floats(3, 4)).missing().known(high).verify();
    OperatorCheck.of("Clip").in(floats(3, 4)).known(low).verify();
    OperatorCheck.of("Clip").in(floats(3, 4)).known(high).known(low).verify(); // crossed
    OperatorCheck.of("Clip").in(floats(3, 4)).verify();
    OperatorCheck.of("Clip").opset(11).in(floats(3, 4)).known(low).verify();
    OperatorCheck.of("Clip").opset(7).with("min", -0.5).with("max", 1).in(floats(9)).verify();
    OperatorCheck.of("Clip").opset(9).with("max", 1).in(floats(9)).verify();
    Tensor two = ints(INT64, List.of(), 2);
    OperatorCheck.of("Clip").in(ints(-3, 2, 5)).missing().known(two).verify();
    Tensor three = ints(INT32, List.of(), 3);
    OperatorCheck.of("Clip").in(ints(INT32, List.of(3), -3, 2, 5)).known(three).verify();
  }

  @Test
  void dropoutInUseGivesWhatItIsGiven() {
    Tensor half = new Tensor.Floats(List.of(), new float[] {0.5f});
    Tensor no = ints(BOOL, List.of(), 0);
    OperatorCheck.of("Dropout").in(floats(2, 3)).known(half).known(no).outputs(2).verify();
    OperatorCheck.of("Dropout").opset(10).with("ratio", 0.5).in(floats(3)).verify();
    OperatorCheck.of("Dropout").opset(7).with("ratio", 0.5).in(floats(3)).verify();
  }

  @Test
  void wholeNumbers() {
    for (ElementType type : List.of(INT64, INT32)) {
      Tensor x = ints(type, List.of(2, 3), 7, -7, 7, -7, 0, 1 << 30);
      Tensor y = ints(type, List.of(3), 2, -2, 3);
      for (String op : List.of("Add", "Sub", "Mul", "Div", "Mod", "Max", "Min")) {
        OperatorCheck.of(op).in(x, y).verify();
      }
      OperatorCheck.of("Mod").with("fmod", Attr.of(1)).in(x, y).verify();
      for (String op : List.of("Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual")) {
        OperatorCheck.of(op).in(x, y).verify();
      }
      Tensor exponents = ints(type, List.of(3), 0, 2, 5);
      OperatorCheck.of("Pow").in(ints(type, List.of(2, 3), 7, -7, 7, -7, 0, 3), exponents).verify();
    }
    OperatorCheck.of("Sub").in(ints(INT64, List.of(), 3), ints(1, 2)).opset(7).verify();
  }

  @Test
  void wholeNumbersWrapAroundInTheirWidth() {
    assertThat(whole("Mul", INT32, 1 << 20, 1 << 12)).isZero();
    assertThat(whole("Add", INT32, Integer.MAX_VALUE, 1)).isEqualTo(Integer.MIN_VALUE);
    assertThat(whole("Div", INT32, Integer.MIN_VALUE, -1)).isEqualTo(Integer.MIN_VALUE);
    assertThat(whole("Add", INT8, 127, 2)).isEqualTo(-127);
    assertThat(whole("Sub", UINT8, 1, 3)).isEqualTo(254);
    assertThat(whole("Div", UINT64, -1, 2)).isEqualTo(Long.MAX_VALUE);
    assertThat(whole("Max", UINT64, -1, 2)).isEqualTo(-1);
    assertThat(whole("Mod", UINT64, -1, 10)).isEqualTo(5); // 18446744073709551615
    assertThat(whole("Less", UINT64, 2, -1)).isOne();
    assertThat(whole("Pow", INT64, 3, 39)).isEqualTo(4052555153018976267L);
    assertThat(whole("Pow", INT64, -1, -3)).isEqualTo(-1);
  }

  private static long whole(String op, ElementType type, long x, long y) {
    OperatorCheck check =
        OperatorCheck.of(op).in(ints(type, List.of(), x), ints(type, List.of(), y));
    return ((Tensor.Ints) check.compute().result()).data()[0];
  }

  @Test
  void exponentsMayBeOfOtherTypes() {
    Tensor.Floats x = positive(2, 3);
    OperatorCheck.of("Pow").in(x).known(ints(2)).verify();
    OperatorCheck.of("Pow").in(x).known(ints(INT32, List.of(), 3)).verify();
    OperatorCheck.of("Pow")
        .in(doubles(x))
        .known(new Tensor.Floats(List.of(), new float[] {2}))
        .verify();
    OperatorCheck.of("Pow").in(x).known(new Tensor.Doubles(List.of(), new double[] {0.5})).verify();
    OperatorCheck.of("Pow").in(floats(2, 3)).known(ints(2)).verify(); // of negative values, too
  }

  @Test
  void doublesStayDoubles() {
    for (String op : List.of("Add", "Sub", "Mul", "Div", "Pow", "Sum", "Max", "Equal")) {
      OperatorCheck.of(op).in(doubles(positive(2, 3)), doubles(positive(3))).verify();
    }
  }

  @Test
  void anyNumberOfOperands() {
    for (String op : List.of("Sum", "Mean", "Max", "Min")) {
      OperatorCheck.of(op).in(floats(2, 3)).verify();
      OperatorCheck.of(op).in(floats(2, 3), other(3), floats(2, 1)).verify();
      OperatorCheck.of(op).in(floats(3), other(2, 3), floats(), other(4, 1, 1)).verify();
    }
  }

  @Test
  void truthValues() {
    Tensor x = ints(BOOL, List.of(2, 2), 0, 0, 1, 1);
    Tensor y = ints(BOOL, List.of(2), 0, 1);
    for (String op : List.of("And", "Or", "Xor", "Equal")) {
      OperatorCheck.of(op).in(x, y).verify();
    }
    OperatorCheck.of("Not").in(x).verify();
    float[] some = {1, Float.NaN, Float.POSITIVE_INFINITY};
    assertThat(OperatorCheck.of("IsNaN").in(new Tensor.Floats(List.of(3), some)).compute().result())
        .usingRecursiveComparison()
        .isEqualTo(ints(BOOL, List.of(3), 0, 1, 0));
    OperatorCheck.of("IsNaN").in(floats(2, 3)).verify();
  }

  @Test
  void choices() {
    Tensor c = ints(BOOL, List.of(2, 3), 0, 0, 1, 1, 0, 1);
    OperatorCheck.of("Where").in(c, floats(2, 3), other(2, 3)).verify();
    OperatorCheck.of("Where").in(c, floats(2, 1), other()).verify();
    OperatorCheck.of("Where").in(c, floats(), other(4, 2, 3)).verify();
    OperatorCheck.of("Where").in(c, doubles(floats(3)), doubles(other(2, 1))).verify();
    OperatorCheck.of("Where").in(c, ints(1, 2, 3), ints(INT64, List.of(), -1)).verify();
  }

  @Test
  void lengthsAreToldAsFarAsTheyAreKnown() {
    Size batch = Size.of("batch");
    Size time = Size.of("time");
    Size four = Size.of(4);
    OperatorCheck add = OperatorCheck.of("Add").in(floats(1), floats(1));
    assertThat(add.sizes(List.of(List.of(batch, time, four), List.of(four))))
        .containsExactly("[batch, time, 4]");
    assertThat(add.sizes(List.of(List.of(batch, Size.ONE), List.of(batch, time))))
        .containsExactly("[batch, time]");
    assertThat(add.sizes(List.of(List.of(batch, time), List.of(four, batch))))
        .containsExactly("[4, ?0]");
    assertThatThrownBy(() -> add.sizes(List.of(List.of(batch, Size.of(3)), List.of(four))))
        .hasMessage("node 'it' (Add): operands of dims [batch, 3] and [4] do not fit each other");
  }

  /** Against its power series, which needs no table. */
  @Test
  void theErrorFunctionIsExact() {
    for (double x = -7; x <= 7; x += 0.0137) {
      double term = x;
      double sum = x;
      for (int n = 1; n < 400; n++) {
        term *= 2 * x * x / (2 * n + 1);
        sum += term;
      }
      assertThat(Erf.at(x))
          .as("erf(%s)", x)
          .isCloseTo(Erf.SLOPE * Math.exp(-x * x) * sum, within(1e-14));
    }
    assertThat(Erf.at(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Erf.at(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(Erf.at(Double.NaN)).isNaN();
  }

  /** What is wrong, and at which node. */
  static Stream<Arguments> refusals() {
    Tensor x = floats(2, 3);
    Tensor yes = ints(BOOL, List.of(), 1);
    return Stream.of(
        refused(
            of("Add").in(x, floats(2)),
            "(Add): operands of dims [2, 3] and [2] do not fit each other"),
        refused(
            of("Add").in(x, ints(1)),
            "(Add): it is not computed with operands of FLOAT and INT64; cast them first"),
        refused(
            of("Add").in(yes, yes),
            "(Add): it is not computed with operands of BOOL and BOOL; cast them first"),
        refused(
            of("Add").in(x, x).with("axis", Attr.of(1)),
            "(Add): unknown attribute 'axis'; known are none."),
        refused(of("Add").in(x), "(Add): input 1 is missing"),
        refused(
            of("Less").in(yes, yes),
            "(Less): it is not computed with operands of BOOL and BOOL; cast them first"),
        refused(
            of("And").in(x, x),
            "(And): it is not computed with operands of FLOAT and FLOAT; cast them first"),
        refused(of("Div").in(ints(1), ints(0)), "(Div): it divides a whole number by 0"),
        refused(of("Mod").in(ints(1), ints(0)), "(Mod): it divides a whole number by 0"),
        refused(
            of("Pow").in(ints(1), x),
            "(Pow): it is not computed with operands of INT64 and FLOAT; cast them first"),
        refused(of("Mod").in(x, x), "(Mod): floats have a remainder only where fmod is 1"),
        refused(of("Mod").in(x, x).with("fmod", Attr.of(2)), "(Mod): fmod must be 0 or 1, is 2"),
        refused(
            of("Mean").in(ints(1), ints(2)),
            "(Mean): it is not computed with operands of INT64; cast them first"),
        refused(
            of("Exp").in(ints(1)),
            "(Exp): it is not computed with operands of INT64; cast them first"),
        refused(
            of("Not").in(x), "(Not): it is not computed with operands of FLOAT; cast them first"),
        refused(
            of("IsNaN").in(ints(1)),
            "(IsNaN): it is not computed with operands of INT64; cast them first"),
        refused(
            of("Where").in(x, x, x),
            "(Where): it is not computed with operands of FLOAT and FLOAT and FLOAT; cast them first"),
        refused(
            of("Elu").in(x).with("alhpa", 1),
            "(Elu): unknown attribute 'alhpa'; known are alpha. Did you mean 'alpha'?"),
        refused(
            of("Elu").in(x).with("alpha", Attr.of(1)),
            "(Elu): attribute 'alpha' must be FLOAT, is INT"),
        refused(
            of("Gelu").in(x).with("approximate", Attr.of("sin")),
            "(Gelu): approximate must be none or tanh, is 'sin'"),
        refused(
            of("Clip").in(x).in(floats()),
            "(Clip): min ('x1') is computed in use; it can be read where it is a constant"),
        refused(
            of("Clip").in(x).known(floats(2)),
            "(Clip): a bound must be one number, is FLOAT of dims [2]"),
        refused(
            of("Clip").in(x).known(ints(2)), "(Clip): its bounds are INT64 and its values FLOAT"),
        refused(
            of("Dropout").in(x).missing().known(yes),
            "(Dropout): training_mode must be false; export the model for use"));
  }

  private static OperatorCheck of(String op) {
    return OperatorCheck.of(op);
  }

  private static Arguments refused(OperatorCheck check, String message) {
    return Arguments.of(check, "node 'it' " + message);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeMeantIsRefused(OperatorCheck check, String message) {
    assertThatThrownBy(check::compute).isInstanceOf(ModelFormatException.class).hasMessage(message);
  }
}
