package rondo.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Example;
import rondo.tasks.text.Span;
import rondo.tasks.text.Tokenizing;

/** Each format is found out and read; the same sentence is the same in all of them. */
class FormatsTest {
  private static final List<String> ADA = List.of("Ada", "Lovelace", "visited", "Paris");
  private static final Example<List<String>, List<Span>> NAMES =
      new Example<>(ADA, List.of(new Span("PER", 0, 2), new Span("LOC", 3, 4)));
  private static final Example<List<String>, List<String>> PARTS =
      new Example<>(ADA, List.of("NNP", "NNP", "VBD", "NNP"));

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<Example<List<String>, List<Span>>> spans(Path file, String... options)
      throws IOException {
    return SpanData.of(SpanData.OPTIONS.fill(map(options)), Tokenizing.REGEX).read(file);
  }

  private static List<Example<List<String>, List<String>>> labels(Path file, String... options)
      throws IOException {
    return LabelData.of(LabelData.OPTIONS.fill(map(options)), Tokenizing.REGEX).read(file);
  }

  private static List<Example<List<String>, String>> texts(Path file, String... options)
      throws IOException {
    return TextData.of(TextData.OPTIONS.fill(map(options)), Tokenizing.REGEX).read(file);
  }

  private static Map<String, String> map(String... options) {
    return options.length == 0
        ? Map.of()
        : options.length == 2
            ? Map.of(options[0], options[1])
            : Map.of(options[0], options[1], options[2], options[3]);
  }

  private static Example<List<String>, String> text(String label, String... tokens) {
    return new Example<>(List.of(tokens), label);
  }

