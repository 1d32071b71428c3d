package rondo.tasks;

/** A named entity in a raw text: its label, its words as they stand there, and where, in chars. */
public record Entity(String label, String text, int from, int to) {}
