package rondo.core;

/**
 * What goes through a layer: a sequence, and the state it starts from or ended in. As a gradient,
 * either may be NONE.
 */
public record Flow(Sequence sequence, State state) {
  public static final Flow NONE = new Flow(Sequence.NONE, State.NONE);

  public static Flow of(Sequence sequence) {
    return new Flow(sequence, State.NONE);
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
