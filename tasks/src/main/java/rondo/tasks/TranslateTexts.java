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
import rondo.tasks.data.PairData;

/** Texts with their translations; a line of raw text is an input. */
final class TranslateTexts implements Texts<Source, Translated> {
  private final PairData data;

  TranslateTexts(Settings options) {
    data = PairData.of(options);
  }

  @Override
  public List<Example<Source, Translated>> read(Path file) throws IOException {
    return data.read(file).stream()
        .map(pair -> Translation.example(pair.source(), pair.target()))
        .toList();
  }

  @Override
  public Iterator<Asked<Source>> ask(String line) {
    return List.of(new Asked<>(Source.of(line))).iterator();
  }

  @Override
  public Told tell(Source input, Translated answer) {
    return Told.text(input.text(), answer.text());
  }
}
