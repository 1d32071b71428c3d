package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import rondo.core.Asked;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.core.Texts;
import rondo.tasks.data.PairData;

/** Texts with their translations; the answer to a line is a line. */
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
  public Asked<Source, Translated> ask(String line) {
    return new Asked<>() {
      @Override
      public Iterator<Source> inputs() {
        return List.of(Source.of(line)).iterator();
      }

      @Override
      public String print(Source input, Translated answer) {
        return answer.text();
      }
    };
  }
}
