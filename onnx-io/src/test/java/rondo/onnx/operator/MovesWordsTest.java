package rondo.onnx.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rondo.onnx.operator.OperatorCheck.floats;
import static rondo.onnx.operator.OperatorCheck.ints;
import static rondo.onnx.operator.OperatorCheck.of;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;

/** What moves say before anything is computed, and where they are refused. */
class MovesWordsTest {
  private static final long FAR = Long.MAX_VALUE;

  static Stream<Arguments> sized() {
    Tensor x = floats(1, 1, 1); // only its rank counts
    return Stream.of(
        says(reshape(0, 0, -1), "[[batch, time, 24]]", "batch time 4 6"),
        says(reshape(-1, 24), "[[batch·time, 24]]", "batch time 4 6"),
        says(reshape(-1, 48), "[[?0, 48]]", "batch time 24"),
        says(reshape(-1, 12), "[[2·batch·time, 12]]", "batch time 24"),
        says(reshape(5, -1), "[[5, ?0]]", "batch 7"),
        says(reshape(2, -1, 8), "[[2, batch, 8]]", "batch 16"),
        says(of("Reshape").in(x, ints(1, 2)), "[[?0, ?1]]", "batch 3", "2"),
        says(slice(0, FAR, 1), "[[batch, 3]]", "batch 3"),
        says(slice(-1, -FAR, -1), "[[batch, 3]]", "batch 3"),
        says(slice(0, 1, 1), "[[1, 3]]", "batch 3"),
        says(slice(-1, FAR, 1), "[[1, 3]]", "batch 3"),
        says(slice(-2, FAR, 1), "[[?0, 3]]", "batch 3"),
        says(slice(-2, FAR, 1), "[[2, 3]]", "2*batch 3"),
        says(slice(1, FAR, 1), "[[?0, 3]]", "batch 3"),
        says(concat(3), "[[6, time]]", "1 time", "2 time", "3 time"),
        says(concat(2), "[[2·batch, 3]]", "batch 3", "batch 3"),
        says(concat(2), "[[?0, 3]]", "batch 3", "1 3"),
        says(of("Flatten").in(x), "[[batch, 12·time]]", "batch time 12"),
        says(of("Flatten").in(x).with("axis", Attr.of(2)), "[[batch·time, 12]]", "batch time 12"),
        says(of("Transpose").in(x), "[[12, time, batch]]", "batch time 12"),
        says(of("Expand").in(x).known(ints(2, 1, 5)), "[[2, time, 5]]", "1 time 5"),
        says(of("Expand").in(x).known(ints(4, 1)), "[[batch, 4, 5]]", "batch n 5"),
        says(of("Tile").in(x).known(ints(2, 3)), "[[2·batch, 6]]", "batch 2"),
        says(of("Pad").in(x).known(ints(0, 1, 0, 1)), "[[batch, 5]]", "batch 3"),
        says(of("Pad").in(x).known(ints(1, 0, 0, 0)), "[[?0, 3]]", "batch 3"),
        says(of("Gather").in(x, x), "[[a, b, 7]]", "batch 7", "a b"),
        says(of("Split").in(x).outputs(2), "[[2·batch, 3], [2·batch, 3]]", "4*batch 3"),
        says(of("Split").in(x).outputs(2), "[[?0, 3], [?1, 3]]", "batch 3"),
        says(of("Shape").in(x), "[[3]]", "batch time 2"),
        says(of("NonZero").in(x), "[[2, ?0]]", "batch time"),
        says(of("OneHot").in(x).known(ints(9)).in(x), "[[batch, 9]]", "batch", "1", "2"),
        says(of("TopK").in(x).known(ints(2)).outputs(2), "[[batch, 2], [batch, 2]]", "batch time"));
  }

  private static OperatorCheck reshape(long... target) {
    return of("Reshape").in(floats(1, 1, 1)).known(ints(target));
  }

  private static OperatorCheck slice(long start, long end, long step) {
    return of("Slice")
        .in(floats(1))
        .known(ints(start))
        .known(ints(end))
        .known(ints(0))
        .known(ints(step));
  }

