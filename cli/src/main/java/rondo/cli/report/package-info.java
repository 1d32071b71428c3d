/**
 * The page about a training, {@code report.html}: {@link rondo.cli.report.TrainingReport} looks
 * into what a training has left, a class for each part makes a {@link rondo.cli.report.Section} of
 * it if there is something to show, and {@link rondo.cli.report.Page} puts them into one file that
 * needs neither a network nor a script.
 *
 * <pre>{@code
 * new TrainingReport(rondo, complaint -> {}).write(folder, about, result);
 * }</pre>
 *
 * <p>All that comes from data or models is written by {@link rondo.cli.report.Html#text}, which
 * lets nothing through that a browser would take for its own, and everything has a bound: so many
 * examples, so many labels, so many letters of a word.
 */
package rondo.cli.report;
