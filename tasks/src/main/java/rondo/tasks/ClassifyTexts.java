package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rondo.core.Asked;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.core.Texts;
import rondo.tasks.data.TextData;
import rondo.tasks.text.Tokenizing;

/** Texts with a label each; the answer to a line is its label. */
final class ClassifyTexts implements Texts<List<String>, String> {
  private final Tokenizing tokenizing;
  private final TextData data;

  ClassifyTexts(Settings options) {
    tokenizing = Tokenizing.of(options);
    data = TextData.of(options, tokenizing);
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
    List<String> words = tokenizing.words(line);
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
