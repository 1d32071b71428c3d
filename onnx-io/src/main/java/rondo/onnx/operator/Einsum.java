package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * A product of two operands whose axes have letters: those that the result has not are summed over.
 *
 * @param letters of the first operand, the second and the result
 */
record Einsum(NodeWords words, String equation, List<String> letters) implements Operator {
  private static final Pattern PRODUCT = Pattern.compile("([A-Za-z]*),([A-Za-z]*)(->([A-Za-z]*))?");

  static Map<String, Maker> makers() {
    return Map.of("Einsum", Einsum::of);
  }

  private static Applied of(NodeWords words) {
    String equation = words.only("equation").text("equation", "");
    Matcher matcher = PRODUCT.matcher(equation.replace(" ", ""));
    if (!matcher.matches() || words.node().inputs().size() != 2) {
      throw words.refused(
          "only products of two operands are computed, such as 'bij,bjk->bik', not '%s'", equation);
    }
    String a = String.valueOf(matcher.group(1));
    String b = String.valueOf(matcher.group(2));
    String to =
        Optional.ofNullable(matcher.group(4)).orElseGet(() -> once(a + b)); // as NumPy has it
    for (String each : List.of(a, b, to)) {
      if (each.chars().distinct().count() != each.length()) {
        throw words.refused(
            "'%s' names an axis twice in '%s', which is not computed", equation, each);
      }
    }
    if (!to.chars().allMatch(c -> (a + b).indexOf(c) >= 0)) {
      throw words.refused("the result of '%s' has an axis that no operand has", equation);
    }
    Einsum einsum = new Einsum(words.alone(), equation, List.of(a, b, to));
    return new Applied(einsum, words.operand(0), words.operand(1));
  }

  /** The letters that stand once, in their order. */
  private static String once(String all) {
    StringBuilder out = new StringBuilder();
    all.chars()
        .sorted()
        .filter(c -> all.indexOf(c) == all.lastIndexOf(c))
        .forEach(c -> out.append((char) c));
    return out.toString();
  }

  /** The length of each letter's axis. */
  private <T> Map<Character, T> lengths(List<List<T>> operands, BinaryOperator<T> both) {
    Map<Character, T> lengths = new TreeMap<>();
    for (int i = 0; i < 2; i++) {
      List<T> dims = operands.get(i);
      String said = letters.get(i);
      if (dims.size() != said.length()) {
        throw words.refused("an operand of dims %s has not the axes '%s'", dims, said);
      }
      for (int axis = 0; axis < dims.size(); axis++) {
        lengths.merge(said.charAt(axis), dims.get(axis), both);
      }
    }
    return lengths;
  }

  private static <T> List<T> of(String letters, Map<Character, T> lengths) {
    List<T> dims = new ArrayList<>();
    for (char each : letters.toCharArray()) {
      dims.add(Objects.requireNonNull(lengths.get(each)));
    }
    return dims;
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    Map<Character, Size> lengths =
        lengths(operands, (x, y) -> words.broadcast(List.of(x), List.of(y), fresh).get(0));
    return List.of(of(letters.get(2), lengths));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    List<Tensor.Floats> both = words.floats(operands);
    Map<Character, Integer> lengths =
        lengths(
            List.of(both.get(0).dims(), both.get(1).dims()),
            (x, y) -> words.broadcast(List.of(x), List.of(y)).get(0));
    String result = letters.get(2);
    StringBuilder order = new StringBuilder(result); // then what is summed over
    lengths.keySet().stream().filter(c -> result.indexOf(c) < 0).forEach(order::append);
    List<Integer> dims = of(result, lengths);
    Walk walk =
        new Walk(
            of(order.toString(), lengths),
            strides(order, letters.get(0), both.get(0).dims()),
            strides(order, letters.get(1), both.get(1).dims()),
            strides(order, result, dims));
    float[] a = both.get(0).data();
    float[] b = both.get(1).data();
    float[] c = room.floats(dims);
    add(walk, 0, a, 1, b, 2, c);
    return new Computed(
        List.of(new Tensor.Floats(dims, c)),
        gradients -> {
          float[] da = new float[a.length];
          float[] db = new float[b.length];
          add(walk, 2, gradients.get(0), 1, b, 0, da); // da += dc * b
          add(walk, 2, gradients.get(0), 0, a, 1, db); // db += dc * a
          return List.of(da, db);
        });
  }

  /** How far apart neighbours along all axes stand in a tensor that has some of them. */
  private static int[] strides(CharSequence order, String own, List<Integer> dims) {
    int[] there = Elements.strides(dims);
    int[] strides = new int[order.length()];
    for (int i = 0; i < strides.length; i++) {
      int axis = own.indexOf(order.charAt(i));
      strides[i] = axis < 0 || dims.get(axis) == 1 ? 0 : there[axis];
    }
    return strides;
  }

  /** z += x * y, each being a tensor of the walk. */
  private static void add(Walk walk, int ofX, float[] x, int ofY, float[] y, int ofZ, float[] z) {
    int sx = walk.step(ofX);
    int sy = walk.step(ofY);
    int sz = walk.step(ofZ);
    walk.rows(
        at -> {
          int i = at[ofX];
          int j = at[ofY];
          int k = at[ofZ];
          if (sz == 0) {
            float sum = 0;
            for (int n = 0; n < walk.length(); n++) {
              sum += x[i + n * sx] * y[j + n * sy];
            }
            z[k] += sum;
          } else {
            for (int n = 0; n < walk.length(); n++) {
              z[k + n * sz] += x[i + n * sx] * y[j + n * sy];
            }
          }
        });
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> attributes = Map.of("equation", Attr.of(equation));
    return List.of(graph.op("Einsum", attributes, operands.get(0), operands.get(1)));
  }
}
