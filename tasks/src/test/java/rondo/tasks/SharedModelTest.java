package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rondo.core.Example;
import rondo.tasks.text.Span;

/** One open model, many threads: each gets the answers that it would get alone, to the bit. */
@Timeout(60)
class SharedModelTest {
  private static final int THREADS = 8;
  private static final List<String> WORDS =
      List.of("Ada", "Zoë", "met", "in", "London", ".", "Nobody", "wrote", "😀", "Göttingen", ",");

  private static final List<String> SENTENCE = List.of("Ada", "met", "Zoë", "in", "London", ".");

  /** Texts of a word to some hundred, one of them without a word. */
  private static List<String> texts() {
    Random random = new Random(5);
    List<String> texts = new ArrayList<>(List.of(""));
    for (int i = 0; i < 60; i++) {
      List<String> words = new ArrayList<>();
      random
          .ints(1 + random.nextInt(i % 10 == 0 ? 300 : 20), 0, WORDS.size())
          .boxed()
          .map(WORDS::get)
          .forEach(words::add);
      texts.add(String.join(" ", words));
    }
    return texts;
  }

  /** Every thread asks about every text, in an order of its own, and in a stream, too. */
  private static <A> void eightAnswerAsOne(
      Function<String, A> one, Function<Stream<String>, Stream<A>> stream) throws Exception {
    List<String> texts = texts();
    List<A> alone = texts.stream().map(one).toList();
    List<A> streamed = stream.apply(texts.stream()).toList();
    assertThat(streamed).hasSameSizeAs(texts);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        Collections.shuffle(order, new Random(thread));
        Callable<Boolean> work =
            () -> {
              for (int i : order) {
                assertThat(one.apply(texts.get(i))).isEqualTo(alone.get(i));
              }
              assertThat(stream.apply(texts.stream()).toList()).isEqualTo(streamed);
              return true;
            };
        all.add(threads.submit(work));
      }
      for (Future<Boolean> each : all) {
        assertThat(each.get()).isTrue(); // a thread's failure is thrown here
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void namesAndHowSureTheyAre() throws Exception {
    NerType type = new NerType();
    List<Span> spans = List.of(new Span("PER", 0, 1), new Span("PER", 2, 3), new Span("LOC", 4, 5));
    var model = Tiny.trained(type, List.of(new Example<>(SENTENCE, spans)), Map.of());
    try (Ner ner = type.open(model.task(), Tiny.runner(model))) {
      assertThat(ner.find("Ada met Zoë in London.")).hasSize(3);
      eightAnswerAsOne(ner::find, ner::find);
    }
  }

  @Test
  void labelsOfTokensAndHowSureTheyAre() throws Exception {
    TagType type = new TagType();
    List<String> labels = List.of("NAME", "VERB", "NAME", "PREP", "NAME", "STOP");
    var model = Tiny.trained(type, List.of(new Example<>(SENTENCE, labels)), Map.of());
    try (Tagging tagging = type.open(model.task(), Tiny.runner(model))) {
      assertThat(tagging.tag("Ada met Zoë")).hasSize(3);
      eightAnswerAsOne(tagging::tag, tagging::tag);
    }
  }

  @Test
  void labelsOfTextsWithAllProbabilities() throws Exception {
    ClassifyType type = new ClassifyType();
    var model =
        Tiny.trained(
            type,
            List.of(
                new Example<>(SENTENCE, "news"),
                new Example<>(List.of("Nobody", "wrote", "."), "none")),
            Map.of());
    try (Classification classes = type.open(model.task(), Tiny.runner(model))) {
      assertThat(classes.classify("Nobody wrote.").label()).isEqualTo("none");
      eightAnswerAsOne(classes::classify, classes::classify);
    }
  }
}
