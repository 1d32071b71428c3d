package rondo.core;

/**
 * A cell that is written as the equations of one step and their mirror. Whole sequences, ragged
 * batches, streams in bounded memory and decoders follow from {@link Unrolled}.
 */
public interface Stepwise extends Cell {
  /** Its equations at work on the rows of a batch. */
  Unrolled unrolled(Packing rows, Pass pass);

  @Override
  default Trace forward(Flow in, Pass pass) {
    requireWidth(in.sequence(), "cell '" + spec().type() + "'");
    return unrolled(Packing.of(in.sequence().time(), in.sequence().lengths()), pass).forward(in);
  }

  @Override
  default Flow predict(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "cell '" + spec().type() + "'");
    int B = x.batch();
    State start = in.state().or(ports().state(), B, pass);
    State end = new State(ports().state().stream().map(w -> pass.take(B, w)).toList());
    Sequence y = x.with(pass.zeros(x.rows().rows(), ports().out()));
    pass.split(
        B,
        Unrolled.share(B, ports().out()),
        (from, to, own) -> {
          Packing all = Packing.of(x.time(), x.lengths(), from, to);
          int stretch = Math.min(x.time(), Math.max(1, Unrolled.STRETCH / (to - from)));
          unrolled(all.steps(0, stretch), own).predict(x, start, all, y, end);
        });
    return new Flow(y, end);
  }

  @Override
  default Unroll unroll(int time, int[] lengths, State start, Pass pass) {
    return unrolled(Packing.of(time, lengths), pass).from(start);
  }
}
