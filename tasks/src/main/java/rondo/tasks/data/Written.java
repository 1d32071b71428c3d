package rondo.tasks.data;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import rondo.core.Spelling;
import rondo.core.Told;
import rondo.core.Told.Shape;
import rondo.tasks.text.Span;

/**
 * The formats in which answers and data sets are written. What is written of a data set is read
 * again by the same name of the option {@code format}.
 *
 * <pre>{@code
 * AnswerWriter writer = Written.CONLL.to(out::print, texts.shape(), manner);
 * for (Told told : texts.tellAll(file)) {
 *   writer.add(told);
 *   writer.end(NO_FIELDS);
 * }
 * }</pre>
 */
public enum Written {
  /** An object a line. */
  JSONL(EnumSet.allOf(Shape.class), EnumSet.allOf(Shape.class)),
  /** A token a line with its tag, an empty line behind each sentence. */
  CONLL(EnumSet.of(Shape.SPANS, Shape.LABELS), EnumSet.of(Shape.SPANS, Shape.LABELS)),
  /** Columns with tabs between: what is said a row, and where; or the label or text of a line. */
  TSV(EnumSet.allOf(Shape.class), EnumSet.of(Shape.LABEL, Shape.TEXT)),
  /** A label and a text a row, as RFC 4180 has it. */
  CSV(EnumSet.of(Shape.LABEL), EnumSet.of(Shape.LABEL)),
  /** A text a line behind its label, as fastText reads it. */
  LINES(EnumSet.of(Shape.LABEL), EnumSet.of(Shape.LABEL)),
  /** A sentence a line, names in marks, as OpenNLP reads them. */
  OPENNLP(EnumSet.of(Shape.SPANS), EnumSet.of(Shape.SPANS)),
  /** Texts in one file, others in another, line by line. */
  PARALLEL(EnumSet.of(Shape.TEXT), EnumSet.of(Shape.TEXT));

  private final Set<Shape> shapes;
  private final Set<Shape> read;

  Written(Set<Shape> shapes, Set<Shape> read) {
    this.shapes = shapes;
    this.read = read;
  }

  /** As in the option {@code format}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those in which data of such answers are read. */
  public static List<Written> read(Shape shape) {
    return Stream.of(values()).filter(w -> w.read.contains(shape)).toList();
  }

  /** The one of this name, in which data of such answers are read. */
  public static Written of(String name, Shape shape) {
    List<String> known = read(shape).stream().map(Written::word).toList();
    String word = name.toLowerCase(Locale.ROOT);
    if (!known.contains(word)) {
      throw new IllegalArgumentException(
          "such data are written as %s, not as '%s'.%s"
              .formatted(String.join(", ", known), name, Spelling.hint(word, known)));
    }
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** A writer of answers of a shape, which this format must be able to hold. */
  public AnswerWriter to(Consumer<String> out, Shape shape, Manner manner) {
    if (!shapes.contains(shape) || this == PARALLEL) {
      throw new IllegalArgumentException(
          "the format '%s' cannot hold %s; jsonl can".formatted(word(), held(shape)));
    }
    return switch (this) {
      case JSONL -> new JsonAnswers(out, shape, manner);
      case CONLL -> new ColumnAnswers(out, manner);
      case TSV -> new TableAnswers(out, shape, manner);
      default -> new LineAnswers(out, this);
    };
  }

  /** A writer for a person: a line for each line, printed in some form. No data are read of it. */
  public static AnswerWriter text(Consumer<String> out, Function<Told, String> print) {
    return new LineAnswers(out, print);
  }

  /** A writer of texts in one file and others in another. */
  public static AnswerWriter parallel(Consumer<String> texts, Consumer<String> others) {
    return LineAnswers.parallel(texts, others);
  }

  private static String held(Shape shape) {
    return switch (shape) {
      case SPANS -> "spans";
      case LABELS -> "a label for each token";
      case LABEL -> "a label for a whole text, which has none for its tokens";
      case TEXT -> "texts as answers";
    };
  }

  /** As much of a text as fits into a line and a cell of it. */
  static String inline(String text) {
    return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
  }

  /** The tags that spans or labels of words are. */
  static List<String> tags(Told told, Manner manner) {
    if (told.shape() == Shape.LABELS) {
      return told.marks().stream().map(Told.Mark::label).toList();
    }
    List<Span> spans =
        told.marks().stream().map(m -> new Span(m.label(), m.from(), m.to())).toList();
    return manner.scheme().tags(spans, told.words().size());
  }
}
