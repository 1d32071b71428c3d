package rondo.cli.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.core.Noise;
import rondo.core.Schema;
import rondo.core.TaskSpec;
import rondo.tasks.text.Joins;

/** Lines of words that a model knows, in no order: there to be read, not to be understood. */
public final class MadeUpText {
  private static final int LEAST = 5; // words in a line
  private static final int MOST = 35;

  private MadeUpText() {}

  /** So many lines. */
  public static List<String> lines(TaskSpec spec, int count, long seed) {
    List<String> words = words(spec);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Noise noise = Noise.of(seed).at(i);
      int length = LEAST + (int) (noise.uniform(0) * (MOST + 1 - LEAST));
      List<String> line = new ArrayList<>();
      for (int w = 1; w <= length; w++) {
        line.add(words.get((int) (noise.uniform(w) * words.size())));
      }
      lines.add(String.join(" ", line));
    }
    return lines;
  }

  /** The vocabulary of what the model reads first. */
  private static List<String> words(TaskSpec spec) {
    Schema source = spec.demand().source();
    Schema read = source.columns().isEmpty() ? spec.demand().tokens() : source;
    for (Map.Entry<String, Schema.Kind> column : read.columns().entrySet()) {
      if (column.getValue() instanceof Schema.Kind.Ids ids) {
        for (Map.Entry<String, List<String>> list : spec.lists().entrySet()) {
          int entries = list.getValue().size();
          boolean named = list.getKey().equals(column.getKey());
          if (named || entries > 1 && (entries == ids.size() || entries + 1 == ids.size())) {
            List<String> words =
                list.getValue().stream()
                    .map(w -> w.replace(Joins.MARK, ""))
                    .filter(w -> w.codePoints().anyMatch(Character::isLetterOrDigit))
                    .filter(w -> w.codePoints().noneMatch(Character::isWhitespace))
                    .toList();
            if (!words.isEmpty()) {
              return words;
            }
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "the model has no list of words that a text could be made up from; name a file of text");
  }
}
