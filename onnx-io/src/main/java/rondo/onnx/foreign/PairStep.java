package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;
import rondo.onnx.operator.Size;

/**
 * A step of a decoder, for any number of rows.
 *
 * @param masks how long the rows' memories are, as masks of softmaxes read it
 */
record PairStep(Program program, PairPorts ports, View masks) {
  static PairStep of(Reading reading, PairPorts ports) {
    Slot slot = reading.slot(ElementType.INT64, false);
    View masks = View.of(slot, List.of(ports.batch()));
    List<Step> steps =
        ports
            .time()
            .map(time -> MaskStep.into(reading, time, ports.batch(), masks))
            .orElseGet(reading::steps);
    return new PairStep(Program.of(steps, reading.slots(), ports.stepped()), ports, masks);
  }

  /** A run that a token of each row is fed to. */
  Run fed(int[] ids, State state, List<Sequence> memory, Pass pass) {
    int R = ids.length;
    Run run = program.run(pass, Optional.empty(), Map.of());
    View tokens = ports.tokens();
    List<Integer> dims = tokens.sizes().stream().map(s -> s.equals(ports.batch()) ? R : 1).toList();
    run.bind(tokens.sizes(), dims, "the decoder's tokens");
    long[] given = IntStream.of(ids).asLongStream().toArray();
    run.feed(tokens, new Tensor.Ints(dims, given, tokens.slot().type()));
    for (int i = 0; i < ports.states().size(); i++) {
      RecurrentStep.Ordered in = ports.states().get(i).in();
      run.feed(in.view(), in.order(), Block.of(state.part(i)));
    }
    for (int i = 0; i < ports.memories().size(); i++) {
      Sequence each = memory.get(i);
      RecurrentStep.Ordered in = ports.memories().get(i).in();
      Size time = in.order().get(0).size();
      run.bind(List.of(time), List.of(each.time()), "the source");
      run.feed(in.view(), in.order(), Block.of(each.rows()));
      long[] lengths = IntStream.of(each.lengths()).asLongStream().toArray();
      run.put(masks.slot(), new Tensor.Ints(List.of(R), lengths, ElementType.INT64));
      for (View v : ports.lengths()) {
        run.put(v.slot(), new Tensor.Ints(List.of(R), lengths, v.slot().type()));
      }
    }
    return run;
  }

  /** A row of scores for each row. */
  Matrix scores(Run run) {
    RecurrentStep.Ordered scores = ports.scores();
    Size width = scores.view().size(scores.view().rank() - 1);
    return run.ordered(scores.view(), scores.order()).rows((int) width.number());
  }

  /** The state after a run that began with this one. */
  State next(Run run, State before) {
    List<Matrix> parts = new ArrayList<>();
    for (int i = 0; i < ports.states().size(); i++) {
      PairPorts.Carry each = ports.states().get(i);
      Matrix same = before.part(i);
      parts.add(
          each.next().map(o -> run.ordered(o.view(), o.order()).rows(each.width())).orElse(same));
    }
    return new State(parts);
  }
}
