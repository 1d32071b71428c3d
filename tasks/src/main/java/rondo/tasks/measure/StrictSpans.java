package rondo.tasks.measure;

import java.util.ArrayList;
import java.util.List;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

/**
 * Reads the spans whose tags obey a scheme exactly, by the definition of seqeval's strict mode
 * (Nakayama 2018): a span begins with a tag that may begin one, goes on while the tags may follow
 * inside it, and counts if it may end where it then ends. Tags that belong to no such span mean
 * nothing, so an {@code I-PER} after {@code O} is no span in IOB2, and a {@code B-PER I-PER}
 * without an {@code E-PER} is none in BIOES.
 */
final class StrictSpans {
  private StrictSpans() {}

  /**
   * The scheme that right tags are in: BIOES where there is an {@code E-} or {@code S-}, else IOB2
   * if all of them obey it, else IOB1 if all obey that, else IOB2.
   */
  static Scheme scheme(List<List<String>> gold) {
    boolean ends =
        gold.stream().flatMap(List::stream).anyMatch(t -> "ES".indexOf(t.charAt(0)) >= 0);
    if (ends) {
      return Scheme.BIOES;
    }
    boolean iob1 = !obey(gold, Scheme.IOB2) && obey(gold, Scheme.IOB1);
    return iob1 ? Scheme.IOB1 : Scheme.IOB2;
  }

  private static boolean obey(List<List<String>> gold, Scheme scheme) {
    for (List<String> tags : gold) {
      String before = Scheme.OUTSIDE;
      for (String tag : tags) {
        if (!scheme.allows(before, tag)) {
          return false;
        }
        before = tag;
      }
    }
    return true;
  }

  static List<Span> read(List<String> tags, Scheme scheme) {
    List<Span> spans = new ArrayList<>();
    int t = 0;
    while (t < tags.size()) {
      int from = t;
      String before = from == 0 ? Scheme.OUTSIDE : tags.get(from - 1);
      t++;
      if (begins(before, tags.get(from), scheme)) {
        while (t < tags.size() && goesOn(tags.get(t - 1), tags.get(t), scheme)) {
          t++;
        }
        if (ends(tags.get(t - 1), t < tags.size() ? tags.get(t) : Scheme.OUTSIDE, scheme)) {
          spans.add(new Span(label(tags.get(from)), from, t));
        }
      }
    }
    return spans;
  }

  /** Whether a tag begins a span after another tag. */
  private static boolean begins(String before, String tag, Scheme scheme) {
    char mark = tag.charAt(0);
    return switch (scheme) {
      case IOB2 -> mark == 'B';
      case BIOES -> mark == 'B' || mark == 'S';
      case IOB1 -> {
        char p = before.charAt(0);
        boolean same = label(before).equals(label(tag));
        yield mark == 'B' ? p != 'O' && same : mark == 'I' && !(p == 'I' && same);
      }
    };
  }

  /** Whether a span may have ended between its last tag and the next one. */
  private static boolean ends(String last, String next, Scheme scheme) {
    char p = last.charAt(0);
    return switch (scheme) {
      case IOB2 -> true;
      case BIOES -> p == 'S' || p == 'E';
      case IOB1 -> p != 'B' || next.charAt(0) != 'B' || label(last).equals(label(next));
    };
  }

  /** Whether a tag goes on with the span that the tag before it stands in. */
  private static boolean goesOn(String before, String tag, Scheme scheme) {
    char p = before.charAt(0);
    char q = tag.charAt(0);
    boolean open = p == 'B' || p == 'I';
    boolean inside = q == 'I' || (q == 'E' && scheme == Scheme.BIOES);
    return open && inside && label(before).equals(label(tag));
  }

  private static String label(String tag) {
    return tag.substring(Math.min(2, tag.length()));
  }
}
