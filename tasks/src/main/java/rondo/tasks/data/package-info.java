/**
 * Data sets in the formats in which people have them, read into sentences, texts and labels. There
 * is a door for each kind of task: spans of tokens, a label for each token, a label for each text,
 * translations. Behind it the format is found out, and a reader of its own takes the file line by
 * line. Whatever is wrong with a file is told in one sentence with its name and the line.
 *
 * <pre>{@code
 * Settings options = SpanData.OPTIONS.fill(Map.of("label-column", "4"));
 * List<Example<List<String>, List<Span>>> names =
 *     SpanData.of(options, Tokenizing.REGEX).read(Path.of("train.conll.gz"));
 * }</pre>
 */
package rondo.tasks.data;
