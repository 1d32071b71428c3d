package rondo.tasks.text;

/**
 * A small rule for where sentences end: at the end of a line, and at a full stop, a question or
 * exclamation mark or the like with white space after it, when what follows may begin a sentence.
 * It knows no language and no list of words. Each char is looked at a fixed number of times.
 */
final class Stops implements Ends {
  private static final String STOPS = ".!?…‼⁇⁈⁉．؟۔।॥։።፧។။";
  private static final String WIDE = "。！？｡"; // of scripts that write no space after them
  private static final int LONGEST_SHORT = 5; // letters of what may be a shortened word
  private static final int LONGEST_NUMBER = 3; // digits of the number of a list's entry

  private final String text;

  Stops(String text) {
    this.text = text;
  }

  @Override
  public int after(int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Characters.lineEnd(c)) {
        return at + 1;
      }
      if (!stop(c)) {
        at++;
        continue;
      }
      int past = past(at);
      if (ends(from, at, past)) {
        return past;
      }
      at = past;
    }
    return at;
  }

  private static boolean stop(char c) {
    return STOPS.indexOf(c) >= 0 || wide(c);
  }

  private static boolean wide(char c) {
    return WIDE.indexOf(c) >= 0;
  }

  /** Past a run of stops and of the quotes and brackets that close behind them. */
  private int past(int stop) {
    int at = stop;
    boolean wide = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!stop(c) && !closes(c, wide)) {
        break;
      }
      wide |= wide(c);
      at++;
    }
    return at;
  }

  /** Quotes that open in one language close in another; where no space is written, they open. */
  private static boolean closes(char c, boolean wide) {
    int type = Character.getType(c);
    return c == '"'
        || c == '\''
        || type == Character.END_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || (!wide && type == Character.INITIAL_QUOTE_PUNCTUATION);
  }

  private boolean ends(int from, int stop, int past) {
    for (int at = stop; at < past; at++) {
      if (wide(text.charAt(at))) {
        return true;
      }
    }
    if (past == text.length() || !Characters.space(text.charAt(past))) {
      return false; // at the end of a line or of the text there is an end anyway
    }
    boolean lone = text.charAt(stop) == '.' && past == stop + 1;
    return !(lone && shortened(from, stop)) && begins(past);
  }

  /**
   * Whether the dot belongs to what stands before it: a lone letter, the number of a list's entry,
   * or a word without vowels, such as Mr, Dr and Ltd; one in capitals alone is taken for a name.
   */
  private boolean shortened(int from, int dot) {
    int start = dot;
    while (start > from
        && dot - start <= LONGEST_SHORT
        && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, dot);
    char before = start == from ? ' ' : text.charAt(start - 1);
    if (word.isEmpty() || before == '\'' || before == '’') {
      return false;
    }
    if (word.chars().allMatch(Character::isDigit)) {
      return word.length() <= LONGEST_NUMBER && spaces(from, start);
    }
    return word.chars().allMatch(Character::isLetter)
        && (word.length() == 1 || (word.length() <= LONGEST_SHORT && consonants(word)));
  }

  private boolean spaces(int from, int to) {
    int at = to; // from its end, since it may begin long ago
    while (at > from && Characters.space(text.charAt(at - 1))) {
      at--;
    }
    return at == from;
  }

  private static boolean consonants(String word) {
    boolean small = false;
    for (int i = 0; i < word.length(); i++) {
      char c = Character.toLowerCase(word.charAt(i));
      if (c > 'z' || "aeiouy".indexOf(c) >= 0) {
        return false;
      }
      small |= c == word.charAt(i);
    }
    return small;
  }

  /** Whether a sentence may begin behind this white space, after quotes, brackets and dashes. */
  private boolean begins(int from) {
    int at = from;
    while (at < text.length() && opens(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return false;
    }
    int point = text.codePointAt(at);
    return Character.isLetterOrDigit(point) && !Character.isLowerCase(point);
  }

  private static boolean opens(char c) {
    int type = Character.getType(c);
    return (Characters.space(c) && !Characters.lineEnd(c))
        || c == '"'
        || c == '\''
        || c == '¿'
        || c == '¡'
        || type == Character.DASH_PUNCTUATION
        || type == Character.START_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION; // »so« as well as «so»
  }
}
