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
    requireWidth(in.sequence(), "cell '" + spec().type() + "'");
    Packing all = Packing.of(in.sequence().time(), in.sequence().lengths());
    int stretch = Math.min(all.time(), Math.max(1, Unrolled.STRETCH / Math.max(1, all.batch())));
    return unrolled(all.steps(0, stretch), pass).predict(in, all);
  }

  @Override
  default Unroll unroll(int time, int[] lengths, State start, Pass pass) {
    return unrolled(Packing.of(time, lengths), pass).from(start);
  }
}
