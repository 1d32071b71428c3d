package rondo.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Marks stretches of text with their labels: {@code [London LOC]}, or on paper of a colour for each
 * label. Colours are dealt in the order in which labels come.
 */
public final class Highlighter {
  private final Style style;
  private final List<String> met = new ArrayList<>(); // labels, each once

  public Highlighter(Style style) {
    this.style = style;
  }

  /** A stretch with its label. */
  public String mark(String text, String label) {
    if (!style.coloured()) {
      return "[" + text + " " + label + "]";
    }
    if (!met.contains(label)) {
      met.add(label);
    }
    return style.onPaper(met.indexOf(label) % Style.papers(), text, label);
  }
}
