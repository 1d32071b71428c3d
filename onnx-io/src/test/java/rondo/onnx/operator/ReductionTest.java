package rondo.onnx.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.core.graph.ElementType.BOOL;
import static rondo.core.graph.ElementType.INT32;
import static rondo.core.graph.ElementType.INT64;
import static rondo.core.graph.ElementType.UINT8;
import static rondo.onnx.operator.OperatorCheck.floats;
import static rondo.onnx.operator.OperatorCheck.ints;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.Tensor;

/** What puts many values together: along axes, one after the other, or by their distribution. */
class ReductionTest {
  private static final Attr NO = Attr.of(0);
  private static final Attr YES = Attr.of(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReduceSum",
        "ReduceMean",
        "ReduceMax",
        "ReduceMin",
        "ReduceProd",
        "ReduceL1",
        "ReduceL2",
        "ReduceSumSquare",
        "ReduceLogSum",
        "ReduceLogSumExp"
      })
  void axesBecomeOneNumber(String op) {
    Tensor x = op.equals("ReduceLogSum") ? positive(2, 3, 4) : floats(2, 3, 4);
    for (long[] axes : new long[][] {{0}, {-1}, {1}, {0, 2}, {2, 1}, {0, 1, 2}}) {
      Attr kept = axes.length == 1 ? YES : NO;
      of(op).opset(12).in(x).with("axes", wholes(axes)).with("keepdims", kept).verify();
      of(op).opset(18).in(x).known(ints(axes)).with("keepdims", kept).verify();
    }
    of(op).in(x).verify();
    of(op).in(x).with("keepdims", NO).verify();
    of(op).opset(18).in(x).with("noop_with_empty_axes", YES).known(ints()).verify();
    of(op).opset(20).in(x).known(ints(1)).verify();
    of(op).opset(7).in(x).with("axes", wholes(1)).verify();
  }

  private static Attr wholes(long... all) {
    return new Attr.Ints(Arrays.stream(all).boxed().toList());
  }

  private static Tensor.Floats positive(Integer... dims) {
    Tensor.Floats t = floats(dims);
    for (int i = 0; i < t.data().length; i++) {
      t.data()[i] = Math.abs(t.data()[i]) + 0.5f;
    }
    return t;
  }

  @Test
  void noAxesMayMeanNothingToDo() {
    of("ReduceSum").in(floats(2, 3)).with("noop_with_empty_axes", YES).known(ints()).verify();
    of("ReduceSum").in(floats(2, 3)).known(ints()).verify();
  }

  @Test
  void wholeNumbersAndDoubles() {
    Tensor x = ints(INT64, List.of(2, 3), 7, -7, 3, 5, 0, -9);
    for (String op : List.of("ReduceSum", "ReduceProd", "ReduceMax", "ReduceMin")) {
      of(op).opset(12).in(x).with("axes", wholes(1)).verify();
      of(op).in(ints(INT32, List.of(3), 1 << 20, -3, 5)).verify();
      of(op).in(new Tensor.Doubles(List.of(2, 2), new double[] {1, 2, 3, -4})).verify();
    }
    assertThat(whole(of("ReduceSum").in(ints(UINT8, List.of(2), 200, 100)))).isEqualTo(44);
    assertThat(whole(of("ReduceMax").in(ints(BOOL, List.of(3), 0, 1, 0)))).isOne();
    assertThat(whole(of("ReduceMin").in(ints(BOOL, List.of(3), 0, 1, 0)))).isZero();
    assertThat(whole(of("ReduceL1").in(ints(-2, 3)))).isEqualTo(5);
    assertThat(whole(of("ReduceSumSquare").in(ints(-2, 3)))).isEqualTo(13);
  }

  private static long whole(OperatorCheck check) {
    return ((Tensor.Ints) check.compute().result()).data()[0];
  }

  /** The gradient of a product is the product of the others, also of one that is 0. */
  @Test
  void productsOfZeros() {
    Tensor x = new Tensor.Floats(List.of(3, 3), new float[] {2, 0, 3, 0, 0, 5, 1, 2, 4});
    of("ReduceProd").opset(12).in(x).with("axes", wholes(1)).verify();
  }

  @Test
  void logarithmsOfSumsNeedNotFit() {
    Tensor x = new Tensor.Floats(List.of(2, 2), new float[] {1000, 999, -1000, -1001});
    of("ReduceLogSumExp").in(x).with("axes", wholes(1)).verify();
    float[] all = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    Tensor none = of("ReduceLogSumExp").in(new Tensor.Floats(List.of(2), all)).compute().result();
    assertThat(((Tensor.Floats) none).data()).containsExactly(Float.NEGATIVE_INFINITY);
  }

  @Test
  void aDrawIsShared() {
    Tensor x = new Tensor.Floats(List.of(4), new float[] {3, 1, 3, 2});
    Operator.Computed computed = of("ReduceMax").in(x).compute();
    assertThat(computed.back().apply(List.of(new float[] {1})).get(0))
        .containsExactly(0.5f, 0, 0.5f, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ArgMax", "ArgMin"})
  void placesOfExtremes(String op) {
    Tensor x = new Tensor.Floats(List.of(2, 3), new float[] {1, 5, 5, -2, -2, 0});
    of(op).in(floats(2, 3, 4)).verify();
    of(op).in(floats(2, 3, 4)).with("axis", Attr.of(-1)).with("keepdims", NO).verify();
    of(op).in(floats(2, 3, 4)).with("axis", YES).with("keepdims", NO).opset(11).verify();
    of(op).in(x).with("axis", YES).verify();
    of(op).in(x).with("axis", YES).with("select_last_index", YES).verify();
    of(op).in(ints(INT32, List.of(2, 2), 1, 4, 4, 1)).with("axis", YES).verify();
    of(op).in(ints(3, Long.MAX_VALUE, Long.MAX_VALUE - 1)).verify();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 1, 0", "-1, 0, 1", "1, 1, 1"})
  void sumsUpToEach(long axis, long exclusive, long reverse) {
    for (Tensor x :
        List.of(
            floats(2, 3, 4),
            new Tensor.Doubles(List.of(2, 2), new double[] {1, 2, 3, -4}),
            ints(INT32, List.of(2, 2), 1, 2, Integer.MAX_VALUE, 4))) {
      of("CumSum")
          .in(x)
          .known(ints(INT64, List.of(), axis))
          .with("exclusive", Attr.of(exclusive))
          .with("reverse", Attr.of(reverse))
          .verify();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Softmax", "LogSoftmax", "Hardmax"})
  void chances(String op) {
    of(op).in(floats(2, 3, 4)).verify();
    of(op).in(floats(2, 3, 4)).with("axis", YES).verify();
    of(op).in(floats(2, 3, 4)).with("axis", Attr.of(-3)).opset(13).verify();
    of(op).in(floats(2, 3, 4)).opset(11).verify(); // all behind the first axis are one
    of(op).in(floats(2, 3, 4)).with("axis", Attr.of(2)).opset(9).verify();
    of(op).in(floats(2, 3, 4)).with("axis", NO).opset(7).verify();
    of(op).in(new Tensor.Floats(List.of(2, 2), new float[] {500, 400, -500, -400})).verify();
  }

  @Test
  void layersAreNormalised() {
    OperatorCheck last = of("LayerNormalization").in(floats(2, 3, 4), floats(4), floats(4));
    last.verify();
    of("LayerNormalization").in(floats(2, 3, 4), floats(4)).with("epsilon", 0.1).verify();
    of("LayerNormalization")
        .in(floats(2, 3, 4), floats(3, 4), floats(3, 4))
        .with("axis", YES)
        .verify();
  }

  @Test
  void instancesAreNormalised() {
    of("InstanceNormalization").in(floats(2, 3, 4), floats(3), positive(3)).verify();
    of("InstanceNormalization")
        .in(floats(2, 3, 2, 2), floats(3), floats(3))
        .with("epsilon", 0.01)
        .verify();
  }

  @Test
  void batchesAreNormalisedByWhatWasLearnt() {
    for (Tensor x : List.of(floats(2, 3), floats(2, 3, 4), floats(1, 3, 2, 2))) {
      OperatorCheck check =
          of("BatchNormalization").in(x, floats(3), floats(3), positive(3), positive(3));
      check.opset(9).verify();
      check.opset(17).with("epsilon", 0.01).verify();
    }
  }

  @Test
  void lengthsAreToldAsFarAsTheyAreKnown() {
    List<List<Size>> x = List.of(List.of(Size.of("batch"), Size.of("time"), Size.of(4)));
    Attr axes = wholes(1, -1);
    assertThat(of("ReduceMax").in(floats(1)).with("axes", axes).sizes(x))
        .containsExactly("[batch, 1, 1]");
    assertThat(of("ReduceMax").in(floats(1)).with("axes", axes).with("keepdims", NO).sizes(x))
        .containsExactly("[batch]");
    assertThat(of("ArgMax").in(floats(1)).with("axis", YES).sizes(x))
        .containsExactly("[batch, 1, 4]");
    assertThat(of("Softmax").in(floats(1)).sizes(x)).containsExactly("[batch, time, 4]");
  }

  static Stream<Arguments> refusals() {
    Tensor x = floats(2, 3);
    Tensor w = floats(3);
    return Stream.of(
        refused(
            of("ReduceMax").in(x).with("axes", wholes(2)), "(ReduceMax): there is no axis 2 of 2"),
        refused(
            of("ReduceMax").in(x).with("axes", wholes(1, -1)),
            "(ReduceMax): axis 1 is named twice"),
        refused(
            of("ReduceSum").in(x).in(ints(1)),
            "(ReduceSum): axes ('x1') is computed in use; it can be read where it is a constant"),
        refused(
            of("ReduceSum").in(x).known(w),
            "(ReduceSum): axes must be whole numbers, is FLOAT of dims [3]"),
        refused(
            of("ReduceL2").in(ints(1)),
            "(ReduceL2): it is not computed with operands of INT64; cast them first"),
        refused(
            of("ArgMax").in(floats(0)),
            "(ArgMax): an axis of length 0 has no largest or smallest number"),
        refused(
            of("ArgMax").in(x).with("axes", YES),
            "(ArgMax): unknown attribute 'axes'; known are axis, keepdims, select_last_index. Did you mean 'axis'?"),
        refused(of("CumSum").in(x), "(CumSum): it has no axis"),
        refused(of("CumSum").in(x).known(ints(0, 1)), "(CumSum): axis must be one number, is 2"),
        refused(of("Softmax").in(x).with("axis", Attr.of(2)), "(Softmax): there is no axis 2 of 2"),
        refused(
            of("Softmax").in(ints(1)).with("axis", NO),
            "(Softmax): it is not computed with operands of INT64; cast them first"),
        refused(
            of("LayerNormalization").in(x, floats(2)),
            "(LayerNormalization): weights of dims [2] do not fit values of [2, 3]"),
        refused(
            of("LayerNormalization").in(x, w).outputs(2),
            "(LayerNormalization): only its first output is computed; leave the others out"),
        refused(
            of("BatchNormalization").in(x, w, w, w, floats(2)),
            "(BatchNormalization): weights of dims [2] do not fit channels of values [2, 3]"),
        refused(
            of("BatchNormalization").in(x, w, w, w, w).with("training_mode", YES),
            "(BatchNormalization): training_mode must be 0; export the model for use"),
        refused(
            of("BatchNormalization").opset(9).in(x, w, w, w, w).outputs(3),
            "(BatchNormalization): it is exported for training; export the model for use"));
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
