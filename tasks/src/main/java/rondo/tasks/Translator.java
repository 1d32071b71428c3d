package rondo.tasks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.tasks.data.SentencePair;
import rondo.tasks.search.Beam;
import rondo.tasks.search.BeamSearch;
import rondo.tasks.search.ForcedDecoding;
import rondo.tasks.search.Hypothesis;
import rondo.tasks.search.Lengths;
import rondo.tasks.search.Likelihood;
import rondo.tasks.search.Target;

/** From text to text: cuts it, has it searched, and puts together what was found. */
final class Translator {
  static final String LONGEST = "longest-text"; // an option

  static final Options OPTIONS =
      Options.of(
          new Option(
              LONGEST,
              "200",
              "pieces that are read at once: longer texts are translated in stretches, longer pairs"
                  + " not learnt from"),
          new Option("beam", "5", "hypotheses kept about each text; 1 is greedy"),
          new Option(
              "beam-margin",
              "2.5",
              "hypotheses that are e^-margin times less likely than the likeliest are not kept; 0"
                  + " keeps them"),
          new Option(
              "length-penalty", "1", "how much length counts in a score: log p / length^penalty"),
          new Option("least-pieces", "0", "pieces of a translation, at least"),
          new Option(
              "most-ratio",
              "2",
              "pieces of a translation, at most: so many times those of its text, and most-more"),
          new Option("most-more", "10", "and so many more"),
          new Option("no-repeat", "0", "pieces in a row that are not written twice; 0 lets all"),
          new Option(
              "unknown",
              "copy",
              "where an unknown piece should stand: copy (that of the text which was looked at"
                  + " most), avoid (write another one)"));

  private static final int ROWS = 64; // texts at once
  private static final int SCORES = 1 << 22; // at once, at most, unless one text has more
  private static final int STEPS = 8; // of a known translation, scored at once
  private static final int LOOKS = 1 << 24; // at pieces of a text by those of a known translation

  private final Side source;
  private final Side target;
  private final Beam beam;
  private final int longest;
  private final Target written;
  private final Demand demand;

  Translator(TaskSpec spec) {
    demand = spec.demand();
    Settings options = spec.options();
    source = Side.source(spec);
    target = Side.target(spec);
    beam = beam(options);
    longest = options.number(LONGEST, 1, 10_000);
    boolean copies = options.choice("unknown", "copy", "avoid").equals("copy");
    written = new Target(target.column(), target.begin(), target.end(), target.never(copies));
  }

  private Translator(
      Side source, Side target, Beam beam, int longest, Target written, Demand demand) {
    this.demand = demand;
    this.source = source;
    this.target = target;
    this.beam = beam;
    this.longest = longest;
    this.written = written;
  }

  private static Beam beam(Settings options) {
    Lengths lengths =
        new Lengths(
            options.number("least-pieces", 0, 10_000),
            options.real("most-ratio", 0, 100),
            options.number("most-more", 0, 10_000));
    double margin = options.real("beam-margin", 0, 1000);
    return new Beam(
        options.number("beam", 1, Beam.WIDEST),
        margin == 0 ? Double.POSITIVE_INFINITY : margin,
        1,
        options.real("length-penalty", 0, 10),
        lengths,
        options.number("no-repeat", 0, 1000));
  }

  Side source() {
    return source;
  }

  Side target() {
    return target;
  }

  /** The search as a graph. */
  TranslationGraph graph() {
    return new TranslationGraph(target, written, beam, demand);
  }

  int longest() {
    return longest;
  }

  Beam beam() {
    return beam;
  }

  /** The same with another beam. */
  Translator searching(Beam other) {
    return new Translator(source, target, other, longest, written, demand);
  }

  // whole texts

  /** As much of a text as is read at once, which may be the whole of it. */
  private record Stretch(int input, List<String> pieces, boolean whole) {}

