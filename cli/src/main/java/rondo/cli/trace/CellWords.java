package rondo.cli.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Registry;
import rondo.core.Settings;

/**
 * A cell as it is said on the command line: its name, and options of its own behind commas, as in
 * {@code rnn,activation=identity}.
 *
 * @param said the words themselves
 */
public record CellWords(String said, String type, SortedMap<String, String> options) {

  /** Several cells, as in {@code rnn,activation=relu,lstm,gru}. */
  public static List<CellWords> all(String text) {
    List<CellWords> all = new ArrayList<>();
    for (String word : text.split(",(?![^(]*\\))", -1)) { // leakyrelu(0.01) is one word
      int equals = word.indexOf('=');
      if (word.isBlank()) {
        throw new IllegalArgumentException(
            "'%s' has nothing between two commas where a cell or an option is due".formatted(text));
      }
      if (equals < 0) {
        String name = word.strip();
        all.add(new CellWords(name, name, new TreeMap<>()));
      } else if (all.isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' must begin with the name of a cell, as in rnn,activation=identity"
                .formatted(text));
      } else {
        CellWords last = all.remove(all.size() - 1);
        last.options.put(word.substring(0, equals).strip(), word.substring(equals + 1).strip());
        all.add(new CellWords(last.said + "," + word.strip(), last.type, last.options));
      }
    }
    return all;
  }

  /** A single cell. */
  public static CellWords one(String text) {
    List<CellWords> all = all(text);
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "'%s' names %d cells where one is due; its options are written as NAME=VALUE"
              .formatted(text, all.size()));
    }
    return all.get(0);
  }

  /** Of the cells there are, this one's type. */
  public CellType in(Registry<CellType> cells) {
    return cells.get(type);
  }

  /** All of its options; one that it does not have is refused. */
  public Settings settings(CellType cell) {
    try {
      return cell.options().fill(options);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cell '" + type + "': " + e.getMessage(), e);
    }
  }

  CellSpec spec(CellType cell, int input, int hidden) {
    return new CellSpec(type, input, hidden, settings(cell));
  }
}
