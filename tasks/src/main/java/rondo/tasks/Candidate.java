package rondo.tasks;

import rondo.tasks.search.Likelihood;

/**
 * A translation that is possible.
 *
 * @param score what candidates are ranked by: larger is better
 */
public record Candidate(String text, double score, Likelihood likelihood, Alignment alignment) {}
