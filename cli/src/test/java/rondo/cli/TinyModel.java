package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small model that has learnt the small world of {@link Corpus}, and data to try it on. */
record TinyModel(Path file, Path test) {
  /** What makes a training small. */
  static final List<String> SMALL =
      List.of(
          "--network.hidden=12",
          "--network.embedding=12",
          "--network.characters.filters=12",
          "--network.dropout=0",
          "--train.rows=8",
          "--train.rate=0.02",
          "--train.patience=0",
          "--threads=1");

  /** Trains one in a folder. */
  static TinyModel in(Path folder, String... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of("train", "ner"));
    words.addAll(List.of("--data", Corpus.write(folder.resolve("train.conll"), 80, 1)));
    words.addAll(List.of("--dev", Corpus.write(folder.resolve("dev.conll"), 30, 2)));
    words.addAll(List.of("-o", folder.resolve("model"), "--train.epochs=12"));
    words.addAll(SMALL);
    words.addAll(List.of(more));
    Transcript said = Transcript.of(words.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    Path test = Corpus.write(folder.resolve("test.conll"), 40, 3);
    return new TinyModel(folder.resolve("model/best.rondo"), test);
  }
}
