package rondo.core;

/**
 * What goes through a layer: a sequence, and the state it starts from or ended in. As a gradient,
 * either may be NONE.
 *
 * @param fixed no parameter had a hand in the sequence, so nobody asks for its gradient: a layer
 *     that reads it may answer NONE, and save the work
 */
public record Flow(Sequence sequence, State state, boolean fixed) {
  public static final Flow NONE = new Flow(Sequence.NONE, State.NONE);

  public Flow(Sequence sequence, State state) {
    this(sequence, state, false);
  }

  public static Flow of(Sequence sequence) {
    return new Flow(sequence, State.NONE);
  }

  /** A sequence whose gradient nobody asks for. */
  public static Flow fixed(Sequence sequence) {
    return new Flow(sequence, State.NONE, true);
  }

  /** Another sequence, made of this one by nothing that learns. */
  public Flow with(Sequence other) {
    return new Flow(other, state, fixed);
  }

  /** The same sequence with another state. */
  public Flow with(State other) {
    return new Flow(sequence, other, fixed);
  }

  /** This gradient with zeros in the place of NONE, in the shape of the output it belongs to. */
  public Flow like(Flow out, Pass pass) {
    Sequence d = sequence;
    if (d.time() == 0 && out.sequence.time() > 0) {
      d = out.sequence.with(pass.zeros(out.sequence.rows().rows(), out.sequence.width()));
    }
    if (out.state.none()) {
      return new Flow(d, State.NONE);
    }
    int batch = out.state.part(0).rows();
    return new Flow(
        d, state.or(out.state.parts().stream().map(Matrix::cols).toList(), batch, pass));
  }
}
