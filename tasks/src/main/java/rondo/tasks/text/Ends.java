package rondo.tasks.text;

/** Where the sentences of one text end, asked from its start to its end. */
interface Ends {
  /** Where the stretch that begins here ends: the start of the next one, or the text's end. */
  int after(int from);

  /** How such ends are found. */
  interface Finder {
    Ends in(String text);
  }

  /** A line is a sentence. */
  static Ends ofLines(String text) {
    return from -> lineEnd(text, from, text.length());
  }

  /** One past the line end that comes first, or a limit if there is none before. */
  static int lineEnd(String text, int from, int limit) {
    for (int at = from; at < limit; at++) {
      if (Characters.lineEnd(text.charAt(at))) {
        return at + 1;
      }
    }
    return limit;
  }
}
