package rondo.tasks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import rondo.core.DataException;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.tasks.data.Entries;

/**
 * What tells the words of a translator that was made elsewhere: a file for each language, and the
 * entries in them that are no words.
 */
final class PairListing {
  private static final String VOCAB = "vocab";
  private static final String SOURCE_VOCAB = "source-vocab";
  private static final String LOWER = "lower-case";
  private static final String UNKNOWN = "unknown";
  private static final String PADDING = "padding";
  private static final String BEGIN = "begin";
  private static final String END = "end";
  private static final String OF_SOURCE = "source-";
  private static final String NONE = "none";

  static final Options OPTIONS =
      Options.of(
          new Option(
              VOCAB, "", "the file of the words it writes, one a line in order of their ids"),
          new Option(SOURCE_VOCAB, "", "the file of the words it reads, likewise"),
          new Option(LOWER, "false", "whether all text is made lower case"),
          new Option(
              UNKNOWN,
              "",
              "the entry, or its id, of written words that the file lacks; one such as <unk> is"
                  + " found unless said"),
          new Option(PADDING, "", "the entry that fills up, likewise; one such as <pad>"),
          new Option(
              BEGIN, "", "the entry that the decoder is told first; one such as <s> or <bos>"),
          new Option(END, "", "the entry that ends what is written; one such as </s> or <eos>"),
          new Option(OF_SOURCE + UNKNOWN, "", "the entry of words to read that their file lacks"),
          new Option(OF_SOURCE + PADDING, "", "the entry that fills up what is read"),
          new Option(
              OF_SOURCE + BEGIN, NONE, "the entry that is read before each text; none unless said"),
          new Option(
              OF_SOURCE + END,
              "",
              "the entry that is read behind each text, or none; one such as </s>, if there is"
                  + " one, unless said"));

  private static final List<String> BEGINS =
      List.of("<s>", "<bos>", "<sos>", "[CLS]", "[BOS]", "[SOS]", "<BOS>", "<SOS>", "SOS", "BOS");
  private static final List<String> ENDS =
      List.of("</s>", "<eos>", "[SEP]", "[EOS]", "<EOS>", "EOS");

  private PairListing() {}

  /**
   * The entries of a vocabulary that are no words.
   *
   * @param reserved all of them, that of unknown words first; none in a vocabulary of ours
   * @param begins whether texts of this side begin with an entry
   */
  record Ends(List<String> reserved, Optional<String> begin, Optional<String> end, boolean begins) {
    boolean none() {
      return reserved.isEmpty();
    }
  }

  /** The name of the list of entries that are no words. */
  static String reserved(String side) {
    return side + "-reserved";
  }

  private static String begin(String side) {
    return side + "-" + BEGIN;
  }

  private static String end(String side) {
    return side + "-" + END;
  }

  /** What the lists of a model say. */
  static Ends ends(TaskSpec spec, String side) {
    Optional<String> begin = list(spec, begin(side)).stream().findFirst();
    return new Ends(
        list(spec, reserved(side)),
        begin,
        list(spec, end(side)).stream().findFirst(),
        side.equals(Side.SOURCE) && begin.isPresent());
  }

  private static List<String> list(TaskSpec spec, String name) {
    return spec.lists().getOrDefault(name, List.of());
  }

  /** The lists of a model, from its files. */
  static SortedMap<String, List<String>> lists(Settings listing) {
    SortedMap<String, List<String>> lists = new TreeMap<>();
    add(lists, Side.TARGET, Listing.file(listing, VOCAB, "written words"), listing, "");
    Path file = Listing.file(listing, SOURCE_VOCAB, "words to read");
    add(lists, Side.SOURCE, file, listing, OF_SOURCE);
    return lists;
  }

  private static void add(
      SortedMap<String, List<String>> lists,
      String side,
      Path file,
      Settings listing,
      String prefix) {
    List<String> words = Entries.read(file, Words.MOST);
    String unknown =
        required(file, words, listing, prefix + UNKNOWN, Listing.UNKNOWNS, "unknown words");
    Optional<String> padding =
        Listing.entry(file, words, listing, prefix + PADDING, Listing.PADDINGS);
    Optional<String> begin = Optional.empty();
    Optional<String> end = Optional.empty();
    if (prefix.isEmpty()) {
      begin = Optional.of(required(file, words, listing, BEGIN, BEGINS, "what is told first"));
      end = Optional.of(required(file, words, listing, END, ENDS, "the end"));
    } else {
      begin = read(file, words, listing, prefix + BEGIN, BEGINS);
      end = read(file, words, listing, prefix + END, ENDS);
    }
    if (end.equals(Optional.of(unknown))) {
      throw new DataException(
          file.toString(), "entry '" + unknown + "' is both the end and the unknown word");
    }
    Stream<String> usual = BEGINS.stream().filter(words::contains);
    lists.put(side, words);
    lists.put(side + "-merges", List.of());
    List<String> reserved = new ArrayList<>(List.of(unknown));
    Stream.of(end.stream(), begin.stream(), padding.stream(), usual)
        .flatMap(s -> s)
        .distinct()
        .filter(each -> !each.equals(unknown))
        .forEach(reserved::add);
    lists.put(reserved(side), reserved);
    lists.put(begin(side), begin.stream().toList());
    lists.put(end(side), end.stream().toList());
  }

  private static Optional<String> read(
      Path file, List<String> words, Settings listing, String option, List<String> usual) {
    return listing.text(option).equals(NONE)
        ? Optional.empty()
        : Listing.entry(file, words, listing, option, usual);
  }

  private static String required(
      Path file,
      List<String> words,
      Settings listing,
      String option,
      List<String> usual,
      String what) {
    return Listing.entry(file, words, listing, option, usual)
        .orElseThrow(
            () ->
                new DataException(
                    file.toString(),
                    "no entry is known to stand for %s, as %s does; name it, or its id, by the option '%s'"
                        .formatted(what, usual.get(0), option)));
  }

  /** The options of the task as such a model has them: words as they are between spaces. */
  static Settings options(Options options, Settings listing, Map<String, String> said) {
    Map<String, String> due =
        Map.of("tokenizer", "whitespace", "pieces", "word", "joint", "false", "merge-dropout", "0");
    Map<String, String> values = new TreeMap<>(Map.of("normalise", "false"));
    values.put("lower", Boolean.toString(listing.flag(LOWER)));
    values.putAll(said);
    due.forEach(
        (name, value) -> {
          String other = values.getOrDefault(name, value);
          if (!other.toLowerCase(Locale.ROOT).equals(value)) {
            throw new IllegalArgumentException(
                "option '%s' cannot be '%s' for a translator made elsewhere; it is '%s'"
                    .formatted(name, other, value));
          }
          values.put(name, value);
        });
    return options.fill(values);
  }
}
