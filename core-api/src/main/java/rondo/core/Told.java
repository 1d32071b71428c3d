package rondo.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;

/**
 * A text and what is said of it, right or answered, for whoever shows or writes answers and knows
 * no task: a command line, a report, a file of another format.
 *
 * <pre>{@code
 * Told told = texts.tell(example.input(), answer);
 * for (Told.Mark mark : told.marks()) {
 *   System.out.println(told.at(mark) + " is " + mark.label());
 * }
 * }</pre>
 *
 * @param words the words that the text was cut into; none of a text that was taken as a whole
 * @param marks of {@link Shape#SPANS} from first to last, none over another; of {@link
 *     Shape#LABELS} one for each word; of the others one, over all words
 */
public record Told(String text, List<Word> words, Shape shape, List<Mark> marks) {

  /** What answers of a task are. */
  public enum Shape {
    /** Stretches of words, each with a label. */
    SPANS,
    /** A label for each word. */
    LABELS,
    /** A label for the whole. */
    LABEL,
    /** Another text. */
    TEXT
  }

  /** Where a word stands in the text, in chars: from the first to one past the last. */
  public record Word(int from, int to) {}

  /**
   * Something said of some words.
   *
   * @param label what is said; of {@link Shape#TEXT} the other text
   * @param from the first word
   * @param to one past the last
   * @param chance how probable it is, from 0 to 1; 1 of what is right, or where nobody asked
   */
  public record Mark(String label, int from, int to, double chance) {
    public Mark(String label, int from, int to) {
      this(label, from, to, 1);
    }

    /** The chance, as it is written: with four digits. */
    public String figure() {
      return String.format(Locale.ROOT, "%.4f", chance);
    }
  }

  public Told {
    words = List.copyOf(words);
    marks = List.copyOf(marks);
    int last = 0;
    for (Mark mark : marks) {
      boolean empty = mark.from == mark.to && (shape == Shape.SPANS || shape == Shape.LABELS);
      if (mark.from < last || mark.to < mark.from || mark.to > words.size() || empty) {
        throw new IllegalArgumentException(
            "%s cannot stand behind word %d in a text of %d words"
                .formatted(mark, last, words.size()));
      }
      last = mark.to;
    }
    int due = shape == Shape.SPANS ? marks.size() : shape == Shape.LABELS ? words.size() : 1;
    if (marks.size() != due) {
      throw new IllegalArgumentException(
          "%d marks of a text of %d words, told as %s"
              .formatted(marks.size(), words.size(), shape));
    }
  }

  /** Spans of tokens that stand in no text: one is made of them, with spaces between. */
  public static Told spans(List<String> tokens, List<Mark> marks) {
    return new Told(String.join(" ", tokens), apart(tokens), Shape.SPANS, marks);
  }

  /** A label for each of such tokens. */
  public static Told labels(List<String> tokens, List<String> labels) {
    List<Mark> marks = new ArrayList<>();
    for (int t = 0; t < labels.size(); t++) {
      marks.add(new Mark(labels.get(t), t, t + 1));
    }
    return new Told(String.join(" ", tokens), apart(tokens), Shape.LABELS, marks);
  }

  /** A label for all of such tokens. */
  public static Told label(List<String> tokens, String label) {
    List<Mark> marks = List.of(new Mark(label, 0, tokens.size()));
    return new Told(String.join(" ", tokens), apart(tokens), Shape.LABEL, marks);
  }

  /** A label for a text that was not cut. */
  public static Told label(String text, String label) {
    return new Told(text, List.of(), Shape.LABEL, List.of(new Mark(label, 0, 0)));
  }

  /** Another text that a text became. */
  public static Told text(String text, String other) {
    return new Told(text, List.of(), Shape.TEXT, List.of(new Mark(other, 0, 0)));
  }

  private static List<Word> apart(List<String> tokens) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    for (String token : tokens) {
      words.add(new Word(at, at + token.length()));
      at += token.length() + 1;
    }
    return words;
  }

  /** The same of words that stand in another text; none if that was taken as a whole. */
  public Told in(String text, List<Word> words) {
    boolean whole = words.isEmpty() && marks.size() == 1;
    return new Told(
        text, words, shape, whole ? List.of(new Mark(label(), 0, 0, marks.get(0).chance)) : marks);
  }

  /** The same with how probable each mark is. */
  public Told rated(List<Double> chances) {
    if (chances.size() != marks.size()) {
      throw new IllegalArgumentException(
          "%d chances for %d marks".formatted(chances.size(), marks.size()));
    }
    List<Mark> rated = new ArrayList<>();
    for (Mark mark : marks) {
      rated.add(new Mark(mark.label, mark.from, mark.to, chances.get(rated.size())));
    }
    return new Told(text, words, shape, rated);
  }

  /** What is said of the whole: its label, or the other text. */
  public String label() {
    if (shape == Shape.SPANS || shape == Shape.LABELS) {
      throw new IllegalStateException("told as " + shape + ", nothing is said of the whole");
    }
    return marks.get(0).label;
  }

  /** The word of this number, counted from 0. */
  public String word(int t) {
    return text.substring(words.get(t).from, words.get(t).to);
  }

  /** All words. */
  public List<String> tokens() {
    return words.stream().map(w -> text.substring(w.from, w.to)).toList();
  }

  /** Where the words of a mark stand in the text, with all that is between them. */
  public Word place(Mark mark) {
    return words.isEmpty()
        ? new Word(0, text.length())
        : new Word(words.get(mark.from).from, words.get(mark.to - 1).to);
  }

  /** The text where a mark stands. */
  public String at(Mark mark) {
    Word place = place(mark);
    return text.substring(place.from, place.to);
  }

  /**
   * As a person reads it in a line: {@code [Ada Lovelace PER] lived}, {@code Rain/NOUN fell/VERB},
   * the label, or the other text.
   *
   * @param chances whether with how probable it is: {@code [Ada PER 0.97]}, {@code Rain/NOUN/0.93},
   *     before the label or text with a tab between
   */
  public String print(boolean chances) {
    return print(chances, (words, label) -> "[" + words + " " + label + "]");
  }

  /**
   * The same with spans in another form.
   *
   * @param span makes it of the words and the label
   */
  public String print(boolean chances, BinaryOperator<String> span) {
    StringBuilder out = new StringBuilder();
    switch (shape) {
      case SPANS -> spans(out, chances, span);
      case LABELS -> {
        for (Mark mark : marks) {
          apart(out).append(word(mark.from)).append('/').append(mark.label);
          out.append(chances ? "/" + mark.figure() : "");
        }
      }
      default -> out.append(chances ? marks.get(0).figure() + "\t" : "").append(label());
    }
    return out.toString();
  }

  private void spans(StringBuilder out, boolean chances, BinaryOperator<String> span) {
    int at = 0;
    for (Mark mark : marks) {
      words(out, at, mark.from);
      StringBuilder inside = new StringBuilder();
      words(inside, mark.from, mark.to);
      String label = mark.label + (chances ? " " + mark.figure() : "");
      apart(out).append(span.apply(inside.toString(), label));
      at = mark.to;
    }
    words(out, at, words.size());
  }

  private void words(StringBuilder out, int from, int to) {
    for (int t = from; t < to; t++) {
      apart(out).append(word(t));
    }
  }

  private static StringBuilder apart(StringBuilder out) {
    return out.length() == 0 ? out : out.append(' ');
  }
}
