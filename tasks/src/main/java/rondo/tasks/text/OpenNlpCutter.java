package rondo.tasks.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.tokenize.Tokenizer;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.StringUtil;

/**
 * Tokens as a tokenizer of OpenNLP cuts them. All of them cut at white space first, so they are
 * asked stretch by stretch, which gives the same tokens. A trained one takes time that grows with
 * the square of a stretch, so a very long one is cut before it is asked. Where one would cut
 * between the two chars of a character, it stays whole.
 *
 * @param tokenizers makes one for each use, since they are not safe for threads and cheap to make
 */
record OpenNlpCutter(Supplier<Tokenizer> tokenizers, int longest) implements Cutter {
  private static final int LONGEST =
      256; // chars without white space that a trained one sees at once

  static OpenNlpCutter simple() {
    return new OpenNlpCutter(() -> SimpleTokenizer.INSTANCE, Integer.MAX_VALUE);
  }

  static OpenNlpCutter trained(TrainedModel model) {
    try {
      TokenizerModel read = new TokenizerModel(new ByteArrayInputStream(model.bytes()));
      return new OpenNlpCutter(() -> new TokenizerME(read), LONGEST);
    } catch (IOException | RuntimeException e) {
      throw model.unreadable("tokenizer", e);
    }
  }

  @Override
  public Iterator<Token> cut(String text, int from, int to) {
    Tokenizer tokenizer = tokenizers.get();
    return new Iterator<>() {
      private int at = from;
      private Iterator<Token> stretch = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!stretch.hasNext() && at < to) {
          int start = at;
          while (start < to && StringUtil.isWhitespace(text.charAt(start))) {
            start++;
          }
          at = end(text, start, to);
          stretch = start < at ? tokens(tokenizer, text, start, at).iterator() : stretch;
        }
        return stretch.hasNext();
      }

      @Override
      public Token next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return stretch.next();
      }
    };
  }

  /** Where white space or the longest stretch ends what starts here. */
  private int end(String text, int start, int to) {
    int end = start;
    while (end < to
        && !StringUtil.isWhitespace(text.charAt(end))
        && (end - start < longest || !Characters.border(text, end))) {
      end++;
    }
    return end;
  }

  private static List<Token> tokens(Tokenizer tokenizer, String text, int from, int to) {
    List<Token> tokens = new ArrayList<>();
    int start = from;
    for (opennlp.tools.util.Span span : tokenizer.tokenizePos(text.substring(from, to))) {
      int end = from + span.getEnd();
      if (Characters.border(text, end)) {
        tokens.add(new Token(text.substring(start, end), start, end));
        start = end;
      }
    }
    return tokens;
  }
}
