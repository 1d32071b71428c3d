package rondo.engine.network;

import java.util.Map;
import java.util.TreeMap;
import rondo.core.CellType;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Registry;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.Weights;

/** Makes networks of recurrent layers, of whichever cell is named. */
public final class RecurrentNetworkType implements NetworkType {
  private static final Options LEARNING =
      Options.of(
          new Option("frozen", "", "columns whose vectors are not trained, separated by commas"),
          new Option("dropout", "0.3", "the share that is dropped before, between, after layers"),
          new Option(
              "dropout-kind", "locked", "locked drops alike at all steps, plain at each anew"),
          new Option("word-dropout", "0.05", "how often a token loses its vector"));

  private static final Options OPTIONS =
      Options.of(
              new Option("cell", "lstm", "the cell of the recurrent layers"),
              new Option("cell.*", "", "the cell's own options"),
              new Option("hidden", "128", "how wide each direction of a recurrent layer is"),
              new Option("layers", "1", "how many recurrent layers stand on one another"),
              new Option(
                  "direction",
                  "bidirectional",
                  "bidirectional, or forward for a model that streams"),
              new Option("residual", "false", "whether a layer adds to what it reads, if as wide"),
              new Option("embedding", "100", "how wide the vectors of ids are"),
              new Option("embedding.*", "", "the same for one column, such as embedding.words"))
          .and(LEARNING)
          .and(
              new Option(
                  "pooling",
                  "max",
                  "last, mean, max, mean-max or attention, where the whole has one label"),
              new Option(
                  "characters.encoder",
                  "recurrent",
                  "recurrent, or convolution for windows of characters under a maximum"),
              new Option(
                  "characters.cell",
                  "same",
                  "the cell that reads characters; same is that of words"),
              new Option("characters.cell.*", "", "that cell's own options"),
              new Option("characters.hidden", "25", "how wide each direction over characters is"),
              new Option(
                  "characters.window", "3", "how many characters a convolution sees at once"),
              new Option("characters.filters", "50", "how many features a convolution makes"),
              new Option("characters.embedding", "25", "how wide the vectors of characters are"));

  @Override
  public String name() {
    return "recurrent";
  }

  @Override
  public boolean offers(Demand demand) {
    return demand.source().columns().isEmpty()
        && !demand.tokens().columns().isEmpty()
        && demand.wanted() != Wanted.NEXT_TOKEN;
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public Options learning() {
    return LEARNING;
  }

  @Override
  public Network create(NetworkSpec spec, Registry<CellType> cells, Weights weights) {
    if (!offers(spec.demand())) {
      throw new IllegalArgumentException(
          "network '%s' scores tokens or the whole of them, without a source; asked for is %s of a source of %s"
              .formatted(
                  name(), spec.demand().wanted(), spec.demand().source().columns().keySet()));
    }
    Settings s = OPTIONS.fill(spec.options().values());
    CellType type = cells.get(s.text("cell"));
    boolean same = s.text("characters.cell").equals("same");
    CellType inner = same ? type : cells.get(s.text("characters.cell"));
    Map<String, String> innerOptions = new TreeMap<>();
    if (same) {
      innerOptions.putAll(s.in("cell").values());
    }
    innerOptions.putAll(s.in("characters.cell").values());
    Map<String, String> all = new TreeMap<>(s.values()); // what holds, also where nothing was said
    put(all, "cell.", type.options().fill(s.in("cell").values()));
    if (nested(spec.demand().tokens())) {
      put(all, "characters.cell.", inner.options().fill(innerOptions));
    }
    NetworkSpec filled = new NetworkSpec(spec.type(), spec.demand(), Settings.of(all));
    return new RecurrentNetwork(filled, type, inner, weights);
  }

  private static void put(Map<String, String> all, String section, Settings settings) {
    settings.values().forEach((name, value) -> all.put(section + name, value));
  }

  private static boolean nested(Schema schema) {
    return schema.columns().values().stream().anyMatch(k -> k instanceof Schema.Kind.Nested);
  }
}
