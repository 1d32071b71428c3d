package rondo.tasks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import rondo.core.DataException;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.core.Spelling;
import rondo.tasks.data.Entries;

/**
 * What tells the words and labels of a model that was made elsewhere: two files, and how words are
 * looked up in the first. Such a model reads nothing of a word but its id.
 */
record Listing(
    Path vocab, List<String> words, List<String> reserved, Path file, List<String> labels) {
  private static final String VOCAB = "vocab";
  private static final String LABELS = "labels";
  private static final String LOWER = "lower-case";
  private static final String UNKNOWN = "unknown";
  private static final String PADDING = "padding";

  static final Options OPTIONS =
      Options.of(
          new Option(VOCAB, "", "the file of its words, one a line in the order of their ids"),
          new Option(LABELS, "", "the file of its labels, likewise"),
          new Option(LOWER, "false", "whether words are looked up in small letters"),
          new Option(
              UNKNOWN,
              "",
              "which entry stands for words that the file lacks, or its id; one such as <unk> is"
                  + " found unless said"),
          new Option(
              PADDING,
              "",
              "which entry fills up what is shorter, or its id, so that no word is taken for it;"
                  + " one such as <pad> is found unless said"));

  static final List<String> UNKNOWNS = List.of("<unk>", "<UNK>", "[UNK]", "unk", "UNK");
  static final List<String> PADDINGS = List.of("<pad>", "<PAD>", "[PAD]", "");
  private static final int MOST_LABELS = 100_000;

  static Listing read(Settings listing) {
    Path vocab = file(listing, VOCAB, "words");
    Path file = file(listing, LABELS, "labels");
    List<String> words = Entries.read(vocab, Words.MOST);
    String unknown =
        entry(vocab, words, listing, UNKNOWN, UNKNOWNS)
            .orElseThrow(
                () ->
                    new DataException(
                        vocab.toString(),
                        "no entry is known to stand for words that the file lacks, as <unk> does;"
                            + " name it, or its id, by the option 'unknown'"));
    List<String> reserved = new ArrayList<>(List.of(unknown));
    entry(vocab, words, listing, PADDING, PADDINGS)
        .filter(each -> !each.equals(unknown))
        .ifPresent(reserved::add);
    return new Listing(vocab, words, reserved, file, Entries.read(file, MOST_LABELS));
  }

  static Path file(Settings listing, String option, String what) {
    String name = listing.text(option);
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "a model made elsewhere needs the option '%s': the file of its %s, one a line in the order of their ids"
              .formatted(option, what));
    }
    return Path.of(name);
  }

  /** The entry that was said, or one that usually stands for it. */
  static Optional<String> entry(
      Path vocab, List<String> words, Settings listing, String option, List<String> usual) {
    String said = listing.text(option);
    if (said.isEmpty()) {
      return usual.stream().filter(words::contains).findFirst();
    }
    if (said.matches("\\d{1,9}") && Integer.parseInt(said) < words.size()) {
      return Optional.of(words.get(Integer.parseInt(said)));
    }
    if (!words.contains(said)) {
      throw new DataException(
          vocab.toString(),
          "there is no entry '%s', which the option '%s' names.%s"
              .formatted(
                  said,
                  option,
                  Spelling.hint(said, usual.stream().filter(words::contains).toList())));
    }
    return Optional.of(said);
  }

  /** The lists of a model, with its labels under a name. */
  SortedMap<String, List<String>> lists(String name) {
    return new TreeMap<>(Map.of(Words.COLUMN, words, Words.RESERVED, reserved, name, labels));
  }

  /** Refuses labels that a task cannot use; {@code why} goes on after one of them. */
  void requireLabels(Predicate<String> usable, String why) {
    for (int id = 0; id < labels.size(); id++) {
      if (!usable.test(labels.get(id))) {
        throw new DataException(file.toString(), id + 1, "'" + labels.get(id) + "' " + why);
      }
    }
  }

  /**
   * The options of a task as such a model has them.
   *
   * @param said those that somebody said; what cannot be so is refused
   * @param possible further options by what they can be, and first what they are unless said
   */
  static Settings options(
      Options options,
      Settings listing,
      Map<String, String> said,
      Map<String, List<String>> possible) {
    Map<String, List<String>> all = new TreeMap<>(possible);
    all.put(Words.FOLDING, List.of(listing.flag(LOWER) ? "lower" : "none"));
    all.put("characters", List.of("false"));
    all.put("shape", List.of("false"));
    all.put(TrainedVectors.NAME, List.of(""));
    Map<String, String> values = new TreeMap<>(said);
    all.forEach(
        (name, can) -> {
          String value = values.getOrDefault(name, can.get(0)).toLowerCase(Locale.ROOT);
          if (!can.contains(value)) {
            throw new IllegalArgumentException(
                "option '%s' cannot be '%s' for a model made elsewhere; it can be '%s'"
                    .formatted(name, said.get(name), String.join("', '", can)));
          }
          values.put(name, value);
        });
    return options.fill(values);
  }
}
