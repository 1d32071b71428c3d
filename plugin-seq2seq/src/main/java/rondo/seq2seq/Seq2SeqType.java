package rondo.seq2seq;

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

/** Makes an encoder and a decoder of whichever cells are named, with attention between them. */
public final class Seq2SeqType implements NetworkType {
  private static final String SAME = "same";

  private static final Options LEARNING =
      Options.of(
          new Option(
              "dropout", "0.3", "the share dropped of embeddings, between layers, before scores"),
          new Option(
              "dropout-kind", "locked", "locked drops alike at all steps, plain at each anew"),
          new Option("word-dropout", "0", "how often a token loses its vector"));

  private static final Options OPTIONS =
      Options.of(
              new Option("cell", "lstm", "the cell of encoder and decoder"),
              new Option("cell.*", "", "the cell's own options"),
              new Option("hidden", "512", "how wide a layer of the decoder is"),
              new Option("embedding", "256", "how wide the vectors of ids are"),
              new Option(
                  "encoder.cell", SAME, "the cell that reads the source; same is that of 'cell'"),
              new Option("encoder.cell.*", "", "that cell's own options"),
              new Option(
                  "encoder.hidden",
                  SAME,
                  "how wide each direction of the encoder is; same makes it as wide in all as the decoder"),
              new Option(
                  "encoder.layers", "1", "how many layers of the encoder stand on one another"),
              new Option("encoder.direction", "bidirectional", "bidirectional or forward"),
              new Option(
                  "decoder.cell", SAME, "the cell that writes the target; same is that of 'cell'"),
              new Option("decoder.cell.*", "", "that cell's own options"),
              new Option(
                  "decoder.layers", "1", "how many layers of the decoder stand on one another"),
              new Option(
                  "attention",
                  "general",
                  "dot, general or additive; none leaves the decoder what fits into its first state"),
              new Option(
                  "feeding",
                  "false",
                  "whether the decoder reads its last output vector beside each word: slower to train"),
              new Option(
                  "tie",
                  "none",
                  "output shares target vectors with the scores, all those of a joint source too"))
          .and(LEARNING);

  @Override
  public String name() {
    return "seq2seq";
  }

  @Override
  public boolean offers(Demand demand) {
    return demand.wanted() == Wanted.NEXT_TOKEN && flat(demand.source()) && flat(demand.tokens());
  }

  private static boolean flat(Schema side) {
    return !side.columns().isEmpty()
        && side.columns().values().stream().noneMatch(k -> k instanceof Schema.Kind.Nested);
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
    Demand demand = spec.demand();
    if (!offers(demand)) {
      throw new IllegalArgumentException(
          "network '%s' scores what follows each token, given a source, of ids and real values; asked for is %s of %s with a source of %s"
              .formatted(
                  name(),
                  demand.wanted(),
                  demand.tokens().columns().keySet(),
                  demand.source().columns().keySet()));
    }
    Settings s = OPTIONS.fill(spec.options().values());
    CellType both = cells.get(s.text("cell"));
    Map<String, String> all = new TreeMap<>(s.values()); // what holds, also where nothing was said
    put(all, "cell.", both.options().fill(s.in("cell").values()));
    CellType reading = fill(all, "encoder.cell", s, both, cells);
    CellType writing = fill(all, "decoder.cell", s, both, cells);
    return new Plan(new NetworkSpec(spec.type(), demand, Settings.of(all)))
        .make(reading, writing, weights);
  }

  /** The cell of one side, whose options are filled: where it is that of both, over theirs. */
  private static CellType fill(
      Map<String, String> all, String side, Settings s, CellType both, Registry<CellType> cells) {
    boolean same = s.text(side).equals(SAME);
    CellType type = same ? both : cells.get(s.text(side));
    Map<String, String> options = new TreeMap<>();
    if (same) {
      options.putAll(s.in("cell").values());
    }
    options.putAll(s.in(side).values());
    put(all, side + ".", type.options().fill(options));
    return type;
  }

  private static void put(Map<String, String> all, String section, Settings settings) {
    settings.values().forEach((name, value) -> all.put(section + name, value));
  }
}
