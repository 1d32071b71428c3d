package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import rondo.core.Asked;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.core.Texts;
import rondo.core.Told;
import rondo.tasks.data.LabelData;
import rondo.tasks.text.Sentences;

/** Sentences with a label for each token; raw text line by line, a sentence an input. */
final class TagTexts implements Texts<List<String>, List<String>> {
  private final Sentences sentences;
  private final LabelData data;

  TagTexts(Settings options) {
    sentences = Sentences.of(options);
    data = LabelData.of(options, sentences.tokenizing());
  }

  @Override
  public List<Example<List<String>, List<String>>> read(Path file) throws IOException {
    return data.read(file);
  }

  @Override
  public Iterator<Asked<List<String>>> ask(String line) {
    return new SentencesAsked(sentences.each(line));
  }

  @Override
  public Told.Shape shape() {
    return Told.Shape.LABELS;
  }

  @Override
  public Told tell(List<String> tokens, List<String> labels) {
    return Told.labels(tokens, labels);
  }
}
