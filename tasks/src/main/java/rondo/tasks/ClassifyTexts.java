package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rondo.core.Asked;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.core.Texts;
import rondo.tasks.data.TextData;

/** Texts with a label each; the answer to a line is its label. */
final class ClassifyTexts implements Texts<List<String>, String> {
  private final RawText raw;
  private final TextData data;

  ClassifyTexts(Settings options) {
    raw = new RawText(options);
    data = TextData.of(options, raw.tokenizing());
  }

  @Override
  public List<Example<List<String>, String>> read(Path file) throws IOException {
    return data.read(file);
  }

  @Override
  public List<Example<List<String>, String>> readToLearn(Path file) throws IOException {
    return data.readToLearn(file);
  }

  @Override
  public Asked<List<String>, String> ask(String line) {
    List<String> words = raw.words(line);
    return new Asked<>() {
      @Override
      public List<List<String>> inputs() {
        return List.of(words);
      }

      @Override
      public String line(List<String> answers) {
        return answers.get(0);
      }
    };
  }
}
