package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.core.Batch;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Known;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Pass;
import rondo.core.Rated;
import rondo.core.Runner;
import rondo.core.Script;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphSearch;
import rondo.engine.graph.GraphSteps;
import rondo.engine.layer.CrossEntropy;
import rondo.tasks.PairSteps.Pair;
import rondo.tasks.measure.Tokenization;
import rondo.tasks.measure.TranslationScores;
import rondo.tasks.search.Likelihood;

/**
 * Text in another language. In training the decoder is told the right translation, a piece behind,
 * and is to say each next one; in use it is told what it wrote itself.
 */
final class TranslateTask implements Task<Source, Translated>, GraphSearch {
  static final Options OPTIONS =
      Options.of(
          new Option("smoothing", "0.1", "the share of certainty that is spread over all pieces"),
          new Option(
              "step-pieces",
              "3000",
              "pieces of the longer side to a step, padding among them, at most; train.rows is its"
                  + " most pairs"),
          new Option("bleu", "13a", "what BLEU takes for a word: 13a, none, char, intl"),
          new Option("bleu-lower", "false", "whether BLEU takes capitals for small letters"));

  private static final String NEXT = "next"; // a column of gold
  private static final Logger LOG = LoggerFactory.getLogger(TranslateTask.class);

  private final TaskSpec spec;
  private final Translator translator;
  private final CrossEntropy loss;
  private final int stepPieces;
  private final double left; // the share of merges that training leaves out
  private final TranslationScores scores;
  private volatile Lesson last = new Lesson(List.of(), List.of(), List.of());

  /**
   * Data and what they are in ids: the same data come in every epoch.
   *
   * @param kept those that are learnt from
   * @param pairs a pair for each of them, in the pieces that use sees
   */
  private record Lesson(
      List<Example<Source, Translated>> data,
      List<Example<Source, Translated>> kept,
      List<Pair> pairs) {}

  TranslateTask(TaskSpec spec) {
    this.spec = spec;
    Settings options = spec.options();
    translator = new Translator(spec);
    loss = new CrossEntropy(options.real("smoothing", 0, 0.9));
    stepPieces = options.number("step-pieces", 1, 1_000_000);
    left = Side.left(options);
    scores =
        new TranslationScores(Tokenization.of(options.text("bleu")), options.flag("bleu-lower"));
  }

  @Override
  public TaskSpec spec() {
    return spec;
  }

  Translator translator() {
    return translator;
  }

  // training

  @Override
  public Stream<List<Batch>> epoch(List<Example<Source, Translated>> data, Plan plan, Noise order) {
    Lesson lesson = lesson(data);
    List<Pair> pairs = left == 0 || order.none() ? lesson.pairs() : cut(lesson.kept(), order);
    return PairSteps.of(pairs, plan, stepPieces, order, this::batch);
  }

  /** In the pieces of one epoch. */
  private List<Pair> cut(List<Example<Source, Translated>> kept, Noise order) {
    Noise merges = order.at("merges");
    return IntStream.range(0, kept.size()).mapToObj(i -> cut(kept.get(i), merges.at(i))).toList();
  }

  private Pair cut(Example<Source, Translated> e, Noise noise) {
    Side source = translator.source();
    Side target = translator.target();
    return new Pair(
        source.ended(source.pieces(e.input().text(), left, noise.at(Side.SOURCE))),
        target.ended(target.pieces(e.gold().text(), left, noise.at(Side.TARGET))));
  }

  private Lesson lesson(List<Example<Source, Translated>> data) {
    Lesson before = last;
    if (before.data() != data) {
      before = learnt(data);
      last = before;
    }
    return before;
  }

  /** Refuses data of which nothing can be learnt. */
  void check(List<Example<Source, Translated>> data) {
    if (data.stream().map(this::pair).noneMatch(this::fits)) {
      throw new IllegalArgumentException(
          "all %d pairs have a side of more than %d pieces; say more with 'task.%s'"
              .formatted(data.size(), translator.longest(), Translator.LONGEST));
    }
  }

  private boolean fits(Pair pair) {
    return pair.longer() <= translator.longest() + 1; // and the end
  }

