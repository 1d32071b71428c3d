package rondo.tasks.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.DataException;
import rondo.tasks.text.Tokenizing;

/** What is wrong with a file is said in one sentence, with the file and the line. */
class BadDataTest {
  private static final String CONLL =
      " (taken for CoNLL columns; the option 'format' says otherwise)";
  private static final String CONLLU = " (taken for CoNLL-U; the option 'format' says otherwise)";
  private static final String JSON = " (taken for JSON lines; the option 'format' says otherwise)";
  private static final String TSV =
      " (taken for columns with tabs between; the option 'format' says otherwise)";
  private static final String CSV = " (taken for CSV; the option 'format' says otherwise)";
  private static final String LINES =
      " (taken for lines that begin with a label; the option 'format' says otherwise)";
  private static final String TREES =
      " (taken for labelled trees; the option 'format' says otherwise)";
  private static final String SNIPS =
      " (taken for parallel files as SNIPS has them; the option 'format' says otherwise)";

  @TempDir Path folder;

  /** The task that reads a file. */
  private enum By {
    NER,
    TAG,
    CLASSIFY
  }

  /**
   * A bad file.
   *
   * @param sentence what is said of it, behind the folder
   * @param options as {@code name=value}
   */
  private record Bad(By by, String file, byte[] bytes, String sentence, List<String> options) {
    @Override
    public String toString() {
      return by + " " + sentence;
    }
  }

  private static Bad bad(By by, String file, String text, String sentence, String... options) {
    return bad(by, file, text.getBytes(UTF_8), sentence, options);
  }

  private static Bad bad(By by, String file, byte[] bytes, String sentence, String... options) {
    return new Bad(by, file, bytes, sentence, List.of(options));
  }

  static Stream<Bad> files() {
    return Stream.of(
        bad(By.NER, "empty", "", "empty: the file is empty"),
        bad(By.TAG, "blank", "\n \n\n", "blank: there is no sentence in it" + CONLL),
        bad(By.CLASSIFY, "blank", "\n\n", "blank: there is no text in it" + LINES),
        bad(By.NER, "a.bz2", latin("BZh91AY&SY"), packed("a.bz2", "bzip2", "bzip2 -d")),
        bad(By.NER, "a.xz", latin("\u00fd7zXZ\0\0"), packed("a.xz", "xz", "xz -d")),
        bad(By.NER, "a.zst", latin("(\u00b5/\u00fd$"), packed("a.zst", "zstd", "zstd -d")),
        bad(By.NER, "a.lz4", latin("\u0004\"M\u0018d"), packed("a.lz4", "lz4", "lz4 -d")),
        bad(By.NER, "a.zip", latin("PK\u0003\u0004\n"), packed("a.zip", "zip", "unzip")),
        bad(By.NER, "a.7z", latin("7z\u00bc\u00af'\u001c"), packed("a.7z", "7z", "7z x")),
        bad(
            By.NER,
            "cut.gz",
            cut(zipped("Ada B-PER\nslept O"), 4),
            "cut.gz:2: the gzip data are damaged or cut off after this line; fetch the file anew"),
        bad(
            By.NER,
            "cut.gz",
            cut(zipped("Ada B-PER"), 25),
            "cut.gz: the gzip data are damaged or cut off at their beginning; fetch the file anew"),
        bad(
            By.NER,
            "latin",
            "Ada B-PER\n\nM\u00fcnchen B-LOC\n".getBytes(ISO_8859_1),
            "latin:3: not UTF-8: byte 2 of this line is 0xFC, '\u00fc' if the file is in"
                + " ISO-8859-1; convert it: iconv -f ISO-8859-1 -t UTF-8"),
        bad(
            By.CLASSIFY,
            "windows",
            latin("good \u0093yes\u0094\n"),
            "windows:1: not UTF-8: byte 6 of this line is 0x93, '\u201c' if the file is in"
                + " windows-1252; convert it: iconv -f windows-1252 -t UTF-8"),
        bad(
            By.NER,
            "utf16",
            "Ada B-PER\n".getBytes(UTF_16),
            "utf16:1: this is UTF-16; convert it: iconv -f UTF-16 -t UTF-8"),
        bad(
            By.NER,
            "utf16le",
            "Ada B-PER\n".getBytes(UTF_16LE),
            "utf16le:1: this looks like UTF-16; convert it: iconv -f UTF-16 -t UTF-8"),
        bad(
            By.NER,
            "nul",
            "Ada B-PER\nslept\0 O\n",
            "nul:2: byte 6 of this line is NUL, which no text holds; remove it"),
        bad(
            By.NER,
            "mac",
            "Ada B-PER\rslept O\r",
            "mac:1: a carriage return stands in the midst of this line; lines end with \\n or"
                + " \\r\\n (tr '\\r' '\\n' converts the files of old Macs)"),
        bad(
            By.CLASSIFY,
            "long",
            "good x\n" + "a".repeat(RawLines.LONGEST + 1),
            "long:2: the line is longer than 16 MiB; cut it"));
  }

