/**
 * What a terminal can show: {@link rondo.cli.terminal.Style colours}, where it has them and the
 * person wants them, {@link rondo.cli.terminal.Highlighter marked stretches} of a text, {@link
 * rondo.cli.terminal.Curve curves} of characters, {@link rondo.cli.terminal.Table tables}, and
 * {@link rondo.cli.terminal.Shell commands} as they are to be typed.
 *
 * <pre>{@code
 * Style style = Style.of(true, System.getenv());
 * Highlighter marks = new Highlighter(style);
 * String line = marks.mark("Ada Lovelace", "PER") + " lived in " + marks.mark("London", "LOC");
 * }</pre>
 *
 * <p>Nothing here prints; all of it makes text.
 */
package rondo.cli.terminal;
