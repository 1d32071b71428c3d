package rondo.cli.report;

import java.util.List;
import rondo.core.Told;

/**
 * Some words of a text with their marks, as a reader sees them.
 *
 * @param from the first word
 * @param to one past the last
 */
record Passage(Told told, int from, int to) {
  private static final int AROUND = 14; // words before and behind what it is about
  private static final int WORDS = 70;
  private static final int LETTERS = 700; // of a text that was not cut into words

  /** The words around a mistake. */
  static Passage around(Mistake mistake, Told told) {
    int last = told.words().size();
    int from = Math.max(0, mistake.from() - AROUND);
    int to = Math.min(last, mistake.to() + AROUND);
    return new Passage(told, from, Math.min(to, from + WORDS));
  }

  /** How a text begins. */
  static Passage start(Told told) {
    return new Passage(told, 0, Math.min(WORDS, told.words().size()));
  }

  /** With marks; those that are among the odd ones stand out. */
  String marked(List<Told.Mark> odd, String kind) {
    Html out = new Html();
    cutOff(out, from > 0);
    int at = from;
    for (Told.Mark mark : told.marks()) {
      boolean shown = told.shape() == Told.Shape.SPANS || odd.contains(mark);
      if (shown && mark.from() >= at && mark.from() < to) {
        int end = Math.min(to, mark.to());
        if (at < mark.from()) {
          words(out, at, mark.from());
          gap(out, mark.from());
        }
        out.open("mark", odd.contains(mark) ? kind : "agreed");
        words(out, mark.from(), end);
        out.said("b", "", mark.label().isEmpty() ? "–" : Html.word(mark.label()));
        out.close("mark");
        gap(out, end);
        at = end;
      }
    }
    words(out, at, to);
    cutOff(out, to < told.words().size());
    return out.toString();
  }

  /** Without marks. */
  String plain() {
    Html out = new Html();
    if (told.words().isEmpty()) {
      return out.text(Html.cut(told.text(), LETTERS)).toString();
    }
    words(out, from, to);
    cutOff(out, to < told.words().size());
    return out.toString();
  }

  private static void cutOff(Html out, boolean more) {
    out.text(more ? " … " : "");
  }

  private void words(Html out, int first, int end) {
    for (int t = first; t < end; t++) {
      if (t > first) {
        gap(out, t);
      }
      out.text(Html.word(told.word(t)));
    }
  }

  /** What stands before a word: a space, or nothing where it touches its neighbour. */
  private void gap(Html out, int word) {
    boolean within = word > from && word < to;
    boolean apart = within && told.words().get(word - 1).to() < told.words().get(word).from();
    out.text(apart ? " " : "");
  }
}