  /** The best translation of each; nothing is the translation of nothing. */
  List<Translated> translate(List<Source> inputs, Runner runner) {
    List<List<Candidate>> found = best(inputs.stream().map(Source::text).toList(), 1, runner);
    SortedMap<Integer, Likelihood> references = references(inputs, runner);
    List<Translated> all = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Candidate best = found.get(i).get(0);
      Likelihood reference = references.getOrDefault(i, Likelihood.NONE);
      all.add(new Translated(best.text(), best.likelihood(), reference));
    }
    return all;
  }

  /**
   * So many translations of each text, the best first; of one that is read in stretches the one
   * that their best make together.
   */
  List<List<Candidate>> best(List<String> texts, int count, Runner runner) {
    List<Stretch> stretches = new ArrayList<>();
    List<List<List<Candidate>>> found = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      List<List<String>> read = source.stretches(texts.get(i), longest);
      for (List<String> pieces : read) {
        stretches.add(new Stretch(i, pieces, read.size() == 1));
      }
      found.add(new ArrayList<>());
    }
    List<List<Candidate>> each = search(stretches, beam.best(count), runner);
    for (int s = 0; s < stretches.size(); s++) {
      found.get(stretches.get(s).input()).add(each.get(s));
    }
    return found.stream().map(this::joined).toList();
  }

  private List<Candidate> joined(List<List<Candidate>> stretches) {
    if (stretches.size() == 1) {
      return stretches.get(0);
    }
    List<Candidate> parts = stretches.stream().map(best -> best.get(0)).toList();
    String text = String.join(" ", parts.stream().map(Candidate::text).toList());
    Likelihood all =
        parts.stream().map(Candidate::likelihood).reduce(Likelihood.NONE, Likelihood::and);
    double score = beam.score(all.logProbability(), all.ids());
    return List.of(new Candidate(text, score, all, Alignment.NONE));
  }

  /** How likely the known translations are, by the place of their text. */
  private SortedMap<Integer, Likelihood> references(List<Source> inputs, Runner runner) {
    List<Integer> places = new ArrayList<>();
    List<List<String>> texts = new ArrayList<>();
    List<List<String>> known = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Source input = inputs.get(i);
      if (input.reference().isPresent()) {
        places.add(i);
        texts.add(start(source.pieces(input.text())));
        known.add(start(target.pieces(input.reference().get())));
      }
    }
    List<Hypothesis> scored = score(texts, known, runner);
    SortedMap<Integer, Likelihood> all = new TreeMap<>();
    for (int p = 0; p < places.size(); p++) {
      all.put(places.get(p), scored.get(p).likelihood());
    }
    return all;
  }

  private List<String> start(List<String> pieces) {
    return pieces.subList(0, Math.min(longest, pieces.size()));
  }

  /** Translations that are known, however long their texts are, if they can be scored. */
  List<Candidate> score(List<SentencePair> pairs, Runner runner) {
    for (SentencePair pair : pairs) {
      if (!scores(pair)) {
        throw new IllegalArgumentException(
            "a text of %d pieces with a translation of %d is too long to be scored; cut both"
                .formatted(
                    source.pieces(pair.source()).size(), target.pieces(pair.target()).size()));
      }
    }
    List<List<String>> texts = pairs.stream().map(p -> source.pieces(p.source())).toList();
    List<List<String>> known = pairs.stream().map(p -> target.pieces(p.target())).toList();
    List<Hypothesis> scored = score(texts, known, runner);
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      all.add(candidate(scored.get(i), new Stretch(i, texts.get(i), true), known.get(i)));
    }
    return all;
  }

  /** Whether all looks from a translation at its text can be held. */
  boolean scores(SentencePair pair) {
    long text = source.pieces(pair.source()).size() + 1L;
    return text * (target.pieces(pair.target()).size() + 1) <= LOOKS;
  }

  private Candidate candidate(Hypothesis h, Stretch read, List<String> written) {
    Alignment alignment =
        read.whole()
            ? new Alignment(source.shown(read.pieces()), target.shown(written), h.attention())
            : Alignment.NONE; // a long text has many, which nobody can look at together
    return new Candidate(target.text(written), h.score(), h.likelihood(), alignment);
  }

  /** What was written, with pieces of the text where unknown ones would stand. */
  private List<String> pieces(Hypothesis found, List<String> text) {
    List<String> pieces = new ArrayList<>();
    int[] ids = found.ids();
    for (int t = 0; t < ids.length; t++) {
      int place = ids[t] == target.unknown() ? found.looked(t, text.size()) : -1;
      pieces.add(place < 0 ? target.piece(ids[t]) : text.get(place));
    }
    return pieces;
  }

  // lists of pieces, those of like length together

  private List<List<Candidate>> search(List<Stretch> stretches, Beam how, Runner runner) {
    BeamSearch search = new BeamSearch(written, how);
    List<List<String>> texts = stretches.stream().map(Stretch::pieces).toList();
    return together(
        texts.size(),
        i -> texts.get(i).size(),
        how.width(),
        rows -> {
          List<List<Hypothesis>> found = search.search(sources(texts, rows), runner);
          List<List<Candidate>> all = new ArrayList<>();
          for (int b = 0; b < rows.size(); b++) {
            Stretch read = stretches.get(rows.get(b));
            all.add(
                found.get(b).stream()
                    .map(h -> candidate(h, read, pieces(h, read.pieces())))
                    .toList());
          }
          return all;
        });
  }

  private List<Hypothesis> score(
      List<List<String>> texts, List<List<String>> known, Runner runner) {
    ForcedDecoding forced = new ForcedDecoding(written, beam);
    return together(
        texts.size(),
        i -> Math.max(texts.get(i).size(), known.get(i).size()),
        STEPS,
        rows ->
            forced.score(
                sources(texts, rows),
                rows.stream().map(i -> target.ids(known.get(i))).toList(),
                runner));
  }

  private interface Work<A> {
    List<A> on(List<Integer> rows);
  }

  /** Answers by place; {@code share} rows of scores stand for each at once. */
  private <A> List<A> together(int count, ToIntFunction<Integer> length, int share, Work<A> work) {
    List<Integer> places =
        IntStream.range(0, count).boxed().sorted(Comparator.comparingInt(length)).toList();
    int rows = Math.max(1, Math.min(ROWS, SCORES / share / target.count()));
    SortedMap<Integer, A> all = new TreeMap<>();
    for (List<Integer> some : Epochs.parts(places, length, rows)) {
      List<A> answers = work.on(some);
      for (int b = 0; b < some.size(); b++) {
        all.put(some.get(b), answers.get(b));
      }
    }
    return List.copyOf(all.values());
  }

  private Inputs sources(List<List<String>> texts, List<Integer> rows) {
    return Epochs.inputs(
        source.column(), rows.stream().map(i -> source.ended(texts.get(i))).toList());
  }
}
