package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rondo.onnx.OnnxFile;

/**
 * The folder in which the commands of the pages are typed: {@code examples} as in the source tree,
 * and small files under the names that pages take for the reader's own. Models are those that the
 * front page trains.
 */
final class PagesStage {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
  private static final Path ELSEWHERE = Path.of("src/test/resources/rondo/cli/elsewhere");
  private static final String WORDS =
      "<pad> <unk> ada lovelace alan turing grace hopper lived in london paris met wrote . , nobody"
          + " went vienna cambridge";

  private final Path folder;

  private PagesStage(Path folder) {
    this.folder = folder;
  }

  static Path in(Path folder) throws IOException {
    PagesStage stage = new PagesStage(folder);
    stage.names();
    stage.trainings();
    stage.pairs();
    stage.elsewhere();
    stage.plugins();
    return folder;
  }

  /** Sentences without names of places that have two words, for which a label is missing below. */
  private void names() throws IOException {
    Files.createSymbolicLink(folder.resolve("examples"), EXAMPLES);
    for (String name : List.of("train", "dev", "test", "more", "all")) {
      Path file = Corpus.write(folder.resolve(name + ".conll"), 40, name.length());
      String kept =
          Stream.of(Files.readString(file).split("\n\n"))
              .filter(sentence -> !sentence.contains("I-LOC"))
              .collect(Collectors.joining("\n\n", "", "\n\n"));
      Files.writeString(file, kept);
    }
    Files.writeString(
        folder.resolve("reviews.csv"), "label,text\n" + "good,Witty.\nbad,Dull.\n".repeat(10));
    Path test = folder.resolve("test.conll");
    Files.writeString(folder.resolve("sentences.txt"), Corpus.lines(test));
    String answers =
        Files.readAllLines(test).stream()
            .map(line -> line.isEmpty() ? "" : line + line.substring(line.lastIndexOf(' ')))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(folder.resolve("other-tool.txt"), answers);
  }

  /** Two small trainings that keep models. */
  private void trainings() throws IOException {
    for (String name : List.of("one", "two")) {
      Path within = Files.createDirectory(folder.resolve(name + "-data"));
      TinyModel.in(within, "--train.keep=3", "-o", folder.resolve(name).toString());
    }
  }

  /** Parallel files, and the same with a tab between. */
  private void pairs() throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    for (String language : List.of("en", "es")) {
      for (String name : List.of("train", "dev", "test")) {
        Files.copy(
            EXAMPLES.resolve("translate").resolve(name + "." + language),
            corpus.resolve(name + "." + language));
      }
    }
    Files.copy(corpus.resolve("test.es"), folder.resolve("other-tool.es"));
    List<String> rows = new ArrayList<>();
    List<String> english = Files.readAllLines(corpus.resolve("dev.en"));
    List<String> spanish = Files.readAllLines(corpus.resolve("dev.es"));
    for (int i = 0; i < english.size(); i++) {
      rows.add(english.get(i) + "\t" + spanish.get(i));
    }
    Files.write(folder.resolve("pairs.tsv"), rows);
  }

  /** A tagger and a translator that Rondo did not write, and the lists they need. */
  private void elsewhere() throws IOException {
    Files.copy(ELSEWHERE.resolve("tagger-traced-9.onnx"), folder.resolve("elsewhere.onnx"));
    Files.write(folder.resolve("vocab.txt"), List.of(WORDS.split(" ")));
    Files.write(folder.resolve("labels.txt"), List.of("O", "B-PER", "I-PER", "B-LOC"));
    PairGraphs pair = new PairGraphs(false, true);
    Files.write(folder.resolve("encoder.onnx"), OnnxFile.write(pair.encoder()));
    Files.write(folder.resolve("step.onnx"), OnnxFile.write(pair.step()));
    Files.write(folder.resolve("target.txt"), words(PairGraphs.WRITTEN));
    Files.write(folder.resolve("source.txt"), words(PairGraphs.READ));
  }

  private static List<String> words(int count) {
    List<String> words = new ArrayList<>(List.of("<pad>", "<unk>", "<s>", "</s>"));
    while (words.size() < count) {
      words.add("w" + words.size());
    }
    return words;
  }

  private void plugins() throws IOException {
    Path jars = Files.createDirectory(folder.resolve("my-plugins"));
    Strangers.into(jars);
    assertThat(jars.resolve("plugin-indrnn.jar")).exists();
    Files.createSymbolicLink(folder.resolve("target"), jars); // as the plugin's own build calls it
  }
}
