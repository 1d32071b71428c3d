package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people hand to a tool when something went wrong before: each kind of it ends in a right
 * answer or in one sentence that says what is wrong, where, and what to do; and leaves nothing
 * half-written behind.
 */
class BadInputTest {
  private static final String COLUMNS =
      " (taken for CoNLL columns; the option 'format' says otherwise)";
  private static final String JSON = " (taken for JSON lines; the option 'format' says otherwise)";
  private static final String TABS =
      " (taken for columns with tabs between; the option 'format' says otherwise)";

  @TempDir static Path folder;

  /**
   * A kind of input.
   *
   * @param command words; one that names a file of this test's folder means that file
   * @param says the whole of standard error but for its {@code rondo:}, or what is to be found on
   *     standard output where all is well
   */
  private record Kind(String name, String command, Exit exit, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Kind refused(String name, String command, Exit exit, String says) {
    return new Kind(name, command, exit, says);
  }

  private static Kind fine(String name, String command, String says) {
    return new Kind(name, command, Exit.DONE, says);
  }

  static List<Kind> kinds() {
    return Stream.of(trainings(), recipes(), evaluations(), predictions(), translations())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Kind> trainings() {
    return List.of(
        refused(
            "an empty file",
            "train ner --data empty.conll",
            Exit.DATA,
            "empty.conll: the file is empty"),
        refused(
            "a file of empty lines",
            "train tag --data blank.conll",
            Exit.DATA,
            "blank.conll: there is no sentence in it" + COLUMNS),
        refused(
            "empty texts only",
            "train classify --data blank.conll",
            Exit.DATA,
            "blank.conll: there is no text in it (taken for lines that begin with a label; the option 'format' says otherwise)"),
        refused(
            "a folder",
            "train ner --data dir",
            Exit.DATA,
            "dir: this is a folder; name a file in it"),
        refused(
            "a file that is not there",
            "train ner --data missing.conll",
            Exit.DATA,
            "missing.conll: there is no such file; the recipe names it as 'data'"),
        refused(
            "columns that end",
            "train ner --data broken.conll",
            Exit.DATA,
            "broken.conll:2: a token and its label are needed in two or more columns, there is one: 'Lovelace'"
                + COLUMNS),
        refused(
            "a label that no scheme has",
            "train ner --data scheme.conll",
            Exit.DATA,
            "scheme.conll:4: a tag such as O, B-PER or I-PER is needed, there is 'X-PER'; other labels are for the task 'tag'"
                + COLUMNS),
        refused(
            "ISO-8859-1",
            "train ner --data latin.conll",
            Exit.DATA,
            "latin.conll:1: not UTF-8: byte 3 of this line is 0xEB, 'ë' if the file is in ISO-8859-1; convert it: iconv -f ISO-8859-1 -t UTF-8"),
        refused(
            "UTF-16",
            "train tag --data utf16.conll",
            Exit.DATA,
            "utf16.conll:1: this is UTF-16; convert it: iconv -f UTF-16 -t UTF-8"),
        refused(
            "NUL",
            "train ner --data nul.conll",
            Exit.DATA,
            "nul.conll:2: byte 2 of this line is NUL, which no text holds; remove it"),
        refused(
            "lines of old Macs",
            "train ner --data mac.conll",
            Exit.DATA,
            "mac.conll:1: a carriage return stands in the midst of this line; lines end with \\n or \\r\\n (tr '\\r' '\\n' converts the files of old Macs)"),
        refused(
            "gzip that is cut off",
            "train ner --data cut.conll.gz",
            Exit.DATA,
            "cut.conll.gz:10: the gzip data are damaged or cut off after this line; fetch the file anew"),
        refused(
            "half a surrogate pair",
            "train classify --data half.jsonl",
            Exit.DATA,
            "half.jsonl:2: 'text' holds half of a surrogate pair, \\ud83d" + JSON),
        refused(
            "JSON that ends",
            "train classify --data cut.jsonl",
            Exit.DATA,
            "cut.jsonl:2: not a JSON object, seen at char 21: Unexpected end-of-input in field name"
                + JSON),
        refused(
            "a CSV whose quote stays open",
            "train classify --data open.csv",
            Exit.DATA,
            "open.csv:2: a quoted cell begins in this row and does not end (taken for CSV; the option 'format' says otherwise)"),
        refused(
            "a text that is empty",
            "train classify --data notext.tsv",
            Exit.DATA,
            "notext.tsv:3: the text is empty" + TABS),
        refused(
            "a label that is empty",
            "train classify --data nolabel.tsv",
            Exit.DATA,
            "nolabel.tsv:3: the label is empty" + TABS),
        refused(
            "a span beyond its text",
            "train ner --data beyond.jsonl",
            Exit.DATA,
            "beyond.jsonl:1: span 0 to 30 (PER) cannot stand in a text of 8 characters" + JSON),
        refused(
            "data of another task",
            "train ner --data class.txt",
            Exit.DATA,
            "class.txt:1: a tag such as O, B-PER or I-PER is needed, there is 'film'; other labels are for the task 'tag'"
                + COLUMNS),
        fine("mixed line ends", "train ner --data mixed.conll", "model"),
        fine("no final newline", "train tag --data noend.conll", "model"),
        fine("a byte order mark", "train ner --data mark.conll", "model"),
        fine("one sentence", "train ner --data one.conll", "model"),
        fine("one label only", "train ner --data outside.conll --dev outside.conll", "f1     0.00"),
        fine("one tag only", "train tag --data onetag.conll --dev onetag.conll", "accuracy 100.00"),
        fine("one class only", "train classify --data oneclass.txt", "model"),
        fine("no dev set", "train ner --data good.conll", "model"),
        fine("dev set and data the same", "train ner --data good.conll --dev good.conll", "on dev"),
        refused(
            "an empty dev set",
            "train ner --data good.conll --dev empty.conll",
            Exit.DATA,
            "empty.conll: the file is empty"),
        refused(
            "a dev set that is not there",
            "train ner --data good.conll --dev no",
            Exit.DATA,
            "no: there is no such file; the recipe names it as 'dev'"),
        refused(
            "more than all as dev set",
            "train ner --data good.conll --dev 150%",
            Exit.USAGE,
            "dev must be a file, or a share of the data between 0% and 100% such as 10%, is 150.0%"),
        refused(
            "nothing as dev set",
            "train ner --data good.conll --dev 0%",
            Exit.USAGE,
            "dev must be a file, or a share of the data between 0% and 100% such as 10%, is 0.0%"),
        refused(
            "a share of one",
            "train ner --data one.conll --dev 10%",
            Exit.USAGE,
            "a share of 0.1 of 1 examples cannot be held back; name a file of dev data, or another share"),
        fine(
            "labels in dev unknown to train",
            "train ner --data good.conll --dev other.conll",
            "on dev"),
        fine(
            "tags in dev unknown to train",
            "train tag --data good.conll --dev other.conll",
            "on dev"),
        fine(
            "classes in dev unknown to train",
            "train classify --data class.txt --dev otherclass.txt",
            "on dev"),
        fine("words of 10,000 letters", "train ner --data longword.conll", "model"),
        fine("100,000 words in a sentence", "train ner --data endless.conll", "model"),
        fine("parallel files in a folder", "train tag --data snips --dev snips", "on dev"),
        fine(
            "every word unknown",
            "train ner --data good.conll --task.min-count 1000 --dev good.conll",
            "on dev"));
  }

  private static List<Kind> recipes() {
    return List.of(
        refused(
            "an unknown task",
            "train nre --data good.conll",
            Exit.USAGE,
            "no task named 'nre'; known: classify, ner, sentiment, tag, translate. Did you mean 'ner'? Is its plugin's jar on the class path or in --plugins?"),
        refused(
            "an unknown cell",
            "train ner --data good.conll --cell lstn",
            Exit.USAGE,
            "no cell named 'lstn'; known: gru, lstm, rnn. Did you mean 'lstm'? Is its plugin's jar on the class path or in --plugins?"),
        refused(
            "an unknown decoder",
            "train ner --data good.conll --task.decoder crff",
            Exit.USAGE,
            "option 'decoder' must be one of crf, softmax, argmax, is 'crff'. Did you mean 'crf'?"),
        refused(
            "an unknown pooling",
            "train classify --data class.txt --network.pooling maxx",
            Exit.USAGE,
            "option 'pooling' must be one of last, mean, max, mean-max, attention, is 'maxx'. Did you mean 'max'?"),
        refused(
            "an unknown tokenizer",
            "train classify --data class.txt --task.tokenizer regexp",
            Exit.USAGE,
            "option 'tokenizer' must be one of regex, words, whitespace, simple, opennlp:LANGUAGE or opennlp:FILE, is 'regexp'. Did you mean 'regex'?"),
        refused(
            "an unknown sentence rule",
            "train ner --data good.conll --task.sentences rules",
            Exit.USAGE,
            "option 'sentences' must be one of rule, none, opennlp:LANGUAGE or opennlp:FILE, is 'rules'. Did you mean 'rule'?"),
        refused(
            "an unknown encoder",
            "train ner --data good.conll --network.characters.encoder cnn",
            Exit.USAGE,
            "option 'characters.encoder' must be one of recurrent, convolution, is 'cnn'. Did you mean 'convolution'?"),
        refused(
            "an unknown format",
            "train ner --data good.conll --task.format conl",
            Exit.USAGE,
            "option 'format' must be one of auto, conll, jsonl, snips, opennlp, is 'conl'. Did you mean 'conll'?"),
        refused(
            "an unknown option",
            "train ner --data good.conll --task.charcters false",
            Exit.USAGE,
            "no recipe key 'task.charcters'. Did you mean 'task.characters'?"),
        refused(
            "a weight of an unknown class",
            "train classify --data class.txt --task.class-weights god=2",
            Exit.USAGE,
            "option 'class-weights' weighs a label 'god' that the data do not have; they have [bad, good]. Did you mean 'good'?"),
        refused(
            "a weight that is no number",
            "train classify --data class.txt --task.class-weights good=much",
            Exit.USAGE,
            "option 'class-weights' must be none, balanced or such as spam=2,ham=0.5; 'good=much' is no label with its weight"),
        refused(
            "no epochs",
            "train ner --data good.conll --train.epochs 0",
            Exit.USAGE,
            "option 'epochs' must be a whole number from 1 to 1000000, is '0'"),
        refused(
            "a column that is not there",
            "train ner --data good.conll --task.label-column 7",
            Exit.DATA,
            "good.conll:1: option 'label-column' wants column 7, there are 2: 'Kurt B-PER'"
                + COLUMNS),
        refused(
            "vectors that are not there",
            "train ner --data good.conll --task.vectors missing.txt",
            Exit.DATA,
            "missing.txt: there is no such file; the option 'vectors' names it"),
        refused(
            "vectors of uneven width",
            "train ner --data good.conll --task.vectors uneven.txt",
            Exit.DATA,
            "uneven.txt:2: has 1 numbers where vectors have 2"),
        refused(
            "an empty file of vectors",
            "train ner --data good.conll --task.vectors empty.conll",
            Exit.DATA,
            "empty.conll: is empty; each line should hold a word and its vector"),
        refused(
            "vectors that are no numbers",
            "train ner --data good.conll --task.vectors good.conll",
            Exit.DATA,
            "good.conll:8: has 0 numbers where vectors have 1"),
        refused(
            "a recipe that is none",
            "train --recipe good.conll",
            Exit.DATA,
            "good.conll:1: a recipe's line is 'key = value', '[section]' or '# comment'"));
  }

  private static List<Kind> evaluations() {
    return List.of(
        refused(
            "data that are empty",
            "evaluate ner.rondo empty.conll",
            Exit.DATA,
            "empty.conll: the file is empty"),
        refused(
            "columns that end, measured",
            "evaluate tag.rondo broken.conll",
            Exit.DATA,
            "broken.conll:2: a token and its label are needed in two or more columns, there is one: 'Lovelace'"
                + COLUMNS),
        refused(
            "data of another task, measured",
            "evaluate ner.rondo class.txt",
            Exit.DATA,
            "class.txt:1: a tag such as O, B-PER or I-PER is needed, there is 'film'; other labels are for the task 'tag'"
                + COLUMNS),
        refused(
            "no column of labels",
            "evaluate classify.rondo good.conll --task.format tsv",
            Exit.DATA,
            "good.conll:1: which of 1 columns holds the labels? Say label-column by number"),
        fine(
            "100,000 words in a sentence, measured",
            "evaluate tag.rondo endless.conll",
            "accuracy"),
        refused(
            "a model that is cut off",
            "evaluate cut.rondo good.conll",
            Exit.MODEL,
            "'cut.rondo' is cut off: it has # bytes and should have #"),
        refused(
            "a model that is empty",
            "evaluate empty.conll good.conll",
            Exit.MODEL,
            "'empty.conll' is no model file: it is in none of the formats that are known (onnx, rondo)"),
        refused(
            "data for a model",
            "evaluate good.conll good.conll",
            Exit.MODEL,
            "'good.conll' is no model file: it is in none of the formats that are known (onnx, rondo)"),
        fine("labels in test unknown to train", "evaluate ner.rondo other.conll", "MISC"),
        fine("tags in test unknown to train", "evaluate tag.rondo other.conll", "accuracy"),
        fine(
            "classes in test unknown to train",
            "evaluate classify.rondo otherclass.txt",
            "accuracy"),
        fine(
            "another format than in training",
            "evaluate classify.rondo class.csv --task.format csv --task.label-column 2 --task.text-column 1",
            "accuracy"),
        refused(
            "what training settled",
            "evaluate ner.rondo good.conll --task.tokenizer whitespace",
            Exit.USAGE,
            "'task.tokenizer' was settled when the model was trained; what can be said anew: format, token-column, label-column, separator, offsets, labels, sentences"),
        refused(
            "an option that is none",
            "evaluate ner.rondo good.conll --task.fromat conll",
            Exit.USAGE,
            "task 'ner' has no option 'fromat'; what can be said anew: format, token-column, label-column, separator, offsets, labels, sentences. Did you mean 'format'?"),
        refused(
            "a format that is none",
            "evaluate ner.rondo good.conll --task.format xml",
            Exit.USAGE,
            "option 'format' must be one of auto, conll, jsonl, snips, opennlp, is 'xml'."),
        refused(
            "options without a model",
            "evaluate --task ner good.conll --task.format conll",
            Exit.USAGE,
            "--task.format says how data for a model are written; with --task the last two columns are read"));
  }

  private static List<Kind> predictions() {
    return List.of(
        fine("an empty text", "predict ner.rondo empty.conll", ""),
        fine("spaces only", "predict classify.rondo spaces.txt", "\n\n"),
        fine("odd spaces that are no tokens", "predict white.rondo odd.txt", "\n"),
        fine("odd spaces", "predict tag.rondo odd.txt", "\n"),
        fine("a word of 100,000 letters", "predict ner.rondo longword.txt", "xxxx"),
        fine("100,000 words without a full stop", "predict tag.rondo longline.txt", "go/"),
        fine("NUL in a text", "predict ner.rondo nul.txt", "Ada"),
        refused(
            "a text that is not UTF-8",
            "predict ner.rondo latin.txt",
            Exit.DATA,
            "latin.txt:2: the line is not UTF-8; convert the text to UTF-8"),
        refused(
            "a text that is not there",
            "predict ner.rondo missing.txt",
            Exit.DATA,
            "missing.txt: there is no such file that can be read"),
        refused(
            "a folder of texts",
            "predict ner.rondo dir",
            Exit.DATA,
            "dir: this is a folder; name a file in it"),
        refused(
            "a line of 5 MiB",
            "predict classify.rondo long.txt",
            Exit.DATA,
            "long.txt:2: the line is longer than 4 MiB; break it up"),
        refused(
            "a model cut off, asked",
            "predict cut.rondo odd.txt",
            Exit.MODEL,
            "'cut.rondo' is cut off: it has # bytes and should have #"));
  }

  private static List<Kind> translations() {
    return List.of(
        fine("parallel files", "train translate --data pair.en --dev pair.en", "bleu"),
        fine("pairs in columns", "train translate --data columns.tsv", "model"),
        refused(
            "a text without its translation",
            "train translate --data ragged.en",
            Exit.DATA,
            "ragged.es: it has 2 lines and ends before ragged.en; they must be parallel, line by line"),
        refused(
            "an empty translation",
            "train translate --data hole.en",
            Exit.DATA,
            "hole.es:2: the translation is empty where its text is not; remove both"),
        refused(
            "a row of one column",
            "train translate --data notext.tsv --task.target-column 3",
            Exit.DATA,
            "notext.tsv:1: a text and its translation are needed in columns 1 and 3 with a tab between, there are 2: 'text\tlabel'"),
        refused(
            "a network that does not write",
            "train translate --data pair.en --network recurrent",
            Exit.USAGE,
            "network 'recurrent' cannot do what task 'translate' demands (NEXT_TOKEN); leave it at auto, or name another"),
        refused(
            "pairs that are all too long",
            "train translate --data pair.en --task.longest-text 1",
            Exit.USAGE,
            "all 2 pairs have a side of more than 1 pieces; say more with 'task.longest-text'"),
        fine("answers of another tool", "evaluate --task translate columns.tsv", "BLEU|nrefs:1|"),
        fine("a translator measured", "evaluate translate.rondo pair.en", "BLEU|nrefs:1|"),
        fine("a line of 1,000 words", "predict translate.rondo thousand.txt", "\n"),
        fine("spaces to translate", "predict translate.rondo spaces.txt", "\n\n"),
        fine("odd spaces to translate", "predict translate.rondo odd.txt", "\n\n"));
  }

  @BeforeAll
  static void write() throws IOException {
    String good = Files.readString(Corpus.write(folder.resolve("good.conll"), 12, 1));
    Files.createDirectory(folder.resolve("dir"));
    file("empty.conll", "");
    file("blank.conll", "\n\n  \n\t\n");
    file("broken.conll", "Ada B-PER\nLovelace\n");
    file("scheme.conll", "Ada B-PER\nmet O\n\nZoë X-PER\n");
    file("nul.conll", "Ada B-PER\nm\0t O\n");
    file("mac.conll", "Ada B-PER\rmet O\r");
    file("mixed.conll", good.replace(". O\n\n", ". O\r\n\r\n"));
    file("noend.conll", good.strip());
    file("mark.conll", "\uFEFF" + good);
    file("one.conll", "Ada B-PER\nwent O\n");
    file("outside.conll", "nobody O\nwent O\n\nnothing O\n");
    file("onetag.conll", "nobody X\nwent X\n\nnothing X\n");
    file("other.conll", "Ada B-MISC\nmet O\nZoë B-PER\n");
    file("longword.conll", "x".repeat(10_000) + " B-PER\nwent O\n");
    file("endless.conll", "Ada B-PER\nLovelace I-PER\nwent O\nhome O\n".repeat(25_000));
    Files.createDirectory(folder.resolve("snips"));
    file("snips/seq.in", "play some jazz\nstop\n");
    file("snips/seq.out", "O O B-style\nO\n");
    file("class.txt", "good a fine film\nbad dull and long\n".repeat(5));
    file("otherclass.txt", "good a fine film\nmixed fine and dull\n");
    file("oneclass.txt", "good a fine film\ngood fine\n");
    file("class.csv", "\"a fine, fine film\",good\n\"dull\",bad\n");
    file(
        "half.jsonl",
        "{\"text\": \"fine\", \"label\": \"good\"}\n{\"text\": \"a \\ud83d b\", \"label\": \"bad\"}\n");
    file("cut.jsonl", "{\"text\": \"fine\", \"label\": \"good\"}\n{\"text\": \"dull\", \"la");
    file("open.csv", "text,label\n\"a fine film,good\ndull,bad\n");
    file("notext.tsv", "text\tlabel\na fine film\tgood\n\tbad\n");
    file("nolabel.tsv", "text\tlabel\na fine film\tgood\ndull\t\n");
    file(
        "beyond.jsonl",
        "{\"text\": \"Ada went\", \"spans\": [{\"start\": 0, \"end\": 30, \"label\": \"PER\"}]}\n");
    file("pair.en", "I see a dog.\nThe cat sleeps.\n");
    file("pair.es", "Veo un perro.\nEl gato duerme.\n");
    file("columns.tsv", "I see a dog.\tVeo un perro.\nThe cat sleeps.\tEl gato duerme.\n");
    file("ragged.en", "I see a dog.\nThe cat sleeps.\nIt eats.\n");
    file("ragged.es", "Veo un perro.\nEl gato duerme.\n");
    file("hole.en", "I see a dog.\nThe cat sleeps.\n");
    file("hole.es", "Veo un perro.\n\n");
    file("uneven.txt", "Ada 0.5 0.25\nmet 0.5\n");
    file("spaces.txt", "   \n\t\n");
    file("odd.txt", "\u00a0\u2003\n\u3000 \u2028\n");
    file("longword.txt", "x".repeat(100_000) + "\n");
    file("longline.txt", "go ".repeat(100_000));
    file("thousand.txt", "go ".repeat(1000));
    file("nul.txt", "Ada\0went\n");
    file("long.txt", "fine\n" + "a ".repeat(5 << 19) + "\n");
    bytes("latin.conll", "Zoë B-PER\n".getBytes(StandardCharsets.ISO_8859_1));
    bytes("latin.txt", "fine\nZoë\n".getBytes(StandardCharsets.ISO_8859_1));
    bytes("utf16.conll", good.getBytes(Charset.forName("UTF-16")));
    byte[] packed = gzip(good);
    bytes("cut.conll.gz", Arrays.copyOf(packed, packed.length / 2));
    model("ner", "train ner --data good.conll");
    model("tag", "train tag --data good.conll");
    model("classify", "train classify --data class.txt");
    model("translate", "train translate --data pair.en --task.least-pieces 1");
    model("white", "train classify --data class.txt --task.tokenizer whitespace");
    byte[] model = Files.readAllBytes(folder.resolve("ner.rondo"));
    bytes("cut.rondo", Arrays.copyOf(model, model.length - 100));
  }

  private static void model(String name, String command) throws IOException {
    Path out = folder.resolve("made-" + name);
    Transcript said = run(command, out);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    Files.copy(out.resolve("best.rondo"), folder.resolve(name + ".rondo"));
  }

  private static void file(String name, String text) throws IOException {
    bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static Transcript run(String command, Path out) {
    List<Object> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      Path file = folder.resolve(word);
      words.add(Files.exists(file) && words.size() > 0 ? file : word);
    }
    if (command.startsWith("train ")) {
      words.addAll(
          TinyModel.SMALL.stream()
              .filter(w -> !command.contains(w.split("=")[0]))
              .filter(w -> !command.contains("translate") || !w.contains("characters"))
              .toList());
      words.addAll(List.of("-o", out));
      if (!command.contains("epochs")) {
        words.add("--train.epochs=1");
      }
    }
    return Transcript.of(words.toArray());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void endsInARightAnswerOrOneSentence(Kind kind, @TempDir Path clean) throws IOException {
    Path out = clean.resolve("out");
    Transcript said = run(kind.command(), out);
    String err = said.err().replace(folder + "/", "").replace(clean + "/", "");
    err = err.replaceAll("\\d+ bytes and should have \\d+", "# bytes and should have #");
    if (kind.exit() == Exit.DONE) {
      assertThat(said.exit()).as(err).isEqualTo(Exit.DONE);
      assertThat(said.out()).contains(kind.says());
      return;
    }
    assertThat(err).isEqualTo("rondo: " + kind.says() + "\n");
    assertThat(said.exit()).isEqualTo(kind.exit());
    assertThat(left(out)).as("what a training left").isEmpty();
  }

  /** All that lies in a folder, hidden files too. */
  private static List<Path> left(Path out) throws IOException {
    if (Files.notExists(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
