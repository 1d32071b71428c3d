package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Cursor;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.engine.model.FreshWeights;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

/**
 * Models made elsewhere answer the best label of each token, whatever stands before it. What they
 * are measured by is written down here once more, as conlleval counts (Tjong Kim Sang and Buchholz
 * 2000): {@code startOfChunk} and {@code endOfChunk} of its script, a tag at a time.
 */
class ConllevalTest {
  private static final List<String> TAGS =
      List.of("<pad>", "O", "B-PER", "I-PER", "B-LOC", "I-LOC");
  private static final int SENTENCES = 400;

  @TempDir Path folder;

  /** The counts of the script. */
  private static final class Script {
    private double tokens;
    private double rightTags;
    private double gold;
    private double found;
    private double right;

    void count(List<String> correct, List<String> guessed) {
      boolean open = false; // both have begun the same chunk at the same token, and not ended it
      String lastCorrect = "O";
      String lastGuessed = "O";
      for (int t = 0; t <= correct.size(); t++) {
        boolean over = t == correct.size();
        String c = over ? "O" : correct.get(t);
        String g = over ? "O" : guessed.get(t);
        if (open) {
          boolean endCorrect = ends(lastCorrect, c);
          boolean endGuessed = ends(lastGuessed, g);
          if (endCorrect && endGuessed && type(lastCorrect).equals(type(lastGuessed))) {
            open = false;
            right++;
          } else if (endCorrect != endGuessed || !type(c).equals(type(g))) {
            open = false;
          }
        }
        boolean startCorrect = starts(lastCorrect, c);
        boolean startGuessed = starts(lastGuessed, g);
        if (startCorrect && startGuessed && type(c).equals(type(g))) {
          open = true;
        }
        gold += startCorrect ? 1 : 0;
        found += startGuessed ? 1 : 0;
        tokens += over ? 0 : 1;
        rightTags += !over && c.equals(g) ? 1 : 0;
        lastCorrect = c;
        lastGuessed = g;
      }
    }

    private static boolean ends(String last, String tag) {
      char p = last.charAt(0);
      char q = tag.charAt(0);
      return (p == 'B' && q == 'B')
          || (p == 'B' && q == 'O')
          || (p == 'I' && q == 'B')
          || (p == 'I' && q == 'O')
          || (p != 'O' && !type(last).equals(type(tag)));
    }

    private static boolean starts(String last, String tag) {
      char p = last.charAt(0);
      char q = tag.charAt(0);
      return (p == 'B' && q == 'B')
          || (p == 'I' && q == 'B')
          || (p == 'O' && q == 'B')
          || (p == 'O' && q == 'I')
          || (q != 'O' && !type(last).equals(type(tag)));
    }

    private static String type(String tag) {
      return tag.equals("O") ? "" : tag.substring(2);
    }

    double f1() {
      return 200 * right / (gold + found);
    }

    double accuracy() {
      return 100 * rightTags / tokens;
    }
  }

  /** A model whose words are the numbers of the tags that it finds best for them. */
  private static final Runner ECHO =
      source ->
          new Cursor() {
            @Override
            public Scores score(Inputs tokens) {
              int[] ids = tokens.ids("words");
              Matrix scores = Matrix.zeros(ids.length, TAGS.size());
              for (int i = 0; i < ids.length; i++) {
                scores.data()[scores.at(i) + ids[i]] = 1;
              }
              return new Scores(
                  new Sequence(tokens.time(), scores, tokens.lengths()), Sequence.NONE);
            }

            @Override
            public void select(int[] rows) {
              throw new UnsupportedOperationException();
            }
          };

  private <I, O> Task<I, O> told(TaskType<I, O> type) throws IOException {
    Path file = folder.resolve("tags.txt");
    Files.write(file, TAGS);
    Map<String, String> said =
        Map.of("vocab", file.toString(), "labels", file.toString(), "unknown", "O");
    TaskSpec spec = type.told(type.listing().fill(said), Map.of());
    return type.create(spec, new FreshWeights(1));
  }

  @Test
  void ungrammaticalAnswersAreCountedAsTheScriptCountsThem() throws IOException {
    Random random = new Random(3);
    List<Example<List<String>, List<Span>>> spans = new ArrayList<>();
    List<Example<List<String>, List<String>>> tags = new ArrayList<>();
    Script script = new Script();
    for (int i = 0; i < SENTENCES; i++) {
      List<String> gold = new ArrayList<>();
      List<String> found = new ArrayList<>();
      for (int t = 0; t < 1 + i % 12; t++) {
        found.add(TAGS.get(1 + random.nextInt(5)));
        gold.add(random.nextInt(3) > 0 ? found.get(t) : TAGS.get(1 + random.nextInt(5)));
      }
      gold = Scheme.IOB2.tags(Scheme.spans(gold), gold.size()); // which data are, at their best
      script.count(gold, found);
      spans.add(new Example<>(found, Scheme.spans(gold)));
      tags.add(new Example<>(found, gold));
    }
    Map<String, Double> ofSpans = measured(told(new NerType()), spans).values();
    Map<String, Double> ofTags = measured(told(new TagType()), tags).values();
    assertThat(script.right).isPositive();
    for (Map<String, Double> figures : List.of(ofSpans, ofTags)) {
      assertThat(figures.get("f1")).isEqualTo(script.f1(), within(1e-9));
      assertThat(figures.get("accuracy")).isEqualTo(script.accuracy(), within(1e-9));
    }
  }

  private static <I, O> Evaluation measured(Task<I, O> task, List<Example<I, O>> examples) {
    List<O> answers = task.answer(examples.stream().map(Example::input).toList(), ECHO);
    return task.evaluate(examples, answers);
  }

  @Test
  void paddingThatIsScoredIsNoSpan() throws IOException {
    List<List<String>> sentence = List.of(List.of("I-PER", "I-PER", "B-PER", "O", "I-LOC"));
    Task<List<String>, List<Span>> task = told(new NerType());
    assertThat(task.answer(sentence, ECHO).get(0))
        .containsExactly(new Span("PER", 0, 2), new Span("PER", 2, 3), new Span("LOC", 4, 5));
    TaskSpec padding = // the word for padding is unknown, which here is what is scored as padding
        new TaskSpec(
            "ner",
            task.spec().demand(),
            with(task.spec(), Words.RESERVED, List.of("<pad>")),
            task.spec().options());
    assertThat(
            new NerType()
                .create(padding, new FreshWeights(1))
                .answer(List.of(List.of("B-PER", "<pad>", "I-PER", "what?")), ECHO)
                .get(0))
        .containsExactly(new Span("PER", 0, 1), new Span("PER", 2, 3));
  }

  private static TreeMap<String, List<String>> with(TaskSpec spec, String name, List<String> list) {
    TreeMap<String, List<String>> lists = new TreeMap<>(spec.lists());
    lists.put(name, list);
    return lists;
  }

  @Test
  void theSchemeHoldsWhereThatIsSaid() throws IOException {
    TaskSpec free = told(new NerType()).spec();
    Settings options = free.options().with("decoder", "softmax");
    Task<List<String>, List<Span>> task =
        new NerType().create(free.with(options), new FreshWeights(1));
    assertThat(task.answer(List.of(List.of("O", "I-PER", "I-PER", "O")), ECHO).get(0))
        .containsExactly(new Span("PER", 1, 3)); // as B-PER I-PER
  }
}