  static Stream<Bad> columns() {
    return Stream.of(
        bad(
            By.NER,
            "a.conll",
            "Ada B-PER\nslept\n",
            "a.conll:2: a token and its label are needed in two or more columns, there is one:"
                + " 'slept'"
                + CONLL),
        bad(
            By.NER,
            "a.txt",
            "Ada Lovelace lived in London.\n",
            "a.txt:1: a tag such as O, B-PER or I-PER is needed, there is 'London.'; other labels"
                + " are for the task 'tag'"
                + CONLL),
        bad(
            By.NER,
            "a.conll",
            "Ada B-\n",
            "a.conll:1: a tag such as O, B-PER or I-PER is needed, there is 'B-'; other labels are"
                + " for the task 'tag'"
                + CONLL),
        bad(
            By.TAG,
            "a.conll",
            "Ada NNP x\nslept VBD\n",
            "a.conll:2: there are 2 columns here and 3 in line 1: 'slept VBD'" + CONLL),
        bad(
            By.NER,
            "a.conll",
            "Ada\tB-PER\nNew York B-LOC\n",
            "a.conll:2: a token and its label are needed in two or more columns, there is one:"
                + " 'New York B-LOC'",
            "format=conll"),
        bad(
            By.NER,
            "a.conll",
            "Ada B-PER\n",
            "a.conll:1: option 'label-column' wants column 4, there are 2: 'Ada B-PER'",
            "format=conll",
            "label-column=4"),
        bad(
            By.TAG,
            "a.conll",
            "word tag\nAda NNP\n",
            "a.conll:2: no column is named 'tags', as option 'label-column' wants; there are:"
                + " word, tag. Did you mean 'tag'?",
            "format=conll",
            "label-column=tags"),
        bad(By.TAG, "a.conll", "\tNNP\n", "a.conll:1: the token is empty: '\tNNP'" + CONLL),
        bad(
            By.TAG,
            "a.conll",
            "Ada\t\tx\n",
            "a.conll:1: the label of 'Ada' is empty" + CONLL,
            "label-column=2"),
        bad(
            By.TAG,
            "a.conll",
            "Ada X\n",
            "a.conll: there is no sentence that option 'labels' does not drop in it" + CONLL,
            "labels=X="),
        bad(
            By.TAG,
            "a.conllu",
            "# text = Ada\n1\tAda\t_\tPROPN\n",
            "a.conllu:2: 10 columns with tabs between are needed, there are 4: '1\tAda\t_\tPROPN'"
                + CONLLU),
        bad(
            By.TAG,
            "a.conllu",
            word("1", "PROPN") + word("3", "VERB"),
            "a.conllu:2: word 2 is due, there is '3'; an empty line ends a sentence" + CONLLU),
        bad(By.TAG, "a.conllu", word("1", "_"), "a.conllu:1: word 'Ada' has no upos" + CONLLU),
        bad(
            By.TAG,
            "a.conllu",
            word("1", "PROPN"),
            "a.conllu:1: no column is named 'pos', as option 'label-column' wants; there are: id,"
                + " form, lemma, upos, xpos, feats, head, deprel, deps, misc. Did you mean 'upos'?"
                + CONLLU,
            "label-column=pos"));
  }

  private static String word(String id, String upos) {
    return id + "\tAda\tAda\t" + upos + "\t_\t_\t0\troot\t_\t_\n";
  }