  // spans of tokens

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada B-PER\nLovelace I-PER\nvisited O\nParis B-LOC\n",
        "Ada I-PER\nLovelace I-PER\nvisited O\nParis I-LOC",
        "Ada\tB-PER\r\nLovelace\tE-PER\r\nvisited\tO\r\nParis\tS-LOC\r\n\r\n",
        "\nAda\tB-PER\nLovelace\tL-PER\nvisited\tO\nParis\tU-LOC\n\n\n",
        "-DOCSTART- -X- O\n\nAda NNP B-PER\nLovelace  NNP  I-PER \nvisited VBD O\nParis NNP B-LOC",
        "# id = 1\n# text = Ada\nAda\tB-PER\nLovelace\tI-PER\nvisited\tO\nParis\tB-LOC\n",
        "#begin document (x); part 000\nAda B-PER\nLovelace I-PER\nvisited O\nParis B-LOC\n#end document",
        "{\"text\": \"Ada Lovelace visited Paris\", \"spans\": [{\"start\": 21, \"end\": 26, \"label\":"
            + " \"LOC\"}, {\"start\": 0, \"end\": 12, \"label\": \"PER\"}]}",
        "{\"id\": 7, \"text\": \"Ada Lovelace visited Paris\", \"label\": [[0, 12, \"PER\"], [21, 26,"
            + " \"LOC\"]]}",
        "{\"tokens\": [\"Ada\", \"Lovelace\", \"visited\", \"Paris\"], \"tags\": [\"B-PER\","
            + " \"I-PER\", \"O\", \"B-LOC\"]}",
        "<START:PER> Ada Lovelace <END> visited <START:LOC> Paris <END>\n",
      })
  void namesAreTheSameInEveryFormat(String text) throws IOException {
    assertThat(spans(file("data.txt", text))).containsExactly(NAMES);
  }

  @Test
  void touchingSpansStayApartInEveryScheme() throws IOException {
    List<Span> two = List.of(new Span("X", 0, 1), new Span("X", 1, 3));
    for (String tags : List.of("I-X B-X I-X", "B-X B-X I-X", "S-X B-X E-X", "U-X B-X L-X")) {
      String text = "a " + tags.replace(" ", "\nb ");
      assertThat(spans(file("data", text)).get(0).gold()).isEqualTo(two);
    }
  }

  @Test
  void aHashSignIsATokenWhereItHasALabel() throws IOException {
    assertThat(spans(file("data", "# O\n1 B-X\n\n# a comment\nb O\n")))
        .containsExactly(
            new Example<>(List.of("#", "1"), List.of(new Span("X", 1, 2))),
            new Example<>(List.of("b"), List.of()));
    assertThat(spans(file("data", "#\tO\n#tag\tO\n")).get(0).input()).containsExactly("#", "#tag");
  }

  @Test
  void columnsAreNamedByNumberOrHeader() throws IOException {
    Path plain = file("data", "NNP Ada B-PER x\nVBD slept O x\n");
    var ada = new Example<>(List.of("Ada", "slept"), List.of(new Span("PER", 0, 1)));
    assertThat(spans(plain, "token-column", "2", "label-column", "3")).containsExactly(ada);
    Path headed = file("data", "pos\tword\tne\tx\nNNP\tAda\tB-PER\tx\nVBD\tslept\tO\tx\n");
    assertThat(spans(headed, "token-column", "word", "label-column", "NE")).containsExactly(ada);
    Path plus = file("data", "# global.columns = POS FORM NE\nNNP Ada B-PER\nVBD slept O\n");
    assertThat(spans(plus, "token-column", "form", "label-column", "ne")).containsExactly(ada);
  }

  @Test
  void offsetsCountCharactersOrUtf16() throws IOException {
    String text = "\ud83d\ude00 e\u0301t\u00e9 in \u05d7\u05d9\u05e4\u05d4";
    String line = "{\"text\": \"" + text + "\", \"entities\": [[%d, %d, \"LOC\"]]}\n";
    Path characters = file("python.jsonl", line.formatted(10, 14));
    Path utf16 = file("java.jsonl", line.formatted(11, 15));
    var read = SpanData.of(SpanData.OPTIONS.fill(Map.of()), Tokenizing.WHITESPACE).read(characters);
    assertThat(read.get(0).gold()).containsExactly(new Span("LOC", 3, 4));
    assertThat(
            SpanData.of(SpanData.OPTIONS.fill(Map.of("offsets", "utf16")), Tokenizing.WHITESPACE)
                .read(utf16))
        .isEqualTo(read);
  }

  @Test
  void fieldsOfJsonAreNamedByOptions() throws IOException {
    String json =
        "{\"body\": \"Ada Lovelace visited Paris\", \"text\": 1, \"ents\": [[0, 12, \"PER\"], [21,"
            + " 26, \"LOC\"]]}";
    assertThat(spans(file("a.json", json), "token-column", "body", "label-column", "ents"))
        .containsExactly(NAMES);
  }

  // a label for each token

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada NNP\nLovelace NNP\nvisited VBD\nParis NNP\n",
        "Ada\tx\tNNP\nLovelace\tx\tNNP\nvisited\tx\tVBD\nParis\tx\tNNP\n",
        "{\"words\": [\"Ada\", \"Lovelace\", \"visited\", \"Paris\"], \"tags\": [\"NNP\", \"NNP\","
            + " \"VBD\", \"NNP\"]}",
      })
  void tagsAreTheSameInEveryFormat(String text) throws IOException {
    assertThat(labels(file("data.txt", text))).containsExactly(PARTS);
  }

  private static final String CONLLU =
      """
      # sent_id = 1
      # text = Vámonos al mar
      1-2	Vámonos	_	_	_	_	_	_	_	_
      1	Vamos	ir	VERB	V	_	0	root	_	_
      2	nos	nosotros	PRON	P	Case=Acc	1	obj	_	_
      3-4	al	_	_	_	_	_	_	_	_
      3	a	a	ADP	E	_	5	case	_	_
      4	el	el	DET	D	_	5	det	_	_
      4.1	_	ser	AUX	_	_	_	_	_	_
      5	mar	mar	NOUN	N	_	1	obl	_	SpaceAfter=No

      1	#	#	SYM	Y	_	0	root	_	_
      """;

  @Test
  void wordsOfConlluAreReadWithTheColumnAskedFor() throws IOException {
    for (Path file : List.of(file("es.conllu", CONLLU), file("es.txt", CONLLU))) {
      assertThat(labels(file))
          .containsExactly(
              new Example<>(
                  List.of("Vamos", "nos", "a", "el", "mar"),
                  List.of("VERB", "PRON", "ADP", "DET", "NOUN")),
              new Example<>(List.of("#"), List.of("SYM")));
      assertThat(labels(file, "label-column", "xpos").get(0).gold())
          .containsExactly("V", "P", "E", "D", "N");
      assertThat(labels(file, "label-column", "8", "token-column", "lemma").get(0))
          .isEqualTo(
              new Example<>(
                  List.of("ir", "nosotros", "a", "el", "mar"),
                  List.of("root", "obj", "case", "det", "obl")));
    }
  }

  @Test
  void labelsAreCutRenamedAndDropped() throws IOException {
    Path file = file("data", "a N:x\nb V\n\nc X\nd V\n");
    assertThat(labels(file, "label-until", ":", "labels", "V=verb,X="))
        .containsExactly(new Example<>(List.of("a", "b"), List.of("N", "verb")));
    Path marks = file("data", ", ,\n= =\n: :\n");
    assertThat(labels(marks, "labels", "\\,=comma,\\==equals", "label-until", ":").get(0).gold())
        .containsExactly("comma", "equals", ":");
  }

  // a label for each text

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.txt|good A film!\nbad Dull, dull.\n",
        "a.txt|__label__good A film!\n\n__label__bad  Dull, dull. \n",
        "a.txt|good\tA film!\nbad\tDull, dull.\n",
        "a.tsv|sentence\tlabel\nA film!\tgood\nDull, dull.\tbad\n",
        "a.csv|good,A film!\nbad,\"Dull, dull.\"\n",
        "a.csv|good;A film!\nbad;Dull, dull.\n",
        "a.csv|\"id\",\"Review\",\"Sentiment\"\r\n1,A film!,good\r\n2,\"Dull,\r\ndull.\",bad\r\n",
        "a.jsonl|{\"text\": \"A film!\", \"label\": \"good\"}\n{\"label\": \"bad\", \"text\":"
            + " \"Dull, dull.\"}\n",
        "a.txt|{\"tokens\": [\"A\", \"film\", \"!\"], \"intent\": \"good\"}\n\n{\"intent\": \"bad\","
            + " \"text\": \"Dull, dull.\"}",
        "a.txt|(good (x A) (y (z film) (z !)))\n(bad (bad (bad (bad Dull) (x ,)) (bad dull)) (x .))\n",
      })
  void textsAreTheSameInEveryFormat(String data) throws IOException {
    int bar = data.indexOf('|');
    assertThat(texts(file(data.substring(0, bar), data.substring(bar + 1))))
        .containsExactly(text("good", "A", "film", "!"), text("bad", "Dull", ",", "dull", "."));
  }

  @Test
  void columnsOfTablesAreNamedByNumberOrName() throws IOException {
    Path bare = file("a.tsv", "7\tA film!\tx\tgood\n");
    var good = text("good", "A", "film", "!");
    assertThat(texts(bare, "text-column", "2", "label-column", "last")).containsExactly(good);
    Path headed = file("a.csv", "id,words,x,stars\n7,A film!,x,good\n");
    assertThat(texts(headed, "text-column", "words", "label-column", "stars"))
        .containsExactly(good);
    Path skipped = file("a.csv", "stars,words\ngood,A film!\n");
    assertThat(texts(skipped, "text-column", "2", "label-column", "1")).hasSize(2);
    assertThat(texts(skipped, "text-column", "words", "label-column", "1")).containsExactly(good);
  }

  @Test
  void bracketsOfTreesAreThemselvesAgain() throws IOException {
    Path trees = file("a.txt", "(3 (2 -LRB-) (3 (2 and\\/or) (2 -RSB-)))\n");
    assertThat(texts(trees)).containsExactly(text("3", "(", "and/or", "]"));
  }

  @Test
  void phrasesOfTreesAreLearntWithLabelsThatAreLeft() throws IOException {
    Path trees = file("a.txt", "(3 (2 a) (3 (3 good) (2 film)))\n(1 (3 good) (1 not))\n");
    TextData reader =
        TextData.of(
            TextData.OPTIONS.fill(Map.of("phrases", "true", "labels", "1=bad,2=,3=good")),
            Tokenizing.REGEX);
    assertThat(reader.readToLearn(trees))
        .containsExactly(
            text("good", "a", "good", "film"),
            text("good", "good", "film"),
            text("good", "good"),
            text("bad", "good", "not"),
            text("bad", "not"));
    assertThat(reader.read(trees)).hasSize(2);
  }

  @Test
  void categoriesOfOpenNlpAreRead() throws IOException {
    Path file = file("a.train", "good A film !\n\nbad Dull , dull .\n");
    assertThat(texts(file, "format", "opennlp"))
        .containsExactly(text("good", "A", "film", "!"), text("bad", "Dull", ",", "dull", "."));
  }
}
