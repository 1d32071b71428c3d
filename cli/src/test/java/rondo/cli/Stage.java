package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder in which sessions are played: {@code examples} as in the source tree; {@code
 * train.conll}, {@code dev.conll}, {@code test.conll} and {@code sentences.txt} of {@link Corpus};
 * the models {@code ner.rondo}, {@code classify.rondo}, {@code tag.rondo} and {@code
 * translate.rondo}, each small and trained in a second or two; {@code text.en} and {@code text.es},
 * which the last one knows by heart. A session that needs more makes it, under names that begin
 * with its own.
 */
final class Stage {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

  private Stage() {}

  static Path in(Path folder) throws IOException {
    Files.createSymbolicLink(folder.resolve("examples"), EXAMPLES);
    Path training = Files.createDirectory(folder.resolve("trainings"));
    TinyModel ner = TinyModel.in(training);
    for (String each : List.of("train.conll", "dev.conll", "test.conll")) {
      Files.move(training.resolve(each), folder.resolve(each));
    }
    Files.writeString(folder.resolve("sentences.txt"), Corpus.lines(folder.resolve("test.conll")));
    Files.move(ner.file(), folder.resolve("ner.rondo"));
    Files.move(TinyTranslator.in(training.resolve("es")), folder.resolve("translate.rondo"));
    Files.move(training.resolve("text.en"), folder.resolve("text.en"));
    Files.move(training.resolve("text.es"), folder.resolve("text.es"));
    train(folder, "classify", "train.tsv");
    train(folder, "tag", "train.conll");
    return folder;
  }

  private static void train(Path folder, String task, String data) throws IOException {
    Path out = folder.resolve("trainings").resolve(task);
    Transcript said =
        Transcript.of(
            "train",
            task,
            "--data",
            EXAMPLES.resolve(task).resolve(data),
            "-o",
            out,
            "--train.epochs=4",
            "--network.hidden=16",
            "--network.embedding=16",
            "--train.rows=8",
            "--train.rate=0.02",
            "--threads=1");
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    Files.move(out.resolve("best.rondo"), folder.resolve(task + ".rondo"));
  }
}
