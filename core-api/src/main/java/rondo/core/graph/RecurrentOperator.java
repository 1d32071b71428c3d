package rondo.core.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rondo.core.Activation;
import rondo.core.Param;
import rondo.core.Recurrence;

/**
 * An operator of ONNX's recurrent family: writes a recurrence as one node, and reads such a node
 * with all that the specification lets it say.
 *
 * <p>Its inputs are X [T,B,I], W [D,G*H,I], R [D,G*H,H], B [D,2*G*H], lengths [B], a start [D,B,H]
 * for each part of the state, and where it knows peepholes P [D,p*H]; D directions, G gates.
 *
 * @param gates how many blocks of H rows W and R have
 * @param states how many parts its state has
 * @param peepholes how many blocks of H values P has; 0 where it knows none
 * @param activations the functions of a direction where a node does not name them
 * @param flags attributes of its own that are 0 or 1, and 0 where a node does not say
 */
public record RecurrentOperator(
    OpId op,
    int gates,
    int states,
    int peepholes,
    List<Activation> activations,
    Set<String> flags) {

  public RecurrentOperator {
    activations = List.copyOf(activations);
    flags = Set.copyOf(flags);
  }

  /**
   * What a node says about one direction.
   *
   * @param b 1 x 2*G*H = [Wb | Rb]
   * @param P 1 x p*H, or none
   * @param clip bound of the sums; 0 is none
   * @param flags those that are set
   */
  public record Parts(
      Param W,
      Param R,
      Param b,
      List<Param> P,
      List<Activation> activations,
      float clip,
      Set<String> flags) {
    private boolean fits(Parts other) {
      return clip == other.clip && flags.equals(other.flags) && P.size() == other.P.size();
    }
  }

  /** Whether one node can hold these directions: it has one clip and one value of each flag. */
  public boolean holds(List<Parts> directions) {
    return directions.stream().allMatch(directions.get(0)::fits);
  }

  /**
   * Appends the node. Lengths always go with it. Where a start state is given, an example of length
   * 0 keeps it, as it does natively; of itself the operator would answer zeros.
   */
  public Wires write(Recurrence.Direction direction, List<Parts> directions, Graph g, Wires in) {
    Parts one = directions.get(0);
    int I = one.W().value().cols();
    int H = one.R().value().cols();

    List<Value> inputs = new ArrayList<>();
    inputs.add(in.sequence());
    inputs.add(g.stacked(directions.stream().map(Parts::W).toList(), gates * H, I));
    inputs.add(g.stacked(directions.stream().map(Parts::R).toList(), gates * H, H));
    inputs.add(g.stacked(directions.stream().map(Parts::b).toList(), 2 * gates * H));
    inputs.add(in.lengths());
    boolean peeps = !one.P().isEmpty();
    if (peeps || !in.state().isEmpty()) {
      inputs.addAll(in.state().isEmpty() ? Collections.nCopies(states, Value.NONE) : in.state());
    }
    if (peeps) {
      inputs.add(g.stacked(directions.stream().map(p -> p.P().get(0)).toList(), peepholes * H));
    }

    Map<String, Attr> attributes = attributes(one, directions);
    attributes.put("direction", Attr.of(direction.word()));
    attributes.put("hidden_size", Attr.of(H));
    List<Value> out = g.node(op, 1 + states, attributes, inputs.toArray(Value[]::new));
    return new Wires(out.get(0), in.lengths(), kept(out.subList(1, 1 + states), g, in));
  }

  private List<Value> kept(List<Value> ends, Graph g, Wires in) {
    if (in.state().isEmpty()) {
      return ends;
    }
    Value alive = g.op("Unsqueeze", g.cast(in.lengths(), ElementType.BOOL), g.ints(1));
    List<Value> kept = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      kept.add(g.op("Where", alive, ends.get(i), in.state().get(i)));
    }
    return kept;
  }

  private Map<String, Attr> attributes(Parts one, List<Parts> directions) {
    Map<String, Attr> attributes = new TreeMap<>();
    flags.forEach(f -> attributes.put(f, Attr.of(one.flags().contains(f) ? 1 : 0)));
    if (one.clip() > 0) {
      attributes.put("clip", new Attr.Real(one.clip()));
    }
    List<Activation> all = directions.stream().flatMap(d -> d.activations().stream()).toList();
    if (directions.stream().allMatch(d -> d.activations().equals(activations))) {
      return attributes;
    }
    attributes.put("activations", new Attr.Texts(all.stream().map(a -> a.kind().onnx()).toList()));
    List<Float> alpha =
        all.stream().filter(a -> a.kind().parameters() > 0).map(Activation::alpha).toList();
    List<Float> beta =
        all.stream().filter(a -> a.kind().parameters() > 1).map(Activation::beta).toList();
    if (!alpha.isEmpty()) {
      attributes.put("activation_alpha", new Attr.Reals(alpha));
    }
    if (!beta.isEmpty()) {
      attributes.put("activation_beta", new Attr.Reals(beta));
    }
    return attributes;
  }

  /** Reads a node, or refuses it in a sentence that names the node and what it cannot say. */
  public RecurrentNode read(Node node, Graph graph) {
    return new RecurrentReading(this, node, graph).read();
  }
}
