package rondo.tasks.text;

/** A token, and where it stands in the text it was cut from, in chars. */
public record Token(String text, int from, int to) {}
