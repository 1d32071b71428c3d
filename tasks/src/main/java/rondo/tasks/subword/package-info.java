/**
 * Text to pieces and back, for models that write text. A sentence comes as tokens that say where
 * they touch ({@link rondo.tasks.text.Joins}); a {@link rondo.tasks.subword.Segmenter} cuts them
 * into pieces that a vocabulary can hold: byte pairs, whole words or single characters. Pieces say
 * where they touch in the same way, so any list of them is a text, and the pieces of a text are
 * that text.
 *
 * <pre>{@code
 * Wording wording = Wording.of(options);
 * Segmenter pairs = Segmenter.learn(options, tokensOfTheTrainingText);
 * List<String> pieces = pairs.pieces(wording.tokens("The lower tower.")); // The l￭ ower tower ￭.
 * assert pairs.text(pieces).equals("The lower tower.");
 * Segmenter again = Segmenter.of(options, pairs.merges()); // from a model's list
 * }</pre>
 */
package rondo.tasks.subword;
