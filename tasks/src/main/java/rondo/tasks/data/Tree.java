package rondo.tasks.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A sentence in which every phrase has a label, as the Stanford Sentiment Treebank writes it:
 * {@code (3 (2 It) (4 (2 's) (4 lovely)))}.
 *
 * @param tokens of the sentence, brackets as themselves rather than {@code -LRB-}
 * @param phrases each before those in it; the first is the whole
 */
record Tree(List<String> tokens, List<Phrase> phrases) {
  /** A phrase from its first token to before another. */
  record Phrase(String label, int from, int to) {}

  private static final int DEEPEST = 1000; // every phrase is a copy of its tokens
  private static final Map<String, String> BRACKETS =
      Map.of("-LRB-", "(", "-RRB-", ")", "-LSB-", "[", "-RSB-", "]", "-LCB-", "{", "-RCB-", "}");

  List<String> tokens(Phrase phrase) {
    return List.copyOf(tokens.subList(phrase.from, phrase.to));
  }

  /** The tree that a line holds. */
  static Tree read(Lines lines) {
    List<String> tokens = new ArrayList<>();
    List<Phrase> phrases = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>(); // phrases that have begun, by index
    String line = lines.text();
    int at = skip(line, 0);
    do {
      if (at == line.length()) {
        throw lines.fault(
            open.size() == 1
                ? "1 bracket is not closed"
                : "%d brackets are not closed".formatted(open.size()));
      }
      char c = line.charAt(at);
      if (c == '(') {
        int from = skip(line, at + 1);
        int to = word(line, from);
        if (to == from) {
          throw lines.fault("a phrase without a label at char %d".formatted(at + 1));
        }
        open.push(phrases.size());
        phrases.add(new Phrase(line.substring(from, to), tokens.size(), tokens.size()));
        if (open.size() > DEEPEST) {
          throw lines.fault("phrases are nested deeper than " + DEEPEST);
        }
        at = skip(line, to);
      } else if (c == ')' && !open.isEmpty()) {
        int index = open.pop();
        Phrase phrase = phrases.get(index);
        if (phrase.from == tokens.size()) {
          throw lines.fault("the phrase that ends at char %d has no token".formatted(at + 1));
        }
        phrases.set(index, new Phrase(phrase.label, phrase.from, tokens.size()));
        at = skip(line, at + 1);
      } else if (open.isEmpty()) {
        throw lines.fault("a tree begins with '(', there is '%s'".formatted(Lines.shown(line)));
      } else {
        int to = word(line, at);
        tokens.add(plain(line.substring(at, to)));
        at = skip(line, to);
      }
    } while (!open.isEmpty());
    if (at < line.length()) {
      throw lines.fault(
          "the tree ends at char %d, and after it stands '%s'"
              .formatted(at, Lines.shown(line.substring(at))));
    }
    return new Tree(List.copyOf(tokens), List.copyOf(phrases));
  }

  private static String plain(String word) {
    String bracket = BRACKETS.get(word);
    return bracket != null ? bracket : word.replace("\\/", "/").replace("\\*", "*");
  }

  private static int skip(String line, int at) {
    int end = at;
    while (end < line.length() && Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int word(String line, int at) {
    int end = at;
    while (end < line.length()
        && !Character.isWhitespace(line.charAt(end))
        && line.charAt(end) != '('
        && line.charAt(end) != ')') {
      end++;
    }
    return end;
  }
}
