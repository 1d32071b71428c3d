package rondo.onnx;

import java.util.Set;
import java.util.function.UnaryOperator;
import rondo.core.CellType;
import rondo.core.Model;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Registry;
import rondo.engine.Plugins;
import rondo.engine.model.SharedWeights;

/** Makes networks like a model's, over the same parameters, of cells that are watched. */
record Twins(Registry<NetworkType> networks, Registry<CellType> cells) {
  static Twins of(Set<NetworkType> networks, Set<CellType> cells) {
    return new Twins(new Registry<>("network", networks), new Registry<>("cell", cells));
  }

  Network of(Model<?, ?> model, UnaryOperator<CellType> watched) {
    NetworkSpec spec = model.spec().network();
    Registry<CellType> others = new Registry<>("cell", cells.all().stream().map(watched).toList());
    SharedWeights weights = new SharedWeights(model.params());
    return networks.get(spec.type()).create(spec, others, weights.in(Plugins.NETWORK));
  }
}
