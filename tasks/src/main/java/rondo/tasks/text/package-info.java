/**
 * Text and what stands in it: sentences, tokens with their places, spans of tokens with labels, and
 * how spans are written as a tag for each token. Places are counted in chars of the original text,
 * so that whatever was found can be cut out of it again.
 *
 * <pre>{@code
 * for (Sentence sentence : Sentences.of("rule", Tokenizing.REGEX).split(text)) {
 *   for (Token token : sentence.tokens()) {
 *     assert text.substring(token.from(), token.to()).equals(token.text());
 *   }
 * }
 * List<Span> spans = Scheme.spans(List.of("B-PER", "I-PER", "O"));
 * }</pre>
 *
 * <p>A task that writes text takes it through {@link rondo.tasks.text.Wording}, whose tokens say
 * where they touch and so become the same text again ({@link rondo.tasks.text.Joins}).
 */
package rondo.tasks.text;
