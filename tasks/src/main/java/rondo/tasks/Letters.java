package rondo.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rondo.core.Column;
import rondo.core.Schema;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.engine.model.Vocabulary;

/**
 * Words letter by letter: a column in which each spelling of a batch stands once, however often it
 * occurs. A letter is a Unicode code point; of long words only the first ones are read.
 */
final class Letters {
  static final String COLUMN = "characters";

  private static final String IDS = "ids"; // within an item
  private static final int MOST = 100_000;
  private static final int NOTHING = -1;

  private final Vocabulary known;
  private final int longest;

  private Letters(Vocabulary known, int longest) {
    this.known = known;
    this.longest = longest;
  }

  /** The letters of some words; those of words beyond the longest count, too. */
  static Letters count(Stream<String> words, int longest) {
    Stream<String> all = words.flatMap(w -> w.codePoints().mapToObj(Character::toString));
    return new Letters(Vocabulary.count(all, 1, MOST, Vocabulary.Folding.NONE), longest);
  }

  /** Letters again from their {@link #entries}. */
  static Letters of(List<String> entries, int longest) {
    return new Letters(Vocabulary.of(entries, Vocabulary.Folding.NONE), longest);
  }

  List<String> entries() {
    return known.entries();
  }

  /** What the column holds when there are so many {@link #entries}. */
  static Schema.Kind kind(int entries) {
    return new Schema.Kind.Nested(Schema.of(Map.of(IDS, new Schema.Kind.Ids(entries))));
  }

  /** The spellings of sentences, which stand side by side in so many steps. */
  Column column(List<List<String>> sentences, int time) {
    Map<String, Integer> items = new HashMap<>();
    List<int[]> spellings = new ArrayList<>(); // by item
    int[] index = new int[time * sentences.size()];
    Arrays.fill(index, NOTHING);
    for (int b = 0; b < sentences.size(); b++) {
      List<String> sentence = sentences.get(b);
      for (int t = 0; t < sentence.size(); t++) {
        int item = items.computeIfAbsent(sentence.get(t), w -> items.size());
        if (item == spellings.size()) {
          spellings.add(ids(sentence.get(t)));
        }
        index[t * sentences.size() + b] = item;
      }
    }
    return new Column.Nested(Epochs.inputs(IDS, spellings), index);
  }

  /** The column in a graph, where each spelling is an item, too. */
  ColumnWires write(Graph g, TokenWires tokens) {
    TokenWires.LetterWires read = tokens.letters(g, known.keys(), longest);
    InputWires items = InputWires.of(read.lengths(), Map.of(IDS, new ColumnWires.Ids(read.ids())));
    return new ColumnWires.Nested(items, tokens.index());
  }

  private int[] ids(String word) {
    return word.codePoints()
        .limit(longest)
        .map(letter -> known.id(Character.toString(letter)))
        .toArray();
  }
}
