/**
 * From one sequence to another: an encoder reads the source, a decoder writes the target token by
 * token and looks back at what was read. Either may be of any cell, since all they share is that
 * the first part of a state is an output: {@link rondo.seq2seq.Bridge} makes the start of one from
 * the end of the other.
 *
 * <p>In training all target tokens are known, so the decoder runs over them as over any sequence,
 * and all of them look at the source at once ({@link rondo.seq2seq.WholeTeaching}); only where the
 * decoder is fed what it saw before does it go step by step ({@link rondo.seq2seq.FedTeaching}). In
 * use the source is encoded once, and hypotheses look at it by the number of their example.
 *
 * <pre>{@code
 * Demand demand = new Demand(english, german, Wanted.NEXT_TOKEN, germanWords);
 * Settings options = Settings.of(Map.of("encoder.cell", "gru", "attention", "additive"));
 * NetworkSpec spec = new NetworkSpec("seq2seq", demand, options);
 * Network network = new Seq2SeqType().create(spec, cells, weights);
 * Carried carried = network.start(sentences, pass);
 * Network.Scored scored = network.score(firstTokens, carried, pass);
 * }</pre>
 */
package rondo.seq2seq;
