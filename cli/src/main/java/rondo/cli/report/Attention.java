package rondo.cli.report;

import java.util.List;
import java.util.Optional;
import rondo.engine.chart.HeatMap;
import rondo.tasks.Alignment;
import rondo.tasks.Candidate;
import rondo.tasks.Source;
import rondo.tasks.Translation;

/**
 * Where a translator looks when it writes, in some sentences of the dev data.
 *
 * @param texts to choose from
 */
record Attention(List<Source> texts) {
  private static final int SHOWN = 3;
  private static final int TRIED = 12;
  private static final int LEAST = 4; // words of a text worth looking at
  private static final int MOST = 14;
  private static final int PIECES = 30; // of a side, at most

  Optional<Section> section(Translation translation) {
    List<Source> tried = texts.stream().filter(Attention::fits).limit(TRIED).toList();
    Html body = new Html();
    int shown = 0;
    for (Source text : tried) {
      Candidate answer = translation.best(text.text(), 1).get(0);
      if (shown < SHOWN && drawable(answer.alignment())) {
        show(body, text, answer);
        shown++;
      }
    }
    return shown == 0
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Where it looks",
                "A row for each piece of the translation, a column for each piece of the text; the stronger the colour, the more it looked there. · stands where a piece touches its neighbour.",
                body.toString()));
  }

  private static boolean fits(Source text) {
    int words = text.text().split(" ", MOST + 2).length;
    return words >= LEAST && words <= MOST;
  }

  private static boolean drawable(Alignment looks) {
    return !looks.none() && looks.source().size() <= PIECES && looks.target().size() <= PIECES;
  }

  private static void show(Html body, Source text, Candidate answer) {
    HeatMap map = answer.alignment().picture("");
    HeatMap bare = new HeatMap("", "", map.columns(), map.rows(), map.values());
    body.open("article", "").open("dl", "lines");
    line(body, "text", text.text());
    text.reference().ifPresent(right -> line(body, "right", right));
    line(body, "answered", answer.text());
    body.close("dl").open("div", "scroll").markup(bare.svg()).close("div").close("article");
  }

  private static void line(Html body, String who, String text) {
    body.element("dt", "who", who).said("dd", "", text);
  }
}