  static Stream<Bad> json() {
    return Stream.of(
        bad(
            By.NER,
            "a.json",
            "[\n{\"text\": \"Ada\"}\n]\n",
            "a.json:1: a JSON object is needed on each line, there is '[' (jq -c '.[]' makes lines"
                + " of an array)"
                + JSON),
        bad(
            By.NER,
            "a.jsonl",
            "{\"text\": \"Ada\", \"spans\": [\n",
            "a.jsonl:1: not a JSON object, seen at char 27: Unexpected end-of-input: expected close"
                + " marker for Array"
                + JSON),
        bad(
            By.CLASSIFY,
            "a.jsonl",
            "{\"text\": \"x\", \"label\": \"a\"}\n{\"text\": \"x\", \"text\": \"y\"}\n",
            "a.jsonl:2: not a JSON object, seen at char 21: Duplicate field 'text'" + JSON),
        bad(
            By.CLASSIFY,
            "a.jsonl",
            "{\"text\": \"x\", \"label\": \"a\"} {}\n",
            "a.jsonl:1: not a JSON object, seen at char 29: Trailing token" + JSON),
        bad(
            By.CLASSIFY,
            "a.jsonl",
            "{\"text\": " + "[".repeat(1000) + "\n",
            "a.jsonl:1: no JSON object that can be taken: Document nesting depth (33) exceeds the"
                + " maximum allowed (32)"
                + JSON),
        bad(
            By.CLASSIFY,
            "a.jsonl",
            "{\"id\": 1, \"text\": \"fine\"}\n",
            "a.jsonl:1: there is no field label or labels or sentiment or class or category or"
                + " intent or target or polarity; the fields are: id, text"
                + JSON),
        bad(
            By.CLASSIFY,
            "a.jsonl",
            "{\"text\": 5, \"label\": \"a\"}\n",
            "a.jsonl:1: 'text' must be text, is 5" + JSON),
        bad(
            By.CLASSIFY,
            "a.jsonl",
            "{\"text\": \"x\", \"label\": null}\n",
            "a.jsonl:1: 'label' must be text or a number, is null" + JSON),
        bad(
            By.CLASSIFY,
            "a.jsonl",
            "{\"text\": \"\\ud83d!\", \"label\": 1}\n",
            "a.jsonl:1: 'text' holds half of a surrogate pair, \\ud83d" + JSON),
        bad(
            By.CLASSIFY,
            "a.jsonl",
            "{\"text\": \"a\\u0000\", \"label\": 1}\n",
            "a.jsonl:1: 'text' holds a NUL character, which no text has" + JSON),
        bad(
            By.CLASSIFY,
            "a.jsonl",
            "{\"text\": \"a\", \"label\": 1}\n",
            "a.jsonl:1: option 'label-column' must name a field of JSON lines, is '2'" + JSON,
            "label-column=2"),
        bad(
            By.NER,
            "a.jsonl",
            spans("New York", "[4, 7, \"LOC\"]"),
            "a.jsonl:1: span 4 to 7 'Yor' (LOC) does not begin and end with a token; the tokens"
                + " there: 'York'"
                + JSON),
        bad(
            By.NER,
            "a.jsonl",
            spans("\ud83d\ude00 York", "{\"start\": 3, \"end\": 7, \"label\": \"LOC\"}"),
            "a.jsonl:1: span 3 to 7 (LOC) cannot stand in a text of 6 characters" + JSON),
        bad(
            By.NER,
            "a.jsonl",
            spans("New York", "[0, 8, \"LOC\"], [4, 8, \"ORG\"]"),
            "a.jsonl:1: spans 'New York' (LOC) and 'York' (ORG) overlap; a token can be in one"
                + JSON),
        bad(
            By.NER,
            "a.jsonl",
            spans("New York", "[0, 8]"),
            "a.jsonl:1: a span must be {\"start\": 0, \"end\": 3, \"label\": \"PER\"} or [0, 3,"
                + " \"PER\"], is [0,8]"
                + JSON),
        bad(
            By.TAG,
            "a.jsonl",
            "{\"tokens\": [\"Ada\", \"slept\"], \"tags\": [\"NNP\"]}\n",
            "a.jsonl:1: 1 tags for 2 tokens" + JSON),
        bad(
            By.TAG,
            "a.jsonl",
            "{\"tokens\": [\"Ada\"], \"tags\": [7]}\n",
            "a.jsonl:1: 'tags' must be text, is 7" + JSON),
        bad(
            By.TAG,
            "a.jsonl",
            "{\"tokens\": [], \"tags\": []}\n",
            "a.jsonl:1: the sentence is empty" + JSON),
        bad(
            By.TAG,
            "a.jsonl",
            "{\"text\": \"Ada\", \"tags\": [\"NNP\"]}\n",
            "a.jsonl:1: 'text' must be a list of tokens, is \"Ada\"" + JSON));
  }

  private static String spans(String text, String spans) {
    return "{\"text\": \"" + text + "\", \"spans\": [" + spans + "]}\n";
  }

