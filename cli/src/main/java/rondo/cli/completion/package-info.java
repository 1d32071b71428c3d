/**
 * What can be typed behind {@code rondo}, as shells complete it: a {@link
 * rondo.cli.completion.Syntax} of verbs with their options, and the scripts that four shells make
 * of one. A script holds all of it, so that a key press starts no Java.
 *
 * <pre>{@code
 * rondo completion bash > ~/.local/share/bash-completion/completions/rondo
 * }</pre>
 */
package rondo.cli.completion;
