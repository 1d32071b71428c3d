package rondo.cli.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.core.Told;

/**
 * Examples with what was right beside what was answered: mistakes of each kind, the most frequent
 * kinds first. Where answers are texts, which are hardly ever right to the letter, simply some of
 * them.
 *
 * @param whence of how many answers they are
 */
record Mistakes(List<Mistake> all, String whence) {
  private static final int SHOWN = 24;
  private static final int TEXTS = 12;

  Optional<Section> section() {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    boolean texts = all.get(0).gold().shape() == Told.Shape.TEXT;
    List<Mistake> chosen = chosen(texts ? TEXTS : SHOWN);
    Html body = new Html();
    for (Mistake mistake : chosen) {
      show(body, mistake);
    }
    String note =
        texts
            ? "Some that differ from the right one, of %s.".formatted(whence)
            : "Of %s, %s are answered wrongly somewhere. Here are %d of these, some of each kind."
                .formatted(whence, Html.count(all.size()), chosen.size());
    String title = texts ? "Right and answered" : "What it gets wrong";
    return Optional.of(new Section(title, note, body.toString()));
  }

  /** In turns one of each kind, the shortest first. */
  private List<Mistake> chosen(int most) {
    Map<String, Deque<Mistake>> kinds = new LinkedHashMap<>();
    List<Mistake> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingInt(m -> Math.max(m.gold().text().length(), 60)));
    for (Mistake mistake : sorted) {
      kinds.computeIfAbsent(mistake.kind(), k -> new ArrayDeque<>()).add(mistake);
    }
    List<Deque<Mistake>> order = new ArrayList<>(kinds.values());
    order.sort(Comparator.comparingInt((Deque<Mistake> kind) -> kind.size()).reversed());
    List<Mistake> chosen = new ArrayList<>();
    while (chosen.size() < Math.min(most, all.size())) {
      for (Deque<Mistake> kind : order) {
        if (!kind.isEmpty() && chosen.size() < most) {
          chosen.add(kind.remove());
        }
      }
    }
    return chosen;
  }

  private static void show(Html body, Mistake mistake) {
    body.open("article", "");
    if (!mistake.kind().isEmpty()) {
      body.said("h3", "", mistake.kind());
    }
    switch (mistake.gold().shape()) {
      case SPANS, LABELS -> beside(body, mistake);
      case LABEL -> labelled(body, mistake);
      case TEXT -> texts(body, mistake);
    }
    body.close("article");
  }

  private static void beside(Html body, Mistake mistake) {
    body.open("div", "pair");
    side(body, "right", Passage.around(mistake, mistake.gold()).marked(mistake.right(), "missed"));
    side(
        body, "answered", Passage.around(mistake, mistake.answer()).marked(mistake.wrong(), "odd"));
    body.close("div");
  }

  private static void labelled(Html body, Mistake mistake) {
    body.markup("<p class=\"text\" dir=\"auto\">");
    body.markup(Passage.start(mistake.gold()).plain()).close("p");
  }

  private static void texts(Html body, Mistake mistake) {
    side(body, "text", Passage.start(mistake.gold()).plain());
    body.open("div", "pair");
    side(body, "right", escaped(mistake.gold().label()));
    side(body, "answered", escaped(mistake.answer().label()));
    body.close("div");
  }

  private static String escaped(String text) {
    return new Html().text(Html.cut(text, 700)).toString();
  }

  private static void side(Html body, String who, String markup) {
    body.open("div", "side").element("span", "who", who);
    body.markup("<p class=\"text\" dir=\"auto\">").markup(markup).close("p").close("div");
  }
}