  static Stream<Bad> texts() {
    return Stream.of(
        bad(By.CLASSIFY, "a.txt", "good\n", "a.txt:1: the text is empty" + LINES),
        bad(
            By.CLASSIFY,
            "a.txt",
            "__label__a __label__b words\n",
            "a.txt:1: there are two labels; one for each text is what can be learnt" + LINES),
        bad(
            By.CLASSIFY,
            "a.txt",
            "good film\n",
            "a.txt: only trees have phrases; unset the option 'phrases'" + LINES,
            "phrases=true"),
        bad(By.CLASSIFY, "a.tsv", "1\tgood\n\tbad\n", "a.tsv:2: the label is empty" + TSV),
        bad(By.CLASSIFY, "a.tsv", "1\tgood\n0\t \n", "a.tsv:2: the text is empty" + TSV),
        bad(
            By.CLASSIFY,
            "a.tsv",
            "1\tgood\n0\tbad\tworse\n",
            "a.tsv:2: there are 3 columns here and 2 in the first row: '0 | bad | worse'" + TSV),
        bad(
            By.CLASSIFY,
            "a.tsv",
            "7\t1\tgood\n",
            "a.tsv:1: which of 3 columns holds the labels? Say label-column by number" + TSV),
        bad(
            By.CLASSIFY,
            "a.csv",
            "id,stars,review\n7,1,good\n",
            "a.csv:2: which of 3 columns holds the labels? Say label-column by number or name: id,"
                + " stars, review"
                + CSV,
            "header=true"),
        bad(
            By.CLASSIFY,
            "a.csv",
            "it is a film that one should see,1\n",
            "a.csv:1: the first column should be a label, is 'it is a film that one should see';"
                + " say label-column and text-column"
                + CSV),
        bad(
            By.CLASSIFY,
            "a.csv",
            "1,good\n0,\"bad\n1,fine\n",
            "a.csv:2: a quoted cell begins in this row and does not end" + CSV),
        bad(
            By.CLASSIFY,
            "a.csv",
            "1,\"so \"good\" a film\"\n",
            "a.csv:1: after a quoted cell ',' is needed or the line's end, there is 'good\" a"
                + " film\"'; quotes in a cell are doubled"
                + CSV),
        bad(
            By.CLASSIFY,
            "a.csv",
            "label,text\n1,\"good\n\nfilm\"\n0,\"\n\"\n",
            "a.csv:5: the text is empty" + CSV),
        bad(
            By.CLASSIFY,
            "a.txt",
            "(3 (2 a) (2 b)\n(2 a)\n",
            "a.txt:1: 1 bracket is not closed",
            "format=trees"),
        bad(
            By.CLASSIFY,
            "a.txt",
            "(2 a) (2 b)\n",
            "a.txt:1: the tree ends at char 6, and after it stands '(2 b)'" + TREES),
        bad(
            By.CLASSIFY,
            "a.txt",
            "(3 ( (2 a)) (2 b))\n",
            "a.txt:1: a phrase without a label at char 4" + TREES),
        bad(
            By.CLASSIFY,
            "a.txt",
            "(3 (2 ) (2 b))\n",
            "a.txt:1: the phrase that ends at char 7 has no token" + TREES),
        bad(
            By.CLASSIFY,
            "a.txt",
            "3 good\n",
            "a.txt:1: a tree begins with '(', there is '3 good'",
            "format=trees"),
        bad(
            By.CLASSIFY,
            "a.txt",
            "(1 ".repeat(2000) + "a" + ")".repeat(2000),
            "a.txt:1: phrases are nested deeper than 1000" + TREES),
        bad(
            By.CLASSIFY,
            "a.txt",
            "good\n",
            "a.txt:1: OpenNLP refuses this line: Empty lines, or lines with only a category string"
                + " are not allowed!",
            "format=opennlp"),
        bad(
            By.NER,
            "a.train",
            "<START:person> Ada slept .\n",
            "a.train:1: a name begins and does not end; <END> is missing",
            "format=opennlp"),
        bad(
            By.NER,
            "a.train",
            "Here <START:person> Ada<END> slept .\n",
            "a.train:1: marks of names need blanks around them, there is 'Ada<END>'",
            "format=opennlp"),
        bad(
            By.NER,
            "a.train",
            "It rained .\nAda <END> slept .\n",
            "a.train:2: OpenNLP refuses this line: Found unexpected annotation: Ada <END> slept .",
            "format=opennlp"),
        bad(
            By.NER,
            "a.train",
            "<START:person> <END> slept .\n",
            "a.train:1: a name (person) has no token in it",
            "format=opennlp"));
  }

  @ParameterizedTest
  @MethodSource({"files", "columns", "json", "texts"})
  void isRefusedInOneSentence(Bad bad) throws IOException {
    Path file = Files.write(folder.resolve(bad.file), bad.bytes);
    assertThatThrownBy(() -> read(bad.by, file, bad.options))
        .isInstanceOf(DataException.class)
        .hasMessage(folder.resolve(bad.sentence).toString());
  }

