package rondo.tasks.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rondo.tasks.text.Span;
import rondo.tasks.text.Token;

/** The tokens of a text, and which of them a stretch of its characters covers. */
final class Alignment {
  private final Lines lines;
  private final String text;
  private final List<Token> tokens;
  private final Map<Integer, Integer> starts = new HashMap<>(); // char to token
  private final Map<Integer, Integer> ends = new HashMap<>();
  private final int[] chars; // of each character and of the end; empty where they are the same

  /**
   * @param utf16 whether places are counted in chars as Java and JavaScript do; otherwise in
   *     characters (code points), as Python does: an emoji is one
   */
  Alignment(Lines lines, String text, List<Token> tokens, boolean utf16) {
    this.lines = lines;
    this.text = text;
    this.tokens = tokens;
    for (int t = 0; t < tokens.size(); t++) {
      starts.put(tokens.get(t).from(), t);
      ends.put(tokens.get(t).to(), t);
    }
    int characters = text.codePointCount(0, text.length());
    chars = new int[utf16 || characters == text.length() ? 0 : characters + 1];
    for (int i = 1; i < chars.length; i++) {
      chars[i] = text.offsetByCodePoints(chars[i - 1], 1);
    }
  }

  /** That of tokens which stand in no text. */
  static Alignment of(Lines lines, List<String> tokens) {
    List<Token> apart = new ArrayList<>();
    int at = 0;
    for (String token : tokens) {
      apart.add(new Token(token, at, at + token.length()));
      at += token.length() + 1;
    }
    return new Alignment(lines, String.join(" ", tokens), apart, true);
  }

  /** The span from one token to before another. */
  Span spanOfTokens(int start, int end, String label) {
    if (start < 0 || end <= start || end > tokens.size()) {
      throw lines.fault(
          "span %d to %d (%s) cannot stand among %d tokens"
              .formatted(start, end, Lines.shown(label), tokens.size()));
    }
    return new Span(label, start, end);
  }

  /** The span of tokens that stands from one place to before another. */
  Span span(int start, int end, String label) {
    int size = chars.length == 0 ? text.length() : chars.length - 1;
    if (start < 0 || end <= start || end > size) {
      throw lines.fault(
          "span %d to %d (%s) cannot stand in a text of %d characters"
              .formatted(start, end, Lines.shown(label), size));
    }
    int from = chars.length == 0 ? start : chars[start];
    int to = chars.length == 0 ? end : chars[end];
    Integer first = starts.get(from);
    Integer last = ends.get(to);
    if (first == null || last == null || last < first) {
      List<String> there =
          tokens.stream()
              .filter(t -> t.to() > from && t.from() < to)
              .map(t -> "'" + t.text() + "'")
              .toList();
      throw lines.fault(
          "span %d to %d '%s' (%s) does not begin and end with a token; the tokens there: %s"
              .formatted(
                  start,
                  end,
                  Lines.shown(text.substring(from, to)),
                  Lines.shown(label),
                  there.isEmpty() ? "none" : Lines.shown(String.join(" ", there))));
    }
    return new Span(label, first, last + 1);
  }

  /** The spans from first to last; two that overlap are refused. */
  List<Span> inOrder(List<Span> found) {
    List<Span> spans = new ArrayList<>(found);
    spans.sort(Comparator.comparingInt(Span::from));
    for (int i = 1; i < spans.size(); i++) {
      Span before = spans.get(i - 1);
      Span after = spans.get(i);
      if (after.from() < before.to()) {
        throw lines.fault(
            "spans '%s' (%s) and '%s' (%s) overlap; a token can be in one"
                .formatted(shown(before), before.label(), shown(after), after.label()));
      }
    }
    return List.copyOf(spans);
  }

  private String shown(Span span) {
    int from = tokens.get(span.from()).from();
    return Lines.shown(text.substring(from, tokens.get(span.to() - 1).to()));
  }
}
