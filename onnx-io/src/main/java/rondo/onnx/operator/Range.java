package rondo.onnx.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** Numbers from a start, before a limit, so far apart. */
record Range(List<Optional<Tensor>> known, NodeWords words) implements Operator {
  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "Range",
        w -> {
          Taking in = new Taking(w.only()).input(0).input(1).input(2);
          List<Optional<Tensor>> known =
              Stream.of(0, 1, 2).map(i -> w.constants().apply(w.operand(i))).toList();
          return in.by(new Range(known, w));
        });
  }

  Range {
    words = words.alone();
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    boolean all = known.stream().allMatch(Optional::isPresent);
    return List.of(
        List.of(
            all
                ? Size.of(count(known.stream().map(Optional::orElseThrow).toList()))
                : fresh.get()));
  }

  private int count(List<Tensor> of) {
    Tensor start = of.get(0);
    for (Tensor each : of) {
      if (each.type() != start.type() || Elements.count(each) != 1) {
        throw words.refused("start, limit and step must be single and of one type");
      }
    }
    if (start instanceof Tensor.Ints) {
      long step = whole(of.get(2));
      long far = Math.subtractExact(whole(of.get(1)), whole(of.get(0)));
      return words.length(step == 0 ? -1 : Math.max(0, -Math.floorDiv(-far, step)));
    }
    double count = Math.ceil((real(of.get(1)) - real(of.get(0))) / real(of.get(2)));
    return words.length(Double.isNaN(count) ? -1 : (long) Math.max(0, count));
  }

  private static long whole(Tensor t) {
    return ((Tensor.Ints) t).data()[0];
  }

  private double real(Tensor t) {
    if (t instanceof Tensor.Floats f) {
      return f.data()[0];
    }
    if (t instanceof Tensor.Doubles d) {
      return d.data()[0];
    }
    throw words.refused("it counts numbers, not %s", t.type());
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor start = operands.get(0);
    int count = count(operands);
    List<Integer> dims = List.of(count);
    Object all = Elements.fresh(start, room.grant(dims));
    for (int i = 0; i < count; i++) {
      if (all instanceof float[] floats) {
        floats[i] = (float) real(start) + i * (float) real(operands.get(2));
      } else if (all instanceof double[] doubles) {
        doubles[i] = real(start) + i * real(operands.get(2));
      } else {
        ((long[]) all)[i] = whole(start) + i * whole(operands.get(2));
      }
    }
    return Computed.fixed(Elements.tensor(start, dims, all), 3);
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(graph.op("Range", operands.toArray(Value[]::new)));
  }
}
