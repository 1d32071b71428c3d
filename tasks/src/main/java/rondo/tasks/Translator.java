package rondo.tasks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import rondo.core.Inputs;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.TaskSpec;
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
              "length-penalty", "1", "how much length counts in a score: log p / length^penalty"),
          new Option("least-pieces", "0", "pieces of a translation, at least"),
          new Option(
              "most-ratio",
              "2",
              "pieces of a translation, at most: so many times those of its text, and 10"),
          new Option("no-repeat", "0", "pieces in a row that are not written twice; 0 lets all"),
          new Option(
              "unknown",
              "copy",
              "where an unknown piece should stand: copy (that of the text which was looked at"
                  + " most), avoid (write another one)"));

  private static final int ROWS = 64; // texts at once
  private static final int SCORES = 1 << 22; // at once, at most, unless one text has more
  private static final int STEPS = 8; // of a known translation, scored at once

  private final Side source;
  private final Side target;
  private final Beam beam;
  private final int longest;
  private final Target written;

  Translator(TaskSpec spec) {
    Settings options = spec.options();
    source = Side.source(spec);
    target = Side.target(spec);
    beam = beam(options);
    longest = options.number(LONGEST, 1, 10_000);
    boolean copies = options.choice("unknown", "copy", "avoid").equals("copy");
    written =
        copies
            ? new Target(target.column(), target.end())
            : new Target(target.column(), target.end(), Side.UNKNOWN);
  }

  private Translator(Side source, Side target, Beam beam, int longest, Target written) {
    this.source = source;
    this.target = target;
    this.beam = beam;
    this.longest = longest;
    this.written = written;
  }

  private static Beam beam(Settings options) {
    Lengths lengths =
        new Lengths(
            options.number("least-pieces", 0, 10_000), options.real("most-ratio", 0, 100), 10);
    return new Beam(
        options.number("beam", 1, Beam.WIDEST),
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

  int longest() {
    return longest;
  }

  Beam beam() {
    return beam;
  }

  /** The same with another beam. */
  Translator searching(Beam other) {
    return new Translator(source, target, other, longest, written);
  }

  // whole texts

  /** As much of a text as is read at once. */
  private record Stretch(int input, List<String> pieces) {}

  /** The best translation of each; nothing is the translation of nothing. */
  List<Translated> translate(List<Source> inputs, Runner runner) {
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      for (List<String> pieces : source.stretches(inputs.get(i).text(), longest)) {
        stretches.add(new Stretch(i, pieces));
      }
    }
    List<List<String>> read = stretches.stream().map(Stretch::pieces).toList();
    List<List<Hypothesis>> found = search(read, beam.best(1), runner);
    List<List<String>> texts = new ArrayList<>();
    List<Likelihood> likelihoods = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      texts.add(new ArrayList<>());
      likelihoods.add(Likelihood.NONE);
    }
    for (int s = 0; s < stretches.size(); s++) {
      int input = stretches.get(s).input();
      Hypothesis best = found.get(s).get(0);
      texts.get(input).add(target.text(pieces(best, read.get(s))));
      likelihoods.set(input, likelihoods.get(input).and(best.likelihood()));
    }
    SortedMap<Integer, Likelihood> references = references(inputs, runner);
    List<Translated> all = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Likelihood reference = references.getOrDefault(i, Likelihood.NONE);
      all.add(new Translated(String.join(" ", texts.get(i)), likelihoods.get(i), reference));
    }
    return all;
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

  /** So many translations of a text that is read at once, the best first. */
  List<Candidate> best(String text, int count, Runner runner) {
    List<String> pieces = atOnce(text);
    return search(List.of(pieces), beam.best(count), runner).get(0).stream()
        .map(h -> candidate(h, pieces, pieces(h, pieces)))
        .toList();
  }

  /** A translation that is known, of a text that is read at once. */
  Candidate score(String text, String translation, Runner runner) {
    List<String> pieces = atOnce(text);
    List<String> known = target.pieces(translation);
    if (known.size() > longest) {
      throw tooLong(known);
    }
    return candidate(score(List.of(pieces), List.of(known), runner).get(0), pieces, known);
  }

  private List<String> atOnce(String text) {
    List<String> pieces = source.pieces(text);
    if (pieces.size() > longest) {
      throw tooLong(pieces);
    }
    return pieces;
  }

  private IllegalArgumentException tooLong(List<String> pieces) {
    return new IllegalArgumentException(
        "a text of %d pieces is more than the %d that the model reads at once; cut it, or ask for its translation alone"
            .formatted(pieces.size(), longest));
  }

  private Candidate candidate(Hypothesis h, List<String> text, List<String> written) {
    Alignment alignment = new Alignment(source.shown(text), target.shown(written), h.attention());
    return new Candidate(target.text(written), h.score(), h.likelihood(), alignment);
  }

  /** What was written, with pieces of the text where unknown ones would stand. */
  private List<String> pieces(Hypothesis found, List<String> text) {
    List<String> pieces = new ArrayList<>();
    int[] ids = found.ids();
    for (int t = 0; t < ids.length; t++) {
      int place = ids[t] == Side.UNKNOWN ? found.looked(t, text.size()) : -1;
      pieces.add(place < 0 ? target.piece(ids[t]) : text.get(place));
    }
    return pieces;
  }

  // lists of pieces, those of like length together

  private List<List<Hypothesis>> search(List<List<String>> texts, Beam how, Runner runner) {
    BeamSearch search = new BeamSearch(written, how);
    return together(
        texts.size(),
        i -> texts.get(i).size(),
        how.width(),
        rows -> search.search(sources(texts, rows), runner));
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
    int rows = Math.max(1, Math.min(ROWS, SCORES / share / (target.end() + 1)));
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
