package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Noise;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.engine.model.Vocabulary;
import rondo.tasks.subword.Segmenter;
import rondo.tasks.subword.SingleCharacters;
import rondo.tasks.text.Wording;

/**
 * One of the two languages: its text as pieces, pieces as ids, and back. The id behind those of its
 * vocabulary is the end of a text, which no piece can be taken for, and what a model is told first.
 * A vocabulary that was made elsewhere has entries of its own for these, which {@link PairListing}
 * names.
 */
final class Side {
  static final String SOURCE = "source"; // a list, and a column
  static final String TARGET = "target"; // a list, and a column

  static final Options OPTIONS =
      Wording.options()
          .and(Segmenter.options())
          .and(
              new Option(
                  "joint",
                  "false",
                  "whether both languages share pieces and vocabulary, as alike ones may"),
              new Option(
                  "min-count", "1", "pieces seen less often share the entry of unknown ones"),
              new Option("most-pieces", "50000", "pieces in a vocabulary, the most frequent ones"));

  private static final int MOST_PIECES = 10_000_000;

  private final String column;
  private final Wording wording;
  private final Segmenter segmenter;
  private final Vocabulary known;
  private final int count;
  private final int end;
  private final int begin;
  private final int[] before; // every text of this side
  private final int[] behind;
  private final int[] reserved; // for no piece

  private Side(String column, String lists, TaskSpec spec) {
    this.column = column;
    wording = Wording.of(spec.options());
    PairListing.Ends ends = PairListing.ends(spec, lists);
    known =
        ends.none()
            ? Vocabulary.of(spec.list(lists), Vocabulary.Folding.NONE)
            : Vocabulary.of(spec.list(lists), ends.reserved(), Vocabulary.Folding.NONE);
    count = count(spec.lists(), lists);
    List<String> entries = known.entries();
    end = ends.none() ? known.size() : ends.end().map(entries::indexOf).orElse(-1);
    begin = ends.none() ? end : ends.begin().map(entries::indexOf).orElse(-1);
    before = ends.begins() ? new int[] {begin} : new int[0];
    behind = end < 0 ? new int[0] : new int[] {end};
    reserved =
        ends.reserved().stream()
            .mapToInt(entries::indexOf)
            .filter(id -> id != known.unknown() && id != end)
            .toArray();
    segmenter = Segmenter.of(spec.options(), spec.list(merges(lists))).within(known.entries());
  }

  static Side source(TaskSpec spec) {
    return new Side(SOURCE, spec.options().flag("joint") ? TARGET : SOURCE, spec);
  }

  static Side target(TaskSpec spec) {
    return new Side(TARGET, TARGET, spec);
  }

  private static String merges(String lists) {
    return lists + "-merges";
  }

  // fitting

  /** Adds what the texts of a side, or of both, make to the lists of that name. */
  static void fit(
      String name,
      Supplier<Stream<String>> texts,
      Settings options,
      SortedMap<String, List<String>> lists) {
    Wording wording = Wording.of(options);
    Supplier<Stream<List<String>>> tokens = () -> texts.get().map(wording::tokens);
    Segmenter segmenter = Segmenter.learn(options, tokens.get().flatMap(List::stream));
    double left = left(options);
    int least = options.number("min-count", 1, 1_000_000);
    int most = options.number("most-pieces", 1, MOST_PIECES);
    // those that are too rare fall into smaller ones, which count again
    Vocabulary first =
        Vocabulary.count(
            pieces(tokens.get(), segmenter, left), least, most, Vocabulary.Folding.NONE);
    Segmenter within = segmenter.within(first.entries());
    Vocabulary known =
        Vocabulary.count(pieces(tokens.get(), within, left), least, most, Vocabulary.Folding.NONE);
    lists.put(name, known.entries());
    lists.put(merges(name), segmenter.merges());
  }

  /**
   * The pieces of texts. Where some merges will be left out, also those that this makes, and the
   * smallest ones, into which all others can be taken apart.
   */
  private static Stream<String> pieces(
      Stream<List<String>> tokens, Segmenter segmenter, double left) {
    if (left == 0) {
      return tokens.flatMap(t -> segmenter.pieces(t).stream());
    }
    Noise noise = Noise.of(1).at("merges");
    AtomicLong text = new AtomicLong();
    return tokens.flatMap(
        t ->
            Stream.of(
                    segmenter.pieces(t),
                    segmenter.pieces(t, left, noise.at(text.getAndIncrement())),
                    segmenter.pieces(t, 1, noise))
                .flatMap(List::stream));
  }

  /** What share of merges is left out in training. */
  static double left(Settings options) {
    return options.real("merge-dropout", 0, 1);
  }

  /** How many ids a side with such lists has. */
  static int count(SortedMap<String, List<String>> lists, String name) {
    int entries = lists.getOrDefault(name, List.of()).size();
    return lists.containsKey(PairListing.reserved(name)) ? entries : entries + 1;
  }

  static Schema schema(String column, int ids) {
    return Schema.of(Map.of(column, new Schema.Kind.Ids(ids)));
  }

  // use

  String column() {
    return column;
  }

  int end() {
    return end;
  }

  /** What is told before the first piece. */
  int begin() {
    return begin;
  }

  /** The id of pieces that are not in the vocabulary. */
  int unknown() {
    return known.unknown();
  }

  /** How many ids there are. */
  int count() {
    return count;
  }

  /** The ids that are not written. */
  int[] never(boolean unknown) {
    IntStream all = IntStream.of(reserved);
    return (unknown ? all : IntStream.concat(IntStream.of(known.unknown()), all)).toArray();
  }

  List<String> pieces(String text) {
    return segmenter.pieces(wording.tokens(text));
  }

  /** The same with a share of the merges left out. */
  List<String> pieces(String text, double left, Noise noise) {
    return segmenter.pieces(wording.tokens(text), left, noise);
  }

  /** A text's pieces in stretches of so many at most. */
  List<List<String>> stretches(String text, int most) {
    return Stretches.of(pieces(text), most, segmenter instanceof SingleCharacters);
  }

  String text(List<String> pieces) {
    return segmenter.text(pieces);
  }

  String piece(int id) {
    return id == end ? "</s>" : known.word(id);
  }

  /** Without an end. */
  int[] ids(List<String> pieces) {
    return pieces.stream().mapToInt(known::id).toArray();
  }

  /** The same and the end; of a model made elsewhere with what it reads around a text. */
  int[] ended(List<String> pieces) {
    IntStream front = IntStream.concat(IntStream.of(before), IntStream.of(ids(pieces)));
    return IntStream.concat(front, IntStream.of(behind)).toArray();
  }

  /** What {@link #ended} is made of, as it is shown. */
  List<String> steps(List<String> pieces) {
    Stream<String> front = IntStream.of(before).mapToObj(this::piece);
    Stream<String> back = IntStream.of(behind).mapToObj(this::piece);
    return Stream.of(front, pieces.stream(), back).flatMap(each -> each).toList();
  }

  /** The same as ids, all of them, as they are shown. */
  List<String> shown(List<String> pieces) {
    List<String> shown = new ArrayList<>(pieces);
    shown.add(piece(end));
    return List.copyOf(shown);
  }
}
