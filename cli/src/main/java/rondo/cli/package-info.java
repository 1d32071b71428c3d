/**
 * The command line: turns words into calls of the engine's facade, and is the only place that
 * prints. {@link rondo.cli.Main} finds the verb; each verb is a {@code Command} whose options
 * picocli fills in; a {@code Console} is all that a command reads and writes, so a test can hand it
 * another one. Results go to standard output, everything else to standard error, and an {@code
 * Exit} says how it went.
 *
 * <pre>{@code
 * rondo train ner --data train.conll --dev dev.conll -o model
 * rondo predict model/best.rondo sentences.txt
 * }</pre>
 */
package rondo.cli;
