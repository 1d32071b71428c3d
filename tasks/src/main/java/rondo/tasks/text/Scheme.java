package rondo.tasks.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How spans stand as a tag for each token. Spans that do not overlap are written and read back
 * without loss in every scheme.
 */
public enum Scheme {
  /** I- inside, B- only where a span touches one of the same label before it. */
  IOB1,
  /** B- at each start, I- after it. */
  IOB2,
  /** S- for a span of one token, else B-, I- and E- at its end. */
  BIOES;

  /** The tag outside all spans. */
  public static final String OUTSIDE = "O";

  /** The tags of a sentence of so many tokens; spans must lie within it and must not overlap. */
  public List<String> tags(List<Span> spans, int length) {
    List<String> tags = new ArrayList<>(Collections.nCopies(length, OUTSIDE));
    for (Span span : spans) {
      if (span.to() > length) {
        throw new IllegalArgumentException(span + " in a sentence of " + length + " tokens");
      }
      for (int t = span.from(); t < span.to(); t++) {
        if (!tags.get(t).equals(OUTSIDE)) {
          throw new IllegalArgumentException(span + " overlaps another span at token " + t);
        }
        tags.set(t, prefix(span, t) + "-" + span.label());
      }
    }
    if (this == IOB1) {
      for (Span span : spans) {
        boolean touches = span.from() > 0 && label(tags.get(span.from() - 1)).equals(span.label());
        if (touches) {
          tags.set(span.from(), "B-" + span.label());
        }
      }
    }
    return tags;
  }

  private char prefix(Span span, int t) {
    boolean first = t == span.from();
    boolean last = t == span.to() - 1;
    return switch (this) {
      case IOB1 -> 'I';
      case IOB2 -> first ? 'B' : 'I';
      case BIOES -> first && last ? 'S' : first ? 'B' : last ? 'E' : 'I';
    };
  }

  /**
   * Whether the CoNLL evaluation would read a tag after another without repair: what a decoder may
   * answer.
   */
  public boolean allows(String before, String tag) {
    char p = mark(before);
    char q = mark(tag);
    boolean same = label(before).equals(label(tag));
    return switch (this) {
      case IOB1 -> q != 'B' || (p != 'O' && same);
      case IOB2 -> q != 'I' || (p != 'O' && same);
      case BIOES -> {
        boolean open = p == 'B' || p == 'I';
        boolean goesOn = q == 'I' || q == 'E';
        yield open == goesOn && (!open || same);
      }
    };
  }

  /** Whether a sentence may begin with a tag. */
  public boolean begins(String tag) {
    return allows(OUTSIDE, tag);
  }

  /** Whether a sentence may end with a tag. */
  public boolean ends(String tag) {
    return this != BIOES || allows(tag, OUTSIDE);
  }

  /**
   * The spans that tags of any scheme mean. Violations are read as the CoNLL evaluation script
   * reads them: a change of label ends a span, and an inside tag with nothing before it starts one.
   */
  public static List<Span> spans(List<String> tags) {
    List<Span> spans = new ArrayList<>();
    int from = -1;
    String before = OUTSIDE;
    for (int t = 0; t <= tags.size(); t++) {
      String tag = t < tags.size() ? tags.get(t) : OUTSIDE;
      if (from >= 0 && starts(before, tag)) {
        spans.add(new Span(label(before), from, t));
        from = -1;
      }
      if (from < 0 && mark(tag) != 'O') {
        from = t;
      }
      before = tag;
    }
    return spans;
  }

  /** Whether no span goes on from a tag to the next. */
  public static boolean parted(String before, String tag) {
    return mark(before) == 'O' || starts(before, tag);
  }

  /** Whether something ends between two tags, of which the first stands in a span. */
  private static boolean starts(String before, String tag) {
    char p = mark(before);
    char q = mark(tag);
    return q == 'O'
        || q == 'B'
        || q == 'S'
        || p == 'E'
        || p == 'S'
        || !label(before).equals(label(tag));
  }

  /** The marks that its tags of a label begin with. */
  public List<String> marks() {
    return this == BIOES ? List.of("B", "I", "E", "S") : List.of("B", "I");
  }

  /** Whether this may be a tag of the scheme, with whatever label. */
  public boolean has(String tag) {
    return tag.equals(OUTSIDE)
        || (tag.length() > 2 && tag.charAt(1) == '-' && marks().contains(tag.substring(0, 1)));
  }

  /** B, I, E, S or O. */
  static char mark(String tag) {
    return tag.charAt(0);
  }

  /** What stands behind the first hyphen; nothing for a tag without one. */
  static String label(String tag) {
    int hyphen = tag.indexOf('-');
    return hyphen < 0 ? "" : tag.substring(hyphen + 1);
  }
}
