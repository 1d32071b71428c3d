/**
 * Rondo's models where OpenNLP's interfaces are expected: an application that uses OpenNLP swaps
 * one constructor, and OpenNLP's evaluators run over them. Each is made of a facade, is safe for
 * threads, and leaves closing to whoever opened the facade.
 *
 * <pre>{@code
 * TokenNameFinder finder = new RondoNameFinder(rondo.open(Path.of("ner.rondo"), Ner.class));
 * Span[] names = finder.find(tokenizer.tokenize("Ada Lovelace lived in London."));
 * }</pre>
 */
package rondo.tasks.opennlp;
