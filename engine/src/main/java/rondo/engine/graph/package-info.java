/**
 * What the ports of an exported graph are called and mean, said once for those who write graphs and
 * those who feed them. A tagger of words with characters has the inputs
 *
 * <pre>
 * lengths             INT32 [B]
 * words               INT64 [T,B]
 * characters.index    INT64 [T,B]                  which of the spellings stands where
 * characters/lengths  INT32 [characters.B]         the distinct spellings
 * characters/letters  INT64 [characters.T,characters.B]
 * </pre>
 *
 * and the output {@code scores}, FLOAT [T,B,K]. A task that writes and a runner that feeds say
 *
 * <pre>{@code
 * InputWires tokens = GraphInputs.write(graph, demand.tokens());
 * SortedMap<String, Tensor> fed = GraphInputs.feed(demand.tokens(), inputs);
 * }</pre>
 */
package rondo.engine.graph;
