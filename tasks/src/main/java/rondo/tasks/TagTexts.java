package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rondo.core.Asked;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.core.Texts;
import rondo.tasks.data.LabelData;
import rondo.tasks.text.Sentences;

/** Sentences with a label for each token; answers as {@code token/LABEL}. */
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
  public Asked<List<String>, List<String>> ask(String line) {
    return new SentencesAsked<>(sentences.each(line), TagTexts::print);
  }

  static String print(List<String> tokens, List<String> labels) {
    List<String> both = new ArrayList<>();
    for (int t = 0; t < tokens.size(); t++) {
      both.add(tokens.get(t) + "/" + labels.get(t));
    }
    return String.join(" ", both);
  }
}