  private static OperatorCheck concat(int count) {
    Tensor[] all = new Tensor[count];
    Arrays.fill(all, floats(1, 1));
    return of("Concat").with("axis", Attr.of(0)).in(all);
  }

  private static Arguments says(OperatorCheck check, String result, String... operands) {
    return Arguments.of(check, result, List.of(operands));
  }

  @ParameterizedTest(name = "{1} of {2} from {0}")
  @MethodSource("sized")
  void lengthsAreToldBeforehand(OperatorCheck check, String result, List<String> operands) {
    List<List<Size>> sizes =
        operands.stream()
            .map(o -> Stream.of(o.split(" ")).map(MovesWordsTest::size).toList())
            .toList();
    assertThat(check.sizes(sizes)).hasToString(result);
  }

  private static Size size(String said) {
    return Stream.of(said.split("\\*"))
        .map(f -> f.matches("\\d+") ? Size.of(Long.parseLong(f)) : Size.of(f))
        .reduce(Size.ONE, Size::times);
  }

  static Stream<Arguments> wrong() {
    Tensor x = floats(2, 3);
    Tensor word = new Tensor.Strings(List.of(1), new String[] {"a"});
    return Stream.of(
        refused(
            of("Transpose").with("perms", Attr.of(1, 0)).in(x),
            "(Transpose): unknown attribute 'perms'; known are perm."),
        refused(
            of("Transpose").with("perm", Attr.of(1)).in(x),
            "attribute 'perm' must be INTS, is INT"),
        refused(of("Transpose").with("perm", Attr.of(0, 0)).in(x), "axis 0 is named twice"),
        refused(
            of("Transpose").with("perm", Attr.of(0, 1, 2)).in(x),
            "does not name the 2 axes there are"),
        refused(
            of("Reshape").in(x).known(ints(4, -1)), "dims [2, 3] cannot be reshaped to [4, -1]"),
        refused(of("Reshape").in(x).known(ints(-1, -1)), "the target [-1, -1] cannot be meant"),
        refused(of("Reshape").in(x).known(ints(0, 0, 0)), "the target keeps axis 2 of dims [2, 3]"),
        refused(of("Reshape").in(x).missing(), "(Reshape): input 1 is missing"),
        refused(
            of("Reshape").in(x).known(floats(2)),
            "the target must be whole numbers, is FLOAT of dims [2]"),
        refused(of("Squeeze").in(x).known(ints(1)), "axis 1 of dims [2, 3] is not 1"),
        refused(of("Squeeze").in(x).in(ints(0)), "axes ('x1') is computed in use"),
        refused(of("Unsqueeze").in(x).known(ints(3)), "there is no axis 3 of 3"),
        refused(of("Flatten").with("axis", Attr.of(3)).in(x), "there is no axis 3 of 2"),
        refused(
            of("Concat").with("axis", Attr.of(0)).in(x, floats(2, 2)),
            "dims [2, 3] and [2, 2] differ beside axis 0"),
        refused(of("Concat").in(x), "attribute 'axis' is missing"),
        refused(
            of("Concat").with("axis", Attr.of(0)).in(ints(1), floats(1)),
            "INT64 and FLOAT do not go together"),
        refused(
            of("Split").in(floats(5)).outputs(2), "an axis of 5 does not fall into 2 equal parts"),
        refused(
            of("Split").in(x).known(ints(1, 2)).outputs(2),
            "an axis of 2 does not fall into [1, 2]"),
        refused(
            of("Slice").in(x).known(ints(0)).known(ints(1)).missing().known(ints(0)),
            "a step of 0 goes nowhere"),
        refused(
            of("Slice").in(x).known(ints(0)).known(ints(1)).known(ints(2)),
            "there is no axis 2 of 2"),
        refused(of("Slice").in(x).known(ints(0)), "(Slice): ends are missing"),
        refused(of("Gather").in(x, ints(2)), "there is no place 2 on an axis of 2"),
        refused(of("Gather").in(x, floats(1)), "places must be whole numbers, are FLOAT"),
        refused(of("GatherElements").in(x, ints(1)), "places of dims [1] do not suit dims [2, 3]"),
        refused(of("Expand").in(x).known(ints(2, 2)), "an axis of 3 cannot be expanded to 2"),
        refused(of("Tile").in(x).known(ints(2)), "the repeats [2] do not suit 2 axes"),
        refused(
            of("Pad").in(x).with("mode", Attr.of("wrap")).known(ints(0, 0, 0, 0)),
            "mode 'wrap' is not computed; known are constant, edge and reflect"),
        refused(of("Pad").in(x).known(ints(0, 0, 0, -4)), "an axis cannot be -1 long"),
        refused(
            of("Range")
                .known(ints(ElementType.INT64, List.of(), 0))
                .known(ints(ElementType.INT64, List.of(), 9))
                .known(ints(ElementType.INT64, List.of(), 0)),
            "an axis cannot be -1 long"),
        refused(of("TopK").in(x).known(ints(4)).outputs(2), "the first 4 of 3 are asked for"),
        refused(
            of("ReverseSequence").in(floats(2, 2), ints(1, 3)),
            "there is a length of 3 where there are 2 steps"),
        refused(
            of("ScatterElements").with("reduction", Attr.of("mul")).in(x),
            "reduction 'mul' is not computed; known are none and add"),
        refused(
            of("Cast").with("to", Attr.of(10)).in(x),
            "it computes in FLOAT16, which is only read as stored weights; export the model in 32-bit floats"),
        refused(
            of("Cast").with("to", Attr.of(8)).in(x), "it gives STRING, which is not computed with"),
        refused(
            of("Cast").with("to", Attr.of(99)).in(x), "there are no elements of type number 99"),
        refused(
            of("Cast").with("to", Attr.of(1)).in(word), "STRING are no numbers to compute with"),
        refused(
            of("DequantizeLinear").opset(21).with("block_size", Attr.of(16)).in(x),
            "scales of blocks are not computed; quantise per tensor or per axis"),
        refused(
            of("DequantizeLinear").with("axis", Attr.of(0)).in(ints(1, 2), floats(3)),
            "scales of dims [3] do not suit axis 0 of [2]"),
        refused(of("DynamicQuantizeLinear").in(x), "export the model before quantising it"),
        refused(of("MatMulInteger").in(x, x), "export the model before quantising it"));
  }

