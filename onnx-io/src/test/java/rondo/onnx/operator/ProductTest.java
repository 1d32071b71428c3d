package rondo.onnx.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.Tensor;

/** Products of matrices, of named axes, and of kernels that move. */
class ProductTest {
  private static final Attr YES = Attr.of(1);

  /** Matrices, vectors, batches on either side and on both, repeated ones. */
  static Stream<List<Tensor>> pairs() {
    return Stream.of(
        List.of(floats(2, 3), floats(3, 4)),
        List.of(floats(3, 4, 6), floats(6, 5)),
        List.of(floats(3), floats(3)),
        List.of(floats(3), floats(3, 4)),
        List.of(floats(2, 3), floats(3)),
        List.of(floats(5, 2, 3), floats(3, 4)),
        List.of(floats(2, 5, 2, 3), floats(3, 4)),
        List.of(floats(5, 2, 3), floats(5, 3, 4)),
        List.of(floats(2, 3), floats(5, 3, 4)),
        List.of(floats(2, 1, 2, 3), floats(5, 3, 4)),
        List.of(floats(5, 2, 3), floats(3)),
        List.of(floats(3), floats(5, 3, 2)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void products(List<Tensor> both) {
    OperatorCheck.of("MatMul").in(both.get(0), both.get(1)).verify();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1"})
  void productsWithAllThatIsSaidAboutThem(long turnA, long turnB) {
    Tensor a = turnA == 0 ? floats(2, 3) : floats(3, 2);
    Tensor b = turnB == 0 ? floats(3, 4) : floats(4, 3);
    for (Tensor c : List.of(floats(4), floats(2, 1), floats(2, 4), floats())) {
      OperatorCheck.of("Gemm")
          .in(a, b, c)
          .with("alpha", 0.5)
          .with("beta", -2)
          .with("transA", Attr.of(turnA))
          .with("transB", Attr.of(turnB))
          .opset(c.dims().isEmpty() ? 7 : 17)
          .verify();
    }
    OperatorCheck.of("Gemm")
        .in(a, b)
        .with("transA", Attr.of(turnA))
        .with("transB", Attr.of(turnB))
        .verify();
  }

  @Test
  void productsOfNamedAxes() {
    einsum("bij,bjk->bik", floats(2, 3, 4), floats(2, 4, 5));
    einsum("bthd, bshd -> bhts", floats(2, 3, 2, 4), floats(2, 5, 2, 4));
    einsum("ij,j", floats(3, 4), floats(4));
    einsum("i,j->ij", floats(3), floats(4));
    einsum("ij,ij->", floats(3, 4), floats(3, 4));
    einsum("ij,jk", floats(3, 4), floats(4, 2));
    einsum("ij,k->k", floats(3, 4), floats(2));
  }

  private static void einsum(String equation, Tensor a, Tensor b) {
    OperatorCheck.of("Einsum").in(a, b).with("equation", Attr.of(equation)).verify();
  }

  @Test
  void kernelsOfOneAxis() {
    conv(floats(2, 3, 7), floats(4, 3, 3)).verify();
    conv(floats(2, 3, 7), floats(4, 3, 3), floats(4)).with("pads", wholes(1, 1)).verify();
    conv(floats(1, 3, 8), floats(4, 3, 2)).with("strides", wholes(3)).verify();
    conv(floats(1, 3, 8), floats(4, 3, 3), floats(4))
        .with("dilations", wholes(2))
        .with("pads", wholes(0, 4))
        .with("kernel_shape", wholes(3))
        .verify();
    conv(floats(2, 4, 5), floats(6, 2, 3)).with("group", Attr.of(2)).verify();
    conv(floats(2, 4, 5), floats(4, 1, 3)).with("group", Attr.of(4)).verify();
    for (String fit : List.of("SAME_UPPER", "SAME_LOWER", "VALID")) {
      conv(floats(1, 2, 6), floats(3, 2, 4)).with("auto_pad", Attr.of(fit)).verify();
      conv(floats(1, 2, 7), floats(3, 2, 2))
          .with("auto_pad", Attr.of(fit))
          .with("strides", wholes(2))
          .verify();
    }
  }

  @Test
  void kernelsOfTwoAxes() {
    conv(floats(2, 2, 4, 5), floats(3, 2, 2, 3), floats(3)).verify();
    conv(floats(1, 2, 4, 5), floats(4, 1, 3, 2))
        .with("group", Attr.of(2))
        .with("pads", wholes(1, 0, 2, 1))
        .with("strides", wholes(2, 1))
        .with("dilations", wholes(1, 2))
        .verify();
  }

  @Test
  void windowsOfOneAxisAndTwo() {
    for (String op : List.of("MaxPool", "AveragePool")) {
      of(op).in(floats(2, 3, 7)).with("kernel_shape", wholes(3)).verify();
      pool(op, floats(1, 2, 8), 3).with("strides", wholes(2)).with("pads", wholes(1, 1)).verify();
      pool(op, floats(1, 2, 7), 2).with("auto_pad", Attr.of("SAME_LOWER")).verify();
      pool(op, floats(1, 2, 4, 5), 2, 3).with("pads", wholes(1, 0, 0, 2)).verify();
    }
    pool("MaxPool", floats(1, 2, 8), 3).with("dilations", wholes(2)).verify();
    pool("AveragePool", floats(1, 2, 5), 3)
        .with("pads", wholes(1, 1))
        .with("count_include_pad", YES)
        .verify();
    pool("AveragePool", floats(1, 2, 5), 2).opset(19).with("dilations", wholes(1)).verify();
    for (String op : List.of("GlobalMaxPool", "GlobalAveragePool")) {
      of(op).in(floats(2, 3, 7)).verify();
      of(op).in(floats(2, 3, 2, 3)).verify();
    }
  }

  private static OperatorCheck pool(String op, Tensor x, long... kernel) {
    return of(op).in(x).with("kernel_shape", wholes(kernel));
  }

  private static OperatorCheck conv(Tensor... operands) {
    return OperatorCheck.of("Conv").in(operands).opset(11);
  }

  private static Attr wholes(long... all) {
    return new Attr.Ints(Arrays.stream(all).boxed().toList());
  }

  @Test
  void lengthsAreToldAsFarAsTheyAreKnown() {
    Size batch = Size.of("batch");
    Size time = Size.of("time");
    Size four = Size.of(4);
    OperatorCheck product = OperatorCheck.of("MatMul").in(floats(1), floats(1));
    assertThat(product.sizes(List.of(List.of(batch, time, four), List.of(four, Size.of(3)))))
        .containsExactly("[batch, time, 3]");
    assertThat(product.sizes(List.of(List.of(batch, time, four), List.of(batch, four, time))))
        .containsExactly("[batch, time, time]");
    assertThatThrownBy(() -> product.sizes(List.of(List.of(batch, four), List.of(Size.of(3)))))
        .hasMessage(
            "node 'it' (MatMul): there is no product of operands of dims [batch, 4] and [3]");
    List<Size> kernels = List.of(Size.of(8), four, Size.of(3));
    List<List<Size>> seen = List.of(List.of(batch, four, time), kernels);
    assertThat(conv(floats(1), floats(1)).with("pads", wholes(1, 1)).sizes(seen))
        .containsExactly("[batch, 8, time]");
    assertThat(conv(floats(1), floats(1)).sizes(seen)).containsExactly("[batch, 8, ?0]");
    assertThat(conv(floats(1), floats(1)).with("auto_pad", Attr.of("SAME_UPPER")).sizes(seen))
        .containsExactly("[batch, 8, time]");
  }

  static Stream<Arguments> refusals() {
    Tensor x = floats(2, 3);
    Tensor channels = floats(1, 2, 5);
    Tensor kernels = floats(3, 2, 2);
    OperatorCheck einsum = of("Einsum").in(x, x);
    return Stream.of(
        refused(
            of("MatMul").in(x, x),
            "(MatMul): there is no product of operands of dims [2, 3] and [2, 3]"),
        refused(
            of("MatMul").in(x, floats()),
            "(MatMul): there is no product of operands of dims [2, 3] and []"),
        refused(
            of("MatMul").in(ints(1), ints(1)),
            "(MatMul): it is not computed with operands of INT64 and INT64; cast them first"),
        refused(of("Gemm").in(x, x), "(Gemm): there is no product of 2 x 3 and 2 x 3"),
        refused(
            of("Gemm").in(x, floats(3)), "(Gemm): operands of dims [2, 3] and [3] are no matrices"),
        refused(
            of("Gemm").in(x, x, floats(3, 1)).with("transB", YES),
            "(Gemm): operands of dims [3, 1] and [2, 2] do not fit each other"),
        refused(
            of("Gemm").in(x, x, floats(1, 2, 2)).with("transB", YES),
            "(Gemm): C of dims [1, 2, 2] does not fit a product of [2, 2]"),
        refused(
            of("Einsum").in(x).with("equation", Attr.of("ij->ji")),
            "(Einsum): only products of two operands are computed, such as 'bij,bjk->bik', not"
                + " 'ij->ji'"),
        refused(
            of("Einsum").in(x, x).with("equation", Attr.of("...j,jk")),
            "(Einsum): only products of two operands are computed, such as 'bij,bjk->bik', not"
                + " '...j,jk'"),
        refused(
            of("Einsum").in(x, x).with("equation", Attr.of("ii,ij")),
            "(Einsum): 'ii,ij' names an axis twice in 'ii', which is not computed"),
        refused(
            of("Einsum").in(x, x).with("equation", Attr.of("ij,ij->k")),
            "(Einsum): the result of 'ij,ij->k' has an axis that no operand has"),
        refused(
            einsum.with("equation", Attr.of("ij,ijk")),
            "(Einsum): an operand of dims [2, 3] has not the axes 'ijk'"),
        refused(
            of("Conv").in(channels, floats(3, 1, 2)),
            "(Conv): kernels of dims [3, 1, 2] in 1 groups do not fit values of dims [1, 2, 5]"),
        refused(
            of("Conv").in(x, x),
            "(Conv): it is computed over channels of one axis or two, not over values of dims"
                + " [2, 3]"),
        refused(
            conv(channels, kernels).with("kernel_shape", wholes(3)),
            "(Conv): kernel_shape is [3], the kernels' dims are [3, 2, 2]"),
        refused(
            conv(channels, kernels).with("strides", wholes(0)),
            "(Conv): strides must be 1 to 16777216, is 0"),
        refused(
            conv(channels, kernels).with("pads", wholes(1)),
            "(Conv): pads must be 2 numbers, is [1]"),
        refused(
            conv(channels, kernels).with("dilations", wholes(1 << 24)),
            "(Conv): a kernel's reach must be 1 to 16777216, is 16777217"),
        refused(
            pool("MaxPool", channels, 2, 2),
            "(MaxPool): kernel_shape must be 1 numbers, is [2, 2]"),
        refused(
            pool("MaxPool", channels, 2).with("ceil_mode", YES),
            "(MaxPool): ceil_mode must be 0; pad the values before it"),
        refused(
            pool("MaxPool", channels, 2).outputs(2),
            "(MaxPool): where the largest stand is not computed; leave that output out"),
        refused(
            pool("AveragePool", channels, 2).with("dilations", wholes(2)),
            "(AveragePool): a mean is computed of neighbours; dilations must be 1"),
        refused(
            conv(channels, kernels).with("auto_pad", Attr.of("SAME")),
            "(Conv): there is no auto_pad 'SAME'"),
        refused(
            conv(channels, kernels).with("auto_pad", Attr.of("VALID")).with("pads", wholes(1, 1)),
            "(Conv): pads cannot be said where auto_pad is VALID"));
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
