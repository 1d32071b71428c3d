package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.CellType;
import rondo.core.Demand.Wanted;
import rondo.core.Importer.Note;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.Options;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.StoredModel;
import rondo.core.TaskSpec;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.engine.Plugins;
import rondo.engine.model.FreshWeights;

/** An encoder and a step of a decoder made elsewhere as one model that translates. */
public final class PairImport {
  /** Which ports of the two are what, where guessing is not enough. */
  public static final Options PORTS = PairNetworkType.PORTS.and(GraphNetworkType.PORTS);

  private final NetworkSpec spec;
  private final FreshWeights weights = new FreshWeights(0);
  private final Understood read;
  private final Understood stepped;

  /** Graphs for a task; {@code ports} are filled {@link #PORTS}. */
  public PairImport(
      Graph encoder, Graph decoder, Registry<CellType> cells, TaskSpec task, Settings ports) {
    if (task.demand().wanted() != Wanted.NEXT_TOKEN) {
      throw new ModelFormatException(
          "task '%s' reads one file; an encoder of its own is for translators"
              .formatted(task.type()));
    }
    if (!ports.flag("native")) {
      throw new ModelFormatException(
          "a translator must become native; import it without --native=false");
    }
    spec = new NetworkSpec(PairNetworkType.NAME, task.demand(), ports);
    Weights network = weights.in(Plugins.NETWORK);
    read = PairNetworkType.encoder(ForeignImport.plain(encoder, cells), cells, network);
    stepped = PairNetworkType.decoder(ForeignImport.plain(decoder, cells), cells, network);
  }

  private PairNetwork network(boolean together) {
    return new PairNetwork(spec, read.reading(), stepped.reading(), together);
  }

  private static Graph taken(Understood graph) {
    return Parameters.taken(graph.plain().graph(), graph.reading().parameters());
  }

  public StoredModel model(TaskSpec task, Map<String, String> provenance) {
    boolean together = PairProbe.together(network(true));
    if (!together) {
      PairProbe.alone(network(false));
    }
    Settings options =
        PairNetworkType.with(spec.options(), List.of(taken(read), taken(stepped)))
            .with(GraphNetworkType.TOGETHER, together);
    Map<String, Matrix> values = new HashMap<>();
    weights.params().forEach(p -> values.put(p.path(), p.value()));
    NetworkSpec network = new NetworkSpec(PairNetworkType.NAME, task.demand(), options);
    return StoredModel.of(new ModelSpec(network, task, new TreeMap<>(provenance)), values);
  }

  /** What became of the nodes of both graphs. */
  public List<Note> report() {
    PairNetwork network = network(true);
    List<Note> all =
        new ArrayList<>(Reports.of(read.reading(), read.plain(), network.encoderSteps()));
    all.addAll(Reports.of(stepped.reading(), stepped.plain(), network.decoderSteps()));
    return all;
  }
}
