package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rondo.core.Example;
import rondo.core.Noise;
import rondo.core.Task;
import rondo.tasks.text.Entity;
import rondo.tasks.text.Span;

/** Sentences and texts of any length are learnt from and answered piece by piece. */
class LongTextsTest {
  private static final int LONG = 5000; // words; what a network reads at once is 1000
  private static final List<String> SENTENCE = List.of("Ada", "Byron", "met", "Zoë", "in", "York");
  private static final List<Span> SPANS =
      List.of(new Span("PER", 0, 2), new Span("PER", 3, 4), new Span("LOC", 5, 6));

  private static Example<List<String>, List<Span>> repeated(int times, String... before) {
    List<String> words = new ArrayList<>(List.of(before));
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int at = words.size();
      words.addAll(SENTENCE);
      SPANS.forEach(s -> spans.add(new Span(s.label(), at + s.from(), at + s.to())));
    }
    return new Example<>(words, spans);
  }

  @Test
  void aLongSentenceIsLearntFromInPiecesThatPartNoSpan() {
    NerType type = new NerType();
    Example<List<String>, List<Span>> whole = repeated(LONG / SENTENCE.size(), "one", "day", ",");
    var model = Tiny.fresh(type, List.of(whole), Map.of());
    Task.Plan plan = new Task.Plan(32, 32, 512);
    List<Integer> lengths =
        model
            .task()
            .epoch(List.of(whole), plan, Noise.NONE)
            .flatMap(List::stream)
            .flatMap(part -> Arrays.stream(part.tokens().lengths()).boxed())
            .toList();
    // the thousandth word is the first of a name of two
    assertThat(lengths).containsExactly(999, 1000, 1000, 1000, 1000, 2);
  }

  @Test
  void aLongSentenceIsAnsweredAsItsPartsAre() {
    NerType type = new NerType();
    var model = Tiny.trained(type, List.of(repeated(1), repeated(3)), Map.of());
    try (Ner ner = type.open(model.task(), Tiny.runner(model))) {
      Example<List<String>, List<Span>> whole = repeated(LONG / SENTENCE.size());
      List<Found> found = ner.likely(List.of(whole.input(), SENTENCE)).get(0);
      assertThat(found.stream().map(Found::span).toList()).isEqualTo(whole.gold());
      assertThat(ner.answer(whole.input())).isEqualTo(whole.gold());
    }
  }

  @Test
  void aLongTextIsFoundInPiecesWithItsOffsets() {
    NerType type = new NerType();
    var model = Tiny.trained(type, List.of(repeated(1)), Map.of());
    try (Ner ner = type.open(model.task(), Tiny.runner(model))) {
      String line = String.join(" ", SENTENCE) + "\n";
      int times = 25_000; // 150,000 words: more than are answered at once
      List<Entity> found = ner.find(line.repeat(times));
      List<Entity> first = ner.find(line);
      assertThat(found).hasSize(times * first.size());
      for (int i = 0; i < found.size(); i++) {
        Entity due = first.get(i % first.size());
        int from = i / first.size() * line.length() + due.from();
        assertThat(found.get(i).from()).isEqualTo(from);
        assertThat(found.get(i).text()).isEqualTo(due.text());
      }
    }
  }

  @Test
  void aStreamIsReadNoFurtherThanAPiece() {
    ClassifyType type = new ClassifyType();
    var model =
        Tiny.trained(
            type,
            List.of(new Example<>(SENTENCE, "news"), new Example<>(List.of("no"), "none")),
            Map.of());
    try (Classification classes = type.open(model.task(), Tiny.runner(model))) {
      List<Integer> read = new ArrayList<>();
      Stream<String> endless = Stream.iterate(0, i -> i + 1).peek(read::add).map(i -> "Ada met");
      Iterator<Classification.Classified> answers = classes.classify(endless).iterator();
      for (int i = 0; i < 600; i++) {
        assertThat(answers.next().label()).isEqualTo("news");
      }
      assertThat(read).hasSizeLessThanOrEqualTo(1025); // two pieces of 512, and one looked at
    }
  }

  @Test
  void aTextWithoutFullStopIsClassifiedByItsStart() {
    ClassifyType type = new ClassifyType();
    var model =
        Tiny.trained(
            type,
            List.of(new Example<>(SENTENCE, "news"), new Example<>(List.of("no"), "none")),
            Map.of("longest-text", "6"));
    try (Classification classes = type.open(model.task(), Tiny.runner(model))) {
      String start = String.join(" ", SENTENCE);
      String more = String.join(" ", Collections.nCopies(300_000, "no"));
      assertThat(classes.classify(start + " " + more)).isEqualTo(classes.classify(start));
    }
  }
}
