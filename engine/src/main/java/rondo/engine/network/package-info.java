/**
 * The arrangement of cells that comes with the engine: a stack of recurrent layers between columns
 * and scores, for one label a token, one for the whole, or the next of a stream.
 *
 * <pre>{@code
 * Demand demand = new Demand(Schema.NONE, tokens, Wanted.EACH_TOKEN, labels);
 * Settings options = Settings.of(Map.of("cell", "gru", "layers", "2"));
 * NetworkSpec spec = new NetworkSpec("recurrent", demand, options);
 * Network network = new RecurrentNetworkType().create(spec, cells, weights);
 * }</pre>
 */
package rondo.engine.network;