  private static void read(By by, Path file, List<String> said) throws IOException {
    Map<String, String> options = new TreeMap<>();
    said.forEach(o -> options.put(o.replaceFirst("=.*", ""), o.replaceFirst("[^=]*=", "")));
    switch (by) {
      case NER -> SpanData.of(SpanData.OPTIONS.fill(options), Tokenizing.REGEX).read(file);
      case TAG -> LabelData.of(LabelData.OPTIONS.fill(options), Tokenizing.REGEX).read(file);
      case CLASSIFY ->
          TextData.of(TextData.OPTIONS.fill(options), Tokenizing.REGEX).readToLearn(file);
    }
  }

  /** Words, tags and intents line by line, and what is said of them. */
  @ParameterizedTest
  @MethodSource("parallel")
  void parallelFilesThatAreNotAreRefused(List<String> files, By by, String sentence)
      throws IOException {
    Files.writeString(folder.resolve("seq.in"), files.get(0));
    Files.writeString(folder.resolve("seq.out"), files.get(1));
    Files.writeString(folder.resolve("label"), files.get(2));
    assertThatThrownBy(() -> read(by, folder, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessage(sentence.replace("FOLDER", folder.toString()).replace("SNIPS", SNIPS));
  }

  static Stream<Arguments> parallel() {
    return Stream.of(
        Arguments.of(
            List.of("play it\nstop\n", "O O\nO O\n", "Play\nStop\n"),
            By.NER,
            "FOLDER/seq.out:2: 2 tags for 1 tokens: 'stop'"),
        Arguments.of(
            List.of("play it\nstop\n", "O O\n", "Play\nStop\n"),
            By.TAG,
            "FOLDER/seq.out: it has 1 lines and ends before FOLDER/seq.in; they must be parallel,"
                + " line by line"),
        Arguments.of(
            List.of("play it\n", "O O\n", "Play\nStop\n"),
            By.CLASSIFY,
            "FOLDER/seq.in: it has 1 lines and ends before FOLDER/label; they must be parallel,"
                + " line by lineSNIPS"),
        Arguments.of(
            List.of("play it\n\n", "O O\n\n", "Play\n\n"),
            By.NER,
            "FOLDER/seq.in:2: the sentence is emptySNIPS"),
        Arguments.of(
            List.of("play it\n", "O it\n", "Play\n"),
            By.NER,
            "FOLDER/seq.out:1: a tag such as O, B-PER or I-PER is needed, there is 'it'; other"
                + " labels are for the task 'tag'"),
        Arguments.of(
            List.of("play it\n", "O O\n", " \n"),
            By.CLASSIFY,
            "FOLDER/label:1: the label is empty"));
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThatThrownBy(() -> read(By.NER, folder, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessage(folder + ": this is a folder; name a file in it");
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> read(By.NER, none, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessage(none + ": there is no such file");
  }

  @Test
  void whatTheSystemCannotReadIsRefused() {
    Path memory = Path.of("/proc/self/mem"); // nothing is mapped at its start
    Assumptions.assumeTrue(Files.exists(memory), "there is no /proc on this system");
    assertThatThrownBy(() -> read(By.NER, memory, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessage(memory + ": it cannot be read: Input/output error");
  }

  @Test
  void optionsThatCannotBeMeantAreRefused() {
    Map<String, String> bad =
        Map.of(
            "label-column=0",
            "option 'label-column' must be a column's number, counted from 1, its name, last or"
                + " auto, is '0'",
            "labels=1",
            "option 'labels' must be pairs such as 0=bad,1=good, has '1' in it",
            "labels=1=a,1=b",
            "option 'labels' names '1' twice",
            "format=xml",
            "option 'format' must be one of auto, conll, conllu, jsonl, snips, is 'xml'.");
    Path file = folder.resolve("a.conll");
    bad.forEach(
        (option, sentence) ->
            assertThatThrownBy(
                    () -> {
                      Files.writeString(file, "Ada NNP\n");
                      read(By.TAG, file, List.of(option));
                    })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence));
  }

  @Test
  void atLeastFortyKindsAreTold() {
    long kinds = Stream.of(files(), columns(), json(), texts()).mapToLong(Stream::count).sum();
    assertThat(kinds).isGreaterThan(40);
  }

  private static String packed(String file, String format, String command) {
    return "%s: it is packed with %s, which is not read; unpack it with '%s' or pack it with gzip"
        .formatted(file, format, command);
  }

  private static byte[] cut(byte[] bytes, int lost) {
    return Arrays.copyOf(bytes, bytes.length - lost);
  }

  private static byte[] latin(String bytes) {
    return bytes.getBytes(ISO_8859_1);
  }

  private static byte[] zipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
