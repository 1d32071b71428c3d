/**
 * What the recipes' defaults reach on data that others have published figures on. Recipes are tuned
 * on dev data alone; every look at a test set is a row in {@code docs/results.md}.
 */
package rondo.benchmarks.quality;
