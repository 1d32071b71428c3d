package rondo.tasks.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import opennlp.tools.doccat.DocumentSample;
import opennlp.tools.doccat.DocumentSampleStream;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.NameSampleDataStream;
import opennlp.tools.util.ObjectStream;
import rondo.tasks.text.Span;

/** Reads OpenNLP's own formats through its streams, which get their lines from ours. */
final class OpenNlp {
  private OpenNlp() {}

  /** Our lines as OpenNLP takes them; empty ones are passed over. */
  private record LineStream(Lines lines) implements ObjectStream<String> {
    @Override
    @SuppressWarnings("NullAway") // null is how its streams end
    public String read() {
      boolean more = lines.next();
      while (more && lines.text().isBlank()) {
        more = lines.next();
      }
      return more ? lines.text() : null;
    }
  }

  /** A sentence a line, names between {@code <START:label>} and {@code <END>}. */
  static void names(Lines lines, JsonSentences.Spans spans) throws IOException {
    try (NameSampleDataStream stream = new NameSampleDataStream(new LineStream(lines))) {
      while (true) {
        NameSample sample = next(stream, lines);
        if (sample == null) {
          break;
        }
        List<String> tokens = List.of(sample.getSentence());
        for (String token : tokens) {
          if (token.contains("<START") || token.contains("<END>")) {
            throw lines.fault(
                "marks of names need blanks around them, there is '%s'"
                    .formatted(Lines.shown(token)));
          }
        }
        spans.add(tokens, names(sample, lines));
      }
    }
  }

  private static List<Span> names(NameSample sample, Lines lines) {
    List<Span> names = new ArrayList<>();
    for (opennlp.tools.util.Span name : sample.getNames()) {
      if (name.length() == 0) {
        throw lines.fault("a name (%s) has no token in it".formatted(name.getType()));
      }
      names.add(new Span(name.getType(), name.getStart(), name.getEnd()));
    }
    long begun =
        Separator.SPACE.columns(lines.text()).stream().filter(t -> t.startsWith("<START")).count();
    if (begun != names.size()) { // OpenNLP forgets a name that does not end
      throw lines.fault("a name begins and does not end; <END> is missing");
    }
    return names;
  }

  /** A text a line behind its category, tokens apart by white space. */
  static void documents(Lines lines, LabelledTexts texts) throws IOException {
    try (DocumentSampleStream stream = new DocumentSampleStream(new LineStream(lines))) {
      while (true) {
        DocumentSample sample = next(stream, lines);
        if (sample == null) {
          break;
        }
        texts.add(lines.number(), sample.getCategory(), Arrays.asList(sample.getText()));
      }
    }
  }

  private static <T> T next(ObjectStream<T> stream, Lines lines) {
    try {
      return stream.read();
    } catch (IOException | IllegalArgumentException e) {
      String said =
          String.valueOf(e.getMessage()).replace("###", "").replaceAll("\\s+", " ").strip();
      throw lines.fault("OpenNLP refuses this line: " + said);
    }
  }
}
