package rondo.onnx.foreign;

import java.util.List;
import java.util.Set;
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
import rondo.core.graph.Graph;

/** Makes networks of an encoder and a step of a decoder that were imported. */
public final class PairNetworkType implements NetworkType {
  static final String NAME = "graphs";
  static final String ENCODER = "encoder";
  static final String DECODER = "decoder";
  static final String ENCODER_INPUT = "encoder-input";
  static final String ENCODER_LENGTHS = "encoder-lengths";
  static final String STARTS = "starts";
  static final String NEXTS = "nexts";

  /** Which ports of the two graphs are what, beside those of {@link GraphNetworkType}. */
  static final Options PORTS =
      Options.of(
          new Option(ENCODER_INPUT, "", "a translator's encoder: its input of ids"),
          new Option(ENCODER_LENGTHS, "", "a translator's encoder: its input of lengths"),
          new Option(
              STARTS,
              "",
              "a translator's decoder: INPUT=OUTPUT,… of what it starts from or looks at, as the"
                  + " encoder gives it, or INPUT=zeros; found by itself where names or shapes"
                  + " tell"),
          new Option(
              NEXTS, "", "a translator's decoder: INPUT=OUTPUT,… of its states; found likewise"));

  private static final Options OPTIONS =
      Options.of(
              new Option(ENCODER, "", "the imported encoder, without its parameters"),
              new Option(DECODER, "", "the imported step of the decoder, likewise"),
              new Option(
                  GraphNetworkType.TOGETHER,
                  "true",
                  "whether texts of unequal length may share a batch"))
          .and(PORTS)
          .and(GraphNetworkType.PORTS);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public boolean offers(Demand demand) {
    return demand.wanted() == Wanted.NEXT_TOKEN && ids(demand.source()) && ids(demand.tokens());
  }

  private static boolean ids(Schema side) {
    return side.columns().size() == 1
        && side.columns().values().iterator().next() instanceof Schema.Kind.Ids;
  }

  @Override
  public Network create(NetworkSpec spec, Registry<CellType> cells, Weights weights) {
    Settings s = OPTIONS.fill(spec.options().values());
    if (s.text(ENCODER).isEmpty()) {
      throw new IllegalArgumentException(
          "network 'graphs' is an imported translator; make a model of one with 'import', and train on from that");
    }
    NetworkSpec filled = new NetworkSpec(spec.type(), spec.demand(), s);
    Reading encoder = encoder(plain(s, ENCODER), cells, weights).reading();
    Reading decoder = decoder(plain(s, DECODER), cells, weights).reading();
    return new PairNetwork(filled, encoder, decoder, s.flag(GraphNetworkType.TOGETHER));
  }

  private static Folding.Plain plain(Settings s, String graph) {
    return new Folding.Plain(GraphNetworkType.graph(s.text(graph)), List.of());
  }

  static Understood encoder(Folding.Plain plain, Registry<CellType> cells, Weights weights) {
    return Understood.of(plain, cells.all(), weights.in(ENCODER), Binding.zeros(plain.graph()));
  }

  static Understood decoder(Folding.Plain plain, Registry<CellType> cells, Weights weights) {
    return Understood.of(plain, cells.all(), weights.in(DECODER), Set.of());
  }

  /** The options with the graphs as the text of two of them. */
  static Settings with(Settings ports, List<Graph> graphs) {
    return OPTIONS.fill(
        ports
            .with(ENCODER, GraphNetworkType.text(graphs.get(0)))
            .with(DECODER, GraphNetworkType.text(graphs.get(1)))
            .values());
  }
}
