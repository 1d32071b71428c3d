package rondo.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rondo.core.DataException;
import rondo.core.Example;
import rondo.core.Option;
import rondo.core.Settings;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.core.Told;
import rondo.tasks.data.DataFile;
import rondo.tasks.data.Manner;
import rondo.tasks.data.Written;

/** Writes data for a trial, reads them again, and tells what has become of them. */
record Reread<I, O>(TaskType<I, O> type, Settings options, Written format, Manner manner) {
  private static final int SHOWN = 60; // characters
  private static final String FORMAT = "format"; // the option that names one

  /** What is lost, a sentence each; data that cannot be read any more are refused. */
  List<String> losses(DataFile file, List<Example<I, O>> examples) throws IOException {
    if (!type.reading().names().contains(FORMAT)) {
      return List.of(); // a task that reads formats of its own
    }
    Path folder = Files.createTempDirectory("rondo-convert");
    try {
      List<Path> paths =
          (file.paths().isEmpty() ? List.of(Path.of("data")) : file.paths())
              .stream().map(p -> folder.resolve(p.getFileName())).toList();
      DataFile.write(List.of(new DataFile(paths, file.told())), format, manner);
      return losses(paths.get(0), file, examples);
    } catch (DataException e) {
      String said = String.valueOf(e.getMessage()).replace(folder + File.separator, "");
      throw new DataException(
          name(file),
          "the format '%s' cannot hold these data, for it would be read so: %s%s"
              .formatted(format.word(), said, advice()));
    } finally {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path each : all.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(folder);
    }
  }

  private List<String> losses(Path written, DataFile file, List<Example<I, O>> examples)
      throws IOException {
    Texts<I, O> reader = type.texts(plain());
    List<Example<I, O>> again = reader.read(written);
    List<Told> told = reader.tellAll(written);
    List<String> losses = new ArrayList<>();
    if (again.size() != examples.size()) {
      losses.add(
          "%s: %s examples are read from it, and were %s%s"
              .formatted(
                  name(file),
                  Figures.count(again.size()),
                  Figures.count(examples.size()),
                  advice()));
      return losses;
    }
    int others = 0;
    int texts = 0;
    String first = "";
    for (int i = 0; i < again.size(); i++) {
      Told before = file.told().get(i);
      if (!again.get(i).equals(examples.get(i))) {
        first = others == 0 ? before.text() : first;
        others++;
      } else if (!told.get(i).text().equals(before.text())) {
        texts++;
      }
    }
    String of = Figures.count(again.size());
    if (others > 0) {
      losses.add(
          "%s: %s of %s examples would be read as others, the first being '%s'%s"
              .formatted(name(file), Figures.count(others), of, shown(first), advice()));
    }
    if (texts > 0) {
      losses.add(
          "%s: of %s of %s texts only the tokens are kept, not what stands between them"
              .formatted(name(file), Figures.count(texts), of));
    }
    return losses;
  }

  /** As nobody would read it who was told nothing but the format. */
  private Settings plain() {
    Settings plain = options;
    for (Option each : type.reading().all()) {
      plain = plain.with(each.name(), each.fallback());
    }
    plain = plain.with(FORMAT, format.word());
    return manner.places() == Manner.Places.UTF16 ? plain.with(Manners.OFFSETS, "utf16") : plain;
  }

  private String advice() {
    if (format != Written.JSONL) {
      return "; --to jsonl keeps them";
    }
    return manner.places() == Manner.Places.TAGS ? "" : "; --spans tags keeps them";
  }

  private static String name(DataFile file) {
    return file.paths().isEmpty() ? "standard output" : file.paths().get(0).toString();
  }

  private static String shown(String text) {
    return text.length() <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SHOWN))) + "…";
  }
}
