package rondo.tasks.text;

/** A stretch of tokens with a label: from the first of them to one past the last. */
public record Span(String label, int from, int to) {
  public Span {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("a span from token " + from + " to " + to);
    }
  }

  public int length() {
    return to - from;
  }
}
