package rondo.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rondo.core.DataException;
import rondo.core.Option;

/**
 * Recipes as text: {@code key = value}, a line each. {@code #} begins a comment; {@code [network]}
 * stands for {@code network.} before the keys that follow. A value may stand in double quotes, in
 * which {@code \"}, {@code \\} and {@code \n} are what they are in Java.
 */
final class RecipeText {
  private static final long MOST_BYTES = 1 << 20;
  private static final Pattern SECTION = Pattern.compile("\\[\\s*([\\w.-]+)\\s*]\\s*(#.*)?");
  private static final Pattern ENTRY = Pattern.compile("([\\w.-]+)\\s*=\\s*(.*)");
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(#.*)?");

  private RecipeText() {}

  static Recipe read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new DataException(file.toString(), "a recipe has at most a megabyte; is it one?");
      }
      return parse(file.toString(), Files.readAllLines(file));
    } catch (CharacterCodingException e) {
      throw new DataException(file.toString(), "is no text in UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("recipe '" + file + "' cannot be read: " + e, e);
    }
  }

  static Recipe parse(String file, List<String> lines) {
    SortedMap<String, String> values = new TreeMap<>();
    String section = "";
    long number = 0;
    for (String each : lines) {
      number++;
      String line = each.strip();
      if (number == 1 && line.startsWith("\ufeff")) {
        line = line.substring(1).strip();
      }
      Matcher opened = SECTION.matcher(line);
      Matcher entry = ENTRY.matcher(line);
      if (opened.matches()) {
        section = opened.group(1) + ".";
      } else if (entry.matches()) {
        String key = section + entry.group(1);
        if (values.put(key, value(file, number, entry.group(2))) != null) {
          throw new DataException(file, number, "'" + key + "' is said a second time");
        }
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new DataException(
            file, number, "a recipe's line is 'key = value', '[section]' or '# comment'");
      }
    }
    return Recipe.of(values);
  }

  private static String value(String file, long line, String text) {
    if (!text.startsWith("\"")) {
      return text.replaceFirst("(^|\\s+)#.*", "").strip();
    }
    Matcher quoted = QUOTED.matcher(text);
    if (!quoted.matches()) {
      throw new DataException(file, line, "the value's closing quote is missing");
    }
    return Pattern.compile("\\\\(.)")
        .matcher(quoted.group(1))
        .replaceAll(m -> Matcher.quoteReplacement(m.group(1).equals("n") ? "\n" : m.group(1)));
  }

  /** The recipe's values in the order of these options, each under its meaning. */
  static String write(Recipe recipe, List<Option> options) {
    StringBuilder text = new StringBuilder();
    SortedMap<String, String> left = new TreeMap<>(recipe.values());
    for (Option each : options) {
      String name = each.name();
      String begin = name.endsWith(".*") ? name.substring(0, name.length() - 1) : name;
      SortedMap<String, String> here = new TreeMap<>(left);
      here.keySet().removeIf(k -> name.endsWith(".*") ? !k.startsWith(begin) : !k.equals(name));
      if (!here.isEmpty()) {
        text.append("# ").append(each.meaning()).append('\n');
        here.forEach((key, value) -> append(text, key, value));
        left.keySet().removeAll(here.keySet());
      }
    }
    left.forEach((key, value) -> append(text, key, value));
    return text.toString();
  }

  private static void append(StringBuilder text, String key, String value) {
    text.append(line(key, value)).append('\n');
  }

  /** A key with its value, as {@link #read} reads them. */
  static String line(String key, String value) {
    boolean plain = value.matches("[^\\s\"#]+(?: [^\\s\"#]+)*") || value.isEmpty();
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return (key + " = " + (plain ? value : '"' + quoted + '"')).stripTrailing();
  }
}
