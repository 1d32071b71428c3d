package rondo.cli.report;

import java.util.Locale;
import java.util.Set;
import rondo.engine.chart.Markup;

/** A piece of a page, written from its beginning to its end. */
final class Html {
  private static final int WORD = 60; // characters of a word or name that are shown

  /** After these a line may end, which is a space to a browser. */
  private static final Set<String> LINES =
      Set.of("article", "div", "figure", "head", "header", "p", "section", "style", "title", "tr");

  private final StringBuilder s = new StringBuilder();

  /** Opens an element of a class; blank for one without. */
  Html open(String tag, String kind) {
    s.append('<').append(tag);
    if (!kind.isEmpty()) {
      s.append(" class=\"").append(kind).append('"');
    }
    s.append('>');
    return this;
  }

  /** Opens a cell whose colour says how much of something it is, from 0 to 1. */
  Html openShare(String tag, String kind, double share) {
    s.append(
        String.format(
            Locale.ROOT, "<%s class=\"%s\" style=\"--share:%.3f\">", tag, kind, within(share)));
    return this;
  }

  private static double within(double share) {
    return Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
  }

  Html close(String tag) {
    s.append("</").append(tag).append('>');
    s.append(LINES.contains(tag) ? "\n" : "");
    return this;
  }

  /** What data or people have written; it stands by itself, whichever way it is read. */
  Html said(String tag, String kind, String text) {
    s.append('<').append(tag).append(" dir=\"auto\"");
    if (!kind.isEmpty()) {
      s.append(" class=\"").append(kind).append('"');
    }
    s.append('>');
    return text(text).close(tag);
  }

  /** An element that holds nothing but a text of ours. */
  Html element(String tag, String kind, String text) {
    return open(tag, kind).text(text).close(tag);
  }

  Html text(String text) {
    s.append(Markup.text(text));
    return this;
  }

  /** What is markup already, such as a picture. */
  Html markup(String markup) {
    s.append(markup);
    return this;
  }

  /** As much of a text as there is room for. */
  static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** As much of a word as there is room for. */
  static String word(String word) {
    return cut(word, WORD);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Override
  public String toString() {
    return s.toString();
  }
}
