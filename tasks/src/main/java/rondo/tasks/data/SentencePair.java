package rondo.tasks.data;

/** A sentence and its translation. */
public record SentencePair(String source, String target) {}
