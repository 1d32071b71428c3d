package rondo.engine.chart;

/** Text as it may stand in a picture or a page, whatever it holds. */
public final class Markup {
  private static final int UNKNOWN = 0xFFFD; // what stands where a character may not

  private Markup() {}

  /** For XML and HTML, between tags or in quotes; neither has a place for control characters. */
  public static String text(String text) {
    StringBuilder s = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> allowed(c) ? c : UNKNOWN)
        .forEach(
            c -> {
              switch (c) {
                case '&' -> s.append("&amp;");
                case '<' -> s.append("&lt;");
                case '>' -> s.append("&gt;");
                case '"' -> s.append("&quot;");
                default -> s.appendCodePoint(c);
              }
            });
    return s.toString();
  }

  private static boolean allowed(int c) {
    boolean space = c == '\t' || c == '\n' || c == '\r';
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean none = (c & 0xFFFE) == 0xFFFE; // the last two of each plane are no characters
    return (space || !Character.isISOControl(c)) && !half && !none;
  }
}
