package rondo.tasks.data;

/** What the tags of tokens may be. */
enum TagKind {
  /** Any label. */
  ANY,
  /** Marks of spans in whatever scheme a file has them: IOB1, IOB2, BIOES or BILOU. */
  SPANS;

  private static final String MARKS = "BIESLU";
  private static final String BIOES = "BIESES"; // last is E, unit is S

  boolean takes(String tag) {
    return this == ANY
        || tag.equals("O")
        || (tag.length() > 2 && tag.charAt(1) == '-' && MARKS.indexOf(tag.charAt(0)) >= 0);
  }

  String refusal(String tag) {
    return "a tag such as O, B-PER or I-PER is needed, there is '%s'; other labels are for the task 'tag'"
        .formatted(Lines.shown(tag));
  }

  /** A tag of a span in the letters B, I, E, S and O. */
  static String bioes(String tag) {
    return tag.equals("O") ? tag : BIOES.charAt(MARKS.indexOf(tag.charAt(0))) + tag.substring(1);
  }
}
