package rondo.gru;

import java.util.List;
import java.util.Set;
import rondo.core.Activation;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Init;
import rondo.core.Packing;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Stepwise;
import rondo.core.Unrolled;
import rondo.core.Weights;
import rondo.core.graph.OperatorCell;
import rondo.core.graph.RecurrentOperator;

/**
 * The gated recurrent unit of Cho et al. 2014. Its equations stand in {@link ResetAfter}, which is
 * what today's libraries compute, and in {@link ResetBefore}, which is what was published first.
 */
final class Gru implements Stepwise, OperatorCell {
  private final CellType type;
  private final CellSpec spec;
  private final boolean after;
  final Activation f; // of the gates
  final Activation g; // of what they let in
  final float clip;
  final Param W; // 3H x I, gates z,r,h, as in ONNX
  final Param R; // 3H x H, gates z,r,h
  final Param b; // 1 x 6H = [Wb | Rb], each z,r,h

  Gru(CellType type, CellSpec spec, Weights weights) {
    this.type = type;
    this.spec = spec;
    List<Activation> functions = Activation.parseAll(spec.options().text("activations"), 2);
    f = functions.get(0);
    g = functions.get(1);
    after = spec.options().choice("reset", "after", "before").equals("after");
    clip = (float) spec.options().real("clip", 0, Float.MAX_VALUE);
    int I = spec.inputSize();
    int H = spec.hiddenSize();
    Init uniform = Init.uniform(1 / Math.sqrt(H));
    W = weights.matrix("W", 3 * H, I, uniform);
    R = weights.matrix("R", 3 * H, H, uniform);
    b = weights.matrix("b", 1, 6 * H, Init.ZEROS);
  }

  @Override
  public CellType type() {
    return type;
  }

  @Override
  public CellSpec spec() {
    return spec;
  }

  @Override
  public Ports ports() {
    int H = spec.hiddenSize();
    return new Ports(spec.inputSize(), H, List.of(H), true);
  }

  @Override
  public RecurrentOperator.Parts parts() {
    Set<String> flags = after ? Set.of(GruType.AFTER) : Set.of();
    return new RecurrentOperator.Parts(W, R, b, List.of(), List.of(f, g), clip, flags);
  }

  @Override
  public Unrolled unrolled(Packing rows, Pass pass) {
    return after ? new ResetAfter(this, rows, pass) : new ResetBefore(this, rows, pass);
  }
}
