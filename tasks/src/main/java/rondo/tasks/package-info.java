/**
 * What a user asks of text, and the facades through which an application asks it: entities ({@link
 * rondo.tasks.Ner}), a label a token ({@link rondo.tasks.Tagging}), a label a text ({@link
 * rondo.tasks.Classification}), a translation ({@link rondo.tasks.Translation}).
 *
 * <pre>{@code
 * try (Ner ner = rondo.open(Path.of("ner.rondo"), Ner.class)) {
 *   for (Entity e : ner.find("Ada Lovelace lived in London. She wrote.")) { … }
 * }
 * }</pre>
 *
 * <p>A task turns sentences of words into columns ({@code Words}: which word, its letters, its
 * shape), and what a network makes of them into labels. A translator turns text into pieces ({@code
 * Side}), and has what follows searched by {@link rondo.tasks.search}. Neither knows a cell. Data
 * come from {@link rondo.tasks.data}, raw text through {@link rondo.tasks.text}, pieces of words
 * through {@link rondo.tasks.subword}, figures from {@link rondo.tasks.measure}.
 */
package rondo.tasks;
