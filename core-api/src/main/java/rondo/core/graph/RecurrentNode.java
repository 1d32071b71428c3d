package rondo.core.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import rondo.core.Activation;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Matrix;
import rondo.core.Recurrence;
import rondo.core.Recurrence.Direction;
import rondo.core.Settings;
import rondo.core.Weights;

/**
 * A node of a {@link RecurrentOperator}, understood and checked.
 *
 * @param inputSize I of W [D,G*H,I]
 * @param hiddenSize H of R [D,G*H,H]
 * @param batchFirst whether X, Y and the states have the batch as their first axis
 * @param directions what it says about each of its directions
 * @param flags the operator's own attributes that are set
 */
public record RecurrentNode(
    Direction direction,
    int inputSize,
    int hiddenSize,
    boolean batchFirst,
    float clip,
    Set<String> flags,
    List<Part> directions,
    Wires in,
    Wires out) {

  public RecurrentNode {
    flags = Set.copyOf(flags);
    directions = List.copyOf(directions);
  }

  /**
   * One direction.
   *
   * @param given the values of {@code W R b}, and of {@code P} where there are peepholes
   */
  public record Part(List<Activation> activations, Map<String, Matrix> given) {
    public Part {
      activations = List.copyOf(activations);
      given = Map.copyOf(given);
    }

    /** As {@link Activation#parseAll} reads it. */
    public String functions() {
      return String.join(" ", activations.stream().map(Activation::toString).toList());
    }

    public boolean peepholes() {
      return given.containsKey("P");
    }
  }

  /** The cells of a type that compute this, with the options that it makes of each direction. */
  public CellType.Found cells(CellType type, Weights weights, Function<Part, Settings> options) {
    List<Cell> cells = new ArrayList<>();
    for (Part part : directions) {
      boolean backward = direction == Direction.REVERSE || cells.size() == 1;
      cells.add(
          type.create(
              new CellSpec(type.name(), inputSize, hiddenSize, options.apply(part)),
              weights.in(backward ? "backward" : "forward").with(part.given())));
    }
    return new CellType.Found(new Recurrence(direction, cells), batchFirst, in, out);
  }
}
