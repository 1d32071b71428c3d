/**
 * How good answers are: what the published definitions of precision, recall and the like say, for
 * spans ({@link rondo.tasks.measure.SpanScores}), for a label of each token ({@link
 * rondo.tasks.measure.TokenScores}) and of each text ({@link rondo.tasks.measure.ClassScores}), and
 * for translations ({@link rondo.tasks.measure.Bleu}, {@link rondo.tasks.measure.Chrf}). Each is
 * told one example after the other and then gives an {@code Evaluation}: the figures by name, a
 * table or a line for a person, and which label was taken for which, where there are labels. {@link
 * rondo.tasks.measure.Tagged} reads what other tools answered.
 *
 * <pre>{@code
 * ClassScores scores = new ClassScores();
 * scores.add("positive", "negative");
 * double f1 = scores.evaluation().value("macro-f1");
 * }</pre>
 */
package rondo.tasks.measure;
