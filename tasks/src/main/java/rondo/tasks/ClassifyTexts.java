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
import rondo.tasks.data.TextData;
import rondo.tasks.text.Tokenizing;

/** Texts with a label each; a line of raw text is an input. */
final class ClassifyTexts implements Texts<List<String>, String> {
  private final Tokenizing tokenizing;
  private final TextData data;
  private final int longest;

  ClassifyTexts(Settings options) {
    tokenizing = Tokenizing.of(options);
    data = TextData.of(options, tokenizing);
    longest = ClassifyTask.longest(options);
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
  public List<Told> tellAll(Path file) throws IOException {
    return data.tell(file);
  }

  /** As much of the line as is read. */
  @Override
  public Iterator<Asked<List<String>>> ask(String line) {
    return List.of(new Asked<>(tokenizing.words(line, longest))).iterator();
  }

  @Override
  public Told.Shape shape() {
    return Told.Shape.LABEL;
  }

  @Override
  public Told tell(List<String> words, String label) {
    return Told.label(words, label);
  }
}