  private Lesson learnt(List<Example<Source, Translated>> data) {
    List<Example<Source, Translated>> kept = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (Example<Source, Translated> each : data) {
      Pair pair = pair(each);
      if (fits(pair)) {
        kept.add(each);
        pairs.add(pair);
      }
    }
    if (pairs.size() < data.size()) {
      LOG.warn(
          "{} of {} pairs have a side of more than {} pieces and are not learnt from ('task.{}')",
          data.size() - pairs.size(),
          data.size(),
          translator.longest(),
          Translator.LONGEST);
    }
    return new Lesson(data, kept, pairs);
  }

  private Pair pair(Example<Source, Translated> e) {
    Side source = translator.source();
    Side target = translator.target();
    return new Pair(
        source.ended(source.pieces(e.input().text())),
        target.ended(target.pieces(e.gold().text())));
  }

  private Batch batch(List<Pair> pairs) {
    List<int[]> next = pairs.stream().map(Pair::target).toList();
    return new Batch(
        Epochs.inputs(translator.source().column(), pairs.stream().map(Pair::source).toList()),
        Epochs.inputs(translator.target().column(), next.stream().map(this::told).toList()),
        Epochs.inputs(NEXT, next),
        false);
  }

  /** What comes before all pieces first, then each piece but the last. */
  private int[] told(int[] next) {
    int[] told = new int[next.length];
    told[0] = translator.target().begin();
    System.arraycopy(next, 0, told, 1, next.length - 1);
    return told;
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return loss.through(head, hidden, batch.gold().ids(NEXT), pass);
  }

  // use

  @Override
  public List<Translated> answer(List<Source> inputs, Runner runner) {
    return translator.translate(inputs, runner);
  }

  /** How probable a piece of each translation is, in the mean (geometric). */
  @Override
  public List<Rated<Translated>> rate(List<Source> inputs, Runner runner) {
    return answer(inputs, runner).stream()
        .map(a -> new Rated<>(a, List.of(1 / a.likelihood().perplexity())))
        .toList();
  }

  @Override
  public Script script(Source input, Translated answer) {
    Side source = translator.source();
    Side target = translator.target();
    return new Script(
        source.steps(source.pieces(input.text())), target.steps(target.pieces(answer.text())));
  }

  /** Of the pieces that it reads. */
  @Override
  public Optional<Known> known(List<Source> inputs) {
    Side side = translator.source();
    int[] ids =
        inputs.stream()
            .flatMapToInt(text -> IntStream.of(side.ids(side.pieces(text.text()))))
            .toArray();
    long unknown = IntStream.of(ids).filter(id -> id == side.unknown()).count();
    return Optional.of(new Known(ids.length, unknown));
  }

  /** BLEU and chrF of the texts, and perplexity where answers tell how likely references are. */
  @Override
  public Evaluation evaluate(List<Example<Source, Translated>> gold, List<Translated> answers) {
    Evaluation found =
        scores.evaluation(
            answers.stream().map(Translated::text).toList(),
            gold.stream().map(e -> e.gold().text()).toList());
    Likelihood all =
        answers.stream().map(Translated::reference).reduce(Likelihood.NONE, Likelihood::and);
    if (all.none()) {
      return found;
    }
    SortedMap<String, Double> values = new TreeMap<>(found.values());
    values.put("perplexity", all.perplexity());
    String line =
        String.format(Locale.ROOT, "perplexity = %.2f (%d pieces)\n", all.perplexity(), all.ids());
    return new Evaluation(found.metric(), values, found.text() + line);
  }

  // export

  @Override
  public Map<String, Graph> write(Network network, Form form) {
    return switch (form) {
      case ANSWER -> translator.graph().write(network);
      case STEPS -> GraphSteps.write(network);
      case TEXT ->
          throw new IllegalArgumentException(
              "what cuts text into a translator's pieces has no graph; export it with ids as"
                  + " input");
    };
  }

  @Override
  public List<Found> search(Inputs sources, Runner runner) {
    return translator.graph().search(sources, runner);
  }

  @Override
  public List<Found> read(Map<String, Tensor> outputs) {
    return translator.graph().read(outputs);
  }
}
