package rondo.onnx.operator;

import static rondo.core.graph.ElementType.BOOL;
import static rondo.core.graph.ElementType.INT32;
import static rondo.core.graph.ElementType.INT8;
import static rondo.core.graph.ElementType.UINT8;
import static rondo.onnx.operator.OperatorCheck.floats;
import static rondo.onnx.operator.OperatorCheck.ints;
import static rondo.onnx.operator.OperatorCheck.of;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;

/** The operators that move, make and convert elements, in the forms of all versions. */
class MovesTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "layouts",
    "slices",
    "pads",
    "gathers",
    "scatters",
    "chunks",
    "reshapes",
    "shapes",
    "orders",
    "casts",
    "quantised"
  })
  void asTheRuntimeHasIt(OperatorCheck check) {
    check.verify();
  }

  static Stream<OperatorCheck> layouts() {
    return Stream.of(
        of("Transpose").in(floats(2, 3, 4)),
        of("Transpose").with("perm", Attr.of(1, 0, 2)).in(floats(2, 3, 4)),
        of("Transpose").with("perm", Attr.of(0, 2, 1)).in(counted(INT32, 2, 3, 4)),
        of("Transpose").opset(7).with("perm", Attr.of(3, 1, 0, 2)).in(floats(2, 1, 3, 2)),
        of("Transpose").with("perm", Attr.of(1, 0)).in(words("a", "ü", "c", "d", "e", "f")),
        of("Transpose").in(floats()),
        of("Transpose").known(floats(0, 3, 2)),
        of("Expand").in(floats(3, 1)).known(ints(2, 3, 4)),
        of("Expand").in(floats(1, 3, 1)).known(ints(3, 1)),
        of("Expand").opset(8).valued().in(floats(3, 1), ints(2, 1, 4)),
        of("Expand").known(floats()).known(ints(2, 0)),
        of("Tile").in(floats(2, 3)).known(ints(2, 1)),
        of("Tile").in(counted(INT32, 2, 3)).known(ints(1, 3)),
        of("Tile").opset(7).valued().in(floats(2, 3), ints(3, 2)),
        of("Tile").known(floats(2, 3)).known(ints(0, 2)));
  }

  static Stream<OperatorCheck> slices() {
    long far = Long.MAX_VALUE;
    Tensor x = floats(5, 4, 3);
    return Stream.of(
        of("Slice").opset(9).with("starts", list(1)).with("ends", list(3)).in(x),
        of("Slice")
            .opset(7)
            .with("starts", Attr.of(0, -2))
            .with("ends", Attr.of(Integer.MAX_VALUE, -1))
            .with("axes", Attr.of(2, 1))
            .in(x),
        of("Slice").in(x).known(ints(1, 0)).known(ints(4, 2)),
        of("Slice").in(x).known(ints(0)).known(ints(far)).known(ints(1)),
        of("Slice").in(x).known(ints(-1)).known(ints(far)).known(ints(0)),
        of("Slice").in(x).known(ints(-1)).known(ints(-far)).known(ints(-2)).known(ints(-1)),
        of("Slice").in(x).known(ints(4)).known(ints(0)).known(ints(0)).known(ints(-3)),
        of("Slice").in(x).known(ints(-9, 1)).known(ints(9, far)).missing().known(ints(2, 2)),
        of("Slice").opset(10).valued().in(x, ints(1)).known(ints(far)).known(ints(0)),
        of("Slice").opset(11).valued().in(x, ints(0, 1), ints(2, 3), ints(2, 0), ints(1, 2)),
        of("Slice")
            .in(counted(INT32, 7))
            .known(ints(INT32, List.of(1), 3))
            .known(ints(INT32, List.of(1), 5)),
        of("Slice").in(words("a", "b", "c", "d")).known(ints(0)).known(ints(1)).known(ints(1)),
        of("Slice").known(x).known(ints(3)).known(ints(1)));
  }

  static Stream<OperatorCheck> pads() {
    Tensor x = floats(3, 4);
    Attr reflect = Attr.of("reflect");
    Attr edge = Attr.of("edge");
    return Stream.of(
        of("Pad").opset(7).with("pads", Attr.of(0, 1, 2, 1)).with("value", 2.5).in(x),
        of("Pad").in(x).known(ints(1, 0, 0, 2)),
        of("Pad").opset(11).in(x).known(ints(1, 0, -1, 2)).known(number(-1.5f)),
        of("Pad").with("mode", edge).in(x).known(ints(2, 1, 0, 3)),
        of("Pad").with("mode", reflect).in(x).known(ints(2, 3, 1, 0)),
        of("Pad").with("mode", reflect).opset(9).with("pads", Attr.of(1, 1, 1, 1)).in(x),
        of("Pad").valued().in(x, ints(0, 1, 2, 3)),
        of("Pad").opset(18).in(x).known(ints(1, 2)).missing().known(ints(-1)),
        of("Pad").opset(18).in(x).known(ints(1, 2, 0, 1)).missing().known(ints(1, 0)),
        of("Pad")
            .in(counted(INT32, 2, 2))
            .known(ints(0, 1, 1, 0))
            .known(ints(INT32, List.of(), 7)));
  }

  static Stream<OperatorCheck> gathers() {
    Tensor x = floats(3, 4, 2);
    Tensor six = ints(ElementType.INT64, List.of(2, 3), 0, 2, 1, -1, 0, -2);
    Tensor one = ints(ElementType.INT64, List.of(), -1);
    return Stream.of(
        of("Gather").in(x, six),
        of("Gather").opset(7).with("axis", Attr.of(1)).in(x, ints(3, 0)),
        of("Gather").opset(11).with("axis", Attr.of(-1)).in(x, one),
        of("Gather").in(x).known(ints(INT32, List.of(2), 1, 1)),
        of("Gather").with("axis", Attr.of(1)).in(words("a", "b", "c", "d")).known(ints(1, 0)),
        of("GatherElements").with("axis", Attr.of(1)).in(floats(2, 3), six),
        of("GatherElements").opset(11).with("axis", Attr.of(-2)).in(floats(3, 4), six),
        of("GatherND").in(x, ints(ElementType.INT64, List.of(2, 2), 0, 1, 2, -1)).valued(),
        of("GatherND").in(x, ints(ElementType.INT64, List.of(2, 1, 1), 2, 0)).valued(),
        of("GatherND")
            .opset(12)
            .with("batch_dims", Attr.of(1))
            .in(x, ints(ElementType.INT64, List.of(3, 2, 1), 0, 1, 3, 3, 2, -4))
            .valued(),
        of("Compress").valued().with("axis", Attr.of(1)).in(x, truth(1, 0, 1)),
        of("Compress").valued().opset(9).in(x, truth(0, 1, 1, 0, 0, 1)));
  }

  static Stream<OperatorCheck> scatters() {
    Tensor x = floats(3, 4);
    Tensor places = ints(ElementType.INT64, List.of(2, 2), 1, 0, -1, 2);
    Tensor tuples = ints(ElementType.INT64, List.of(2, 1), 2, 0);
    return Stream.of(
        of("ScatterElements").in(x, places, floats(2, 2)),
        of("ScatterElements").opset(11).with("axis", Attr.of(1)).in(x, places, floats(2, 2)),
        of("ScatterElements").with("reduction", Attr.of("add")).in(x, places, floats(2, 2)),
        of("Scatter").opset(9).with("axis", Attr.of(1)).in(x, places, floats(2, 2)),
        of("ScatterND").in(x, tuples, floats(2, 4)),
        of("ScatterND").opset(11).in(x, places, floats(2)),
        of("ScatterND").with("reduction", Attr.of("add")).in(x, tuples, floats(2, 4)),
        of("ScatterND")
            .in(counted(ElementType.INT64, 3, 4), tuples, counted(ElementType.INT64, 2, 4)));
  }

  static Stream<OperatorCheck> chunks() {
    Tensor x = floats(6, 2);
    return Stream.of(
        of("Concat").with("axis", Attr.of(0)).in(floats(2, 3), floats(1, 3), floats(4, 3)),
        of("Concat").opset(7).with("axis", Attr.of(1)).in(floats(2, 3), floats(2, 1)),
        of("Concat").opset(11).with("axis", Attr.of(-2)).in(floats(2, 3, 2), floats(2, 3, 2)),
        of("Concat").with("axis", Attr.of(0)).in(ints(1, 2)).known(ints(3)),
        of("Concat").with("axis", Attr.of(0)).in(words("a", "b"), words("c", "d")),
        of("Split").in(x).outputs(3),
        of("Split").opset(7).with("split", Attr.of(1, 4, 1)).in(x).outputs(3),
        of("Split").opset(11).with("axis", Attr.of(-1)).in(x).outputs(2),
        of("Split").opset(13).in(x).known(ints(0, 6)).outputs(2),
        of("Split").valued().in(x, ints(4, 2)).outputs(2),
        of("Split").opset(18).with("num_outputs", Attr.of(3)).in(floats(7, 2)).outputs(3),
        of("Split").opset(18).with("num_outputs", Attr.of(2)).in(x).outputs(2),
        of("Split").with("axis", Attr.of(0)).in(words("a", "b", "c", "d")).outputs(2));
  }

  static Stream<OperatorCheck> reshapes() {
    Tensor x = floats(2, 3, 4);
    return Stream.of(
        of("Reshape").in(x).known(ints(0, -1)),
        of("Reshape").opset(7).in(x).known(ints(4, 3, 2)),
        of("Reshape").in(x).known(ints(-1)),
        of("Reshape").valued().in(x, ints(6, -1, 2)),
        of("Reshape").known(floats(2, 0, 3)).known(ints(3, 0, 7)),
        of("Reshape").with("allowzero", Attr.of(1)).known(floats(2, 0)).known(ints(0, 5)),
        of("Reshape").in(words("a", "b", "c", "d")).known(ints(4)),
        of("Squeeze").in(floats(1, 3, 1)).known(ints(0)),
        of("Squeeze").opset(7).with("axes", Attr.of(0, 2)).in(floats(1, 3, 1)),
        of("Squeeze").opset(11).with("axes", list(-1)).in(floats(1, 3, 1)),
        of("Unsqueeze").in(x).known(ints(-1, 0)),
        of("Unsqueeze").opset(7).with("axes", Attr.of(1, 3)).in(x),
        of("Flatten").in(x),
        of("Flatten").opset(7).with("axis", Attr.of(0)).in(x),
        of("Flatten").opset(11).with("axis", Attr.of(-1)).in(x));
  }

  static Stream<OperatorCheck> shapes() {
    Tensor x = floats(2, 3, 4);
    Attr minus = new Attr.Constant(ints(-2));
    return Stream.of(
        of("Shape").in(x),
        of("Shape").opset(7).in(words("a", "b")),
        of("Shape").opset(15).with("start", Attr.of(-2)).with("end", Attr.of(7)).in(x),
        of("Shape").with("start", Attr.of(2)).with("end", Attr.of(1)).in(x),
        of("Size").in(x),
        of("ConstantOfShape").known(ints(2, 3)),
        of("ConstantOfShape").opset(9).valued().with("value", minus).in(ints(2, 3)),
        of("ConstantOfShape").known(ints()),
        of("Range").valued().in(real(1), real(2.2), real(0.3)),
        of("Range").known(single(7)).known(single(-2)).known(single(-4)),
        of("Range").valued().opset(11).in(single(0), single(5)).known(single(2)),
        of("Range").known(single(3)).known(single(1)).known(single(2)),
        of("EyeLike").in(floats(2, 3)),
        of("EyeLike").opset(9).with("k", Attr.of(-1)).with("dtype", Attr.of(7)).in(floats(3, 2)),
        of("NonZero").valued().in(counted(INT32, 2, 3)),
        of("NonZero").valued().in(truth(1, 0, 1)));
  }

  static Stream<OperatorCheck> orders() {
    Tensor x = floats(4, 3, 2);
    Tensor equals = ints(INT32, List.of(2, 4), 3, 1, 3, -2, 5, 5, 5, 5);
    Tensor places = ints(ElementType.INT64, List.of(2, 2), 0, 2, -1, 7);
    return Stream.of(
        of("Trilu").in(x),
        of("Trilu").opset(14).with("upper", Attr.of(0)).in(x).known(single(-1)),
        of("Trilu").in(floats(3, 4), single(1)),
        of("ReverseSequence").in(x).in(ints(2, 4, 0)),
        of("ReverseSequence")
            .opset(10)
            .with("batch_axis", Attr.of(0))
            .with("time_axis", Attr.of(1))
            .in(x, ints(2, 3, 1, 1)),
        of("OneHot").in(places).known(single(3)).in(floats(2)),
        of("OneHot").valued().opset(9).with("axis", Attr.of(0)).in(places, single(4), ints(7, 9)),
        of("TopK").in(x).known(ints(2)).with("axis", Attr.of(0)).outputs(2),
        of("TopK").opset(7).with("k", Attr.of(1)).with("axis", Attr.of(1)).in(x).outputs(2),
        of("TopK").opset(10).in(x).known(ints(2)).outputs(2),
        of("TopK").valued().with("largest", Attr.of(0)).in(equals, ints(3)).outputs(2),
        of("TopK").opset(11).in(equals).known(ints(4)).outputs(2));
  }

  static Stream<OperatorCheck> casts() {
    List<Tensor> all =
        List.of(
            new Tensor.Floats(List.of(4), new float[] {0, -1.7f, 100.5f, 2}),
            new Tensor.Doubles(List.of(4), new double[] {0, -1.7, 100.5, 1e-300}),
            ints(INT32, List.of(4), 0, -1, 300, 70000),
            ints(0, -1, 1L << 40, 5),
            ints(UINT8, List.of(4), 0, 255, 128, 1),
            ints(INT8, List.of(4), 0, -128, 127, 1),
            truth(0, 1, 1, 0));
    List<ElementType> to =
        List.of(ElementType.FLOAT, ElementType.DOUBLE, INT32, ElementType.INT64, UINT8, INT8, BOOL);
    Stream<OperatorCheck> pairs =
        all.stream()
            .flatMap(
                x ->
                    to.stream()
                        .filter(t -> x instanceof Tensor.Ints || t != UINT8) // of -1.7: undefined
                        .map(t -> of("Cast").opset(t == UINT8 ? 9 : 17).with("to", code(t)).in(x)));
    return Stream.concat(pairs, Stream.of(of("CastLike").in(floats(2, 3), ints(1))));
  }

  static Stream<OperatorCheck> quantised() {
    Tensor x = floats(2, 3, 2);
    Tensor scales = new Tensor.Floats(List.of(3), new float[] {0.1f, 0.02f, 1});
    Tensor zeros = ints(INT8, List.of(3), 0, 5, -7);
    Tensor q = ints(INT8, List.of(2, 3), -128, 127, 0, 5, 4, -7);
    Attr last = Attr.of(-1);
    return Stream.of(
        of("DequantizeLinear").in(q, number(0.05f), ints(INT8, List.of(), 3)),
        of("DequantizeLinear").opset(10).in(ints(UINT8, List.of(2), 0, 255), number(0.5f)),
        of("DequantizeLinear").opset(13).with("axis", last).in(q, scales, zeros),
        of("DequantizeLinear").in(ints(INT32, List.of(2), -70000, 3), number(1e-3f)),
        of("QuantizeLinear").in(x, number(0.01f), ints(UINT8, List.of(), 128)),
        of("QuantizeLinear").opset(10).in(x, number(0.25f)),
        of("QuantizeLinear").opset(13).in(x, scales, zeros));
  }

  private static Tensor.Ints counted(ElementType type, Integer... dims) {
    int count = Elements.count(List.of(dims), 0, dims.length);
    return ints(type, List.of(dims), LongStream.range(0, count).map(i -> i * 5 % 7 - 2).toArray());
  }

  private static Tensor words(String... all) {
    return new Tensor.Strings(List.of(2, all.length / 2), all);
  }

  private static Tensor truth(long... all) {
    return ints(BOOL, List.of(all.length), all);
  }

  private static Tensor number(float value) {
    return new Tensor.Floats(List.of(), new float[] {value});
  }

  private static Tensor real(double value) {
    return new Tensor.Doubles(List.of(), new double[] {value});
  }

  private static Tensor single(long value) {
    return ints(ElementType.INT64, List.of(), value);
  }

  private static Attr list(long only) {
    return new Attr.Ints(List.of(only));
  }

  private static Attr code(ElementType type) {
    return Attr.of(type.code());
  }
}