  private static Arguments refused(OperatorCheck check, String why) {
    return Arguments.of(check, why);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrong")
  void whatCannotBeMeantIsRefused(OperatorCheck check, String why) {
    assertThatThrownBy(check::compute)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("node 'it' (")
        .hasMessageContaining(why)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void whatMustBeKnownBeforehandIsAskedFor() {
    assertThatThrownBy(
            () ->
                of("Reshape")
                    .in(floats(1), ints(1))
                    .sizes(List.of(List.of(Size.of("n")), List.of(Size.of("r")))))
        .hasMessage(
            "node 'it' (Reshape): the target must be a list whose length is known,"
                + " is computed in use with dims [r]");
    assertThatThrownBy(() -> of("Squeeze").in(floats(1)).sizes(List.of(List.of(Size.of("n")))))
        .hasMessage(
            "node 'it' (Squeeze): it names no axes, and which of [n] are 1 is known in use;"
                + " name the axes");
  }

  /** However often the axes of a matrix become one and that one two again. */
  @Test
  void lengthsDoNotGrowWithoutEnd() {
    OperatorCheck flat = of("Flatten").with("axis", Attr.of(0)).in(floats(1, 1));
    assertThatThrownBy(
            () -> {
              Size length = Size.of("n");
              for (int i = 0; i < 40; i++) {
                flat.sizes(List.of(List.of(length, length)));
                length = length.times(length);
              }
            })
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("a length is a product of more than 64 unknown ones");
  }

  @Test
  void axesThatAreOneAreLeftOutWhereTheyAreKnown() {
    assertThat(of("Squeeze").in(floats(1, 3, 1)).compute().result().dims()).containsExactly(3);
    assertThat(of("Squeeze").in(floats()).sizes(List.of(List.of(Size.ONE, Size.of(3)))))
        .hasToString("[[3]]");
  }
}
