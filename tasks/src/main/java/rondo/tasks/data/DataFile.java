package rondo.tasks.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import rondo.core.Told;
import rondo.engine.model.WholeFile;

/**
 * A data set that goes into a file, or into two that are parallel; packed where a name ends in
 * {@code .gz}.
 *
 * <pre>{@code
 * DataFile train = new DataFile(List.of(Path.of("train.jsonl.gz")), texts.tellAll(conll));
 * DataFile.write(List.of(train), Written.JSONL, manner);
 * }</pre>
 *
 * @param paths one; of {@link Written#PARALLEL} that of the texts and that of the others
 * @param told one or more, of the same shape
 */
public record DataFile(List<Path> paths, List<Told> told) {
  public DataFile {
    paths = List.copyOf(paths);
    told = List.copyOf(told);
  }

  /** Writes files of a format; all of them are there whole, or none is. */
  public static void write(List<DataFile> files, Written format, Manner manner) {
    SortedMap<Path, WholeFile.Content> contents = new TreeMap<>();
    for (DataFile file : files) {
      int sides = format == Written.PARALLEL ? 2 : 1;
      if (file.paths.size() != sides) {
        throw new IllegalArgumentException(
            "the format '%s' takes %d file%s to write, there %s"
                .formatted(
                    format.word(), sides, sides == 1 ? "" : "s", Place.are(file.paths.size())));
      }
      for (int i = 0; i < sides; i++) {
        Path path = file.paths.get(i);
        boolean texts = i == 0;
        contents.put(
            path,
            WholeFile.packed(path, out -> text(out, t -> file.write(format, manner, t, texts))));
      }
    }
    WholeFile.write(contents);
  }

  private static void text(OutputStream out, Consumer<Consumer<String>> content)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    try {
      content.accept(
          piece -> {
            try {
              text.write(piece);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    text.flush();
  }

  private void write(Written format, Manner manner, Consumer<String> out, boolean texts) {
    if (format == Written.PARALLEL) {
      write(Written.parallel(texts ? out : none -> {}, texts ? none -> {} : out), manner);
    } else {
      write(format, manner, out);
    }
  }

  /** Hands on the text of the file. */
  public void write(Written format, Manner manner, Consumer<String> out) {
    write(format.to(out, told.get(0).shape(), manner), manner);
  }

  private void write(AnswerWriter writer, Manner manner) {
    for (Told each : told) {
      writer.add(each);
      writer.end(fields(each, manner.places()));
    }
  }

  /** What was there before anything was said of it. */
  private static ObjectNode fields(Told told, Manner.Places places) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    boolean tokens =
        switch (told.shape()) {
          case SPANS -> places == Manner.Places.TAGS; // which bring them along
          case LABELS -> true;
          case LABEL -> !told.words().isEmpty();
          case TEXT -> false;
        };
    if (!tokens) {
      fields.put("text", told.text());
    } else if (told.shape() == Told.Shape.LABEL) {
      told.tokens().forEach(fields.putArray("tokens")::add);
    }
    return fields;
  }
}
