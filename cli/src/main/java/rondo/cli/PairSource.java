package rondo.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import rondo.core.DataException;
import rondo.tasks.data.Lines;
import rondo.tasks.data.SentencePair;

/** Texts and their translations, from two parallel files or with a tab between. */
final class PairSource implements Relay.Incoming<SentencePair>, AutoCloseable {
  private final LineSource texts;
  private final Optional<LineSource> translations;
  private final Predicate<SentencePair> allowed;

  private PairSource(
      LineSource texts, Optional<LineSource> translations, Predicate<SentencePair> allowed) {
    this.texts = texts;
    this.translations = translations;
    this.allowed = allowed;
  }

  /**
   * That of two files, of one, or of standard input.
   *
   * @param allowed what is not too long
   */
  static PairSource open(List<String> files, Console console, Predicate<SentencePair> allowed)
      throws IOException {
    if (files.size() == 2 && files.get(0).equals("-") && files.get(1).equals("-")) {
      throw new UsageException("only one of text and translation can be standard input");
    }
    LineSource texts = LineSource.open(files.isEmpty() ? "-" : files.get(0), console);
    return new PairSource(
        texts,
        files.size() == 2 ? Optional.of(LineSource.open(files.get(1), console)) : Optional.empty(),
        allowed);
  }

  @Override
  public Optional<SentencePair> next() throws IOException {
    Optional<String> text = texts.next();
    if (translations.isPresent()) {
      Optional<String> translation = translations.get().next();
      if (text.isPresent() != translation.isPresent()) {
        throw uneven(text.isPresent(), translations.get());
      }
      return text.map(t -> pair(t, translation.orElse("")));
    }
    return text.map(this::parted);
  }

  private DataException uneven(boolean more, LineSource others) {
    LineSource longer = more ? texts : others;
    LineSource shorter = more ? others : texts;
    return new DataException(shorter.name(), Lines.uneven(shorter.number(), longer.name()));
  }

  private SentencePair parted(String line) {
    int tab = line.indexOf('\t');
    if (tab < 0 || line.indexOf('\t', tab + 1) >= 0) {
      throw texts.fault(
          tab < 0
              ? "there is no tab between a text and its translation"
              : "there is more than one tab; a line holds a text and its translation alone");
    }
    return pair(line.substring(0, tab), line.substring(tab + 1));
  }

  private SentencePair pair(String text, String translation) {
    SentencePair pair = new SentencePair(text, translation);
    if (!allowed.test(pair)) {
      throw texts.fault("the text and its translation are too long to be scored; cut both");
    }
    return pair;
  }

  @Override
  public boolean waits() throws IOException {
    return texts.waits() || translations.isPresent() && translations.get().waits();
  }

  @Override
  public void close() throws IOException {
    texts.close();
    if (translations.isPresent()) {
      translations.get().close();
    }
  }
}
