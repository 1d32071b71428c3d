package rondo.tasks;

import rondo.tasks.search.Likelihood;

/**
 * A translation that is possible.
 *
 * @param score what candidates are ranked by: larger is better
 * @param alignment NONE of a text that was empty, or too long to be read at once
 */
public record Candidate(String text, double score, Likelihood likelihood, Alignment alignment) {}
