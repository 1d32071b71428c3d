package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rondo.core.Carried;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.State;

/** Some rows of a batch, taken out and put back. */
final class Rows {
  private Rows() {}

  static Matrix of(Matrix all, int[] rows, Pass pass) {
    Matrix some = pass.take(rows.length, all.cols());
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(all.data(), all.at(rows[k]), some.data(), some.at(k), all.cols());
    }
    return some;
  }

  static State of(State all, int[] rows, Pass pass) {
    return new State(all.parts().stream().map(p -> of(p, rows, pass)).toList());
  }

  static void put(Matrix some, Matrix all, int[] rows) {
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(some.data(), some.at(k), all.data(), all.at(rows[k]), all.cols());
    }
  }

  /** The memories that some rows look at, as long as the longest of them. */
  static List<Sequence> memory(Carried carried, int[] rows, Pass pass) {
    int[] owners = IntStream.of(rows).map(r -> carried.owner()[r]).toArray();
    List<Sequence> all = new ArrayList<>();
    for (Sequence each : carried.memory()) {
      int[] lengths = IntStream.of(owners).map(b -> each.lengths()[b]).toArray();
      int time = IntStream.of(lengths).max().orElse(0);
      Matrix some = pass.take(time * rows.length, each.width());
      for (int t = 0; t < time; t++) {
        some.rows(t * rows.length, rows.length).set(of(each.step(t), owners, pass));
      }
      all.add(new Sequence(time, some, lengths));
    }
    return all;
  }
}
