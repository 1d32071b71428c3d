/**
 * Looks for what a model that writes token by token would most likely write. A {@link
 * rondo.tasks.search.BeamSearch} starts a cursor on the sources, keeps the best hypotheses about
 * each, and moves the cursor's rows along as hypotheses fall away; all it knows of a model is the
 * {@code Runner}, so a native one, any other and an {@link rondo.tasks.search.Ensemble} of several
 * are searched alike. {@link rondo.tasks.search.ForcedDecoding} tells how likely a model finds what
 * is there already.
 *
 * <pre>{@code
 * Target target = new Target("target", end, end, unknown);
 * BeamSearch search = new BeamSearch(target, new Beam(5, 4, 3, 1, Lengths.UP_TO_TWICE, 0));
 * List<Hypothesis> best = search.search(sources, runner).get(0); // of the first source
 * int[] written = best.get(0).ids();
 * Matrix looks = best.get(0).attention(); // a row for each id and the end
 * }</pre>
 */
package rondo.tasks.search;
