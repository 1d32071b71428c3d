package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.engine.model.Forgery;
import rondo.engine.tiny.Caesar;
import rondo.engine.tiny.TinyPlugin;

/** Files whose checksums are right, made by somebody who means harm. */
class ForgedModelTest {
  private static final String SPEC = "model.json";
  private static final String LETTERS = "lists/letters.json";
  private static final String WEIGHTS = "weights.safetensors";

  private final Rondo rondo = Rondo.of(Plugins.of(new EnginePlugin(), new TinyPlugin()));
  @TempDir Path folder;
  private Map<String, byte[]> entries = Map.of();

  @BeforeEach
  void readModel() throws IOException {
    try (InputStream in = RondoTest.class.getResourceAsStream("version1.rondo")) {
      entries = Forgery.unzipped(Objects.requireNonNull(in).readAllBytes());
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] entry(String name) {
    return entries.getOrDefault(name, new byte[0]);
  }

  private void refuses(String name, byte[] content, String said) throws IOException {
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.put(name, content);
    Refusal refusal =
        new Refusal(folder.resolve("m.rondo"), file -> rondo.open(file, Caesar.class).close());
    assertThat(refusal.of(Forgery.forged(changed), said)).contains(said);
    Refusal model = new Refusal(folder.resolve("m.rondo"), rondo::model);
    assertThat(model.of(Forgery.forged(changed), said)).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"hidden\" : \"6\"|\"hidden\" : \"2147483647\"|'hidden' must be a whole number",
        "\"hidden\" : \"6\"|\"hidden\" : \"65536\"|as 65536 x 4, it is stored as 6 x 4",
        "\"hidden\" : \"6\"|\"hidden\" : \"-6\"|'hidden' must be a whole number",
        "\"hidden\" : \"6\"|\"hidden\" : \"NaN\"|'hidden' must be a whole number",
        "\"hidden\" : \"6\"|\"hidden\" : 6|'hidden' must be a text",
        "\"layers\" : \"1\"|\"layers\" : \"64\"|needs a parameter 'network/layer1",
        "\"layers\" : \"1\"|\"layers\" : \"2000000000\"|'layers' must be",
        "\"embedding\" : \"4\"|\"embedding\" : \"2147483648\"|'embedding' must be",
        "\"embedding\" : \"4\"|\"embedding\" : \"65536\"|as 8 x 65536, it is stored as 8 x 4",
        "\"direction\" : \"forward\"|\"direction\" : \"bidirectional\"|not stored",
        "\"word-dropout\" : \"0\"|\"word-dropout\" : \"NaN\"|'word-dropout' must be",
        "\"word-dropout\" : \"0\"|\"bomb\" : \"0\"|no option named 'bomb'",
        "\"cell.keep\" : \"0.25\"|\"cell.keep\" : \"1e400\"|'keep' must be",
        "\"cell\" : \"leak\"|\"cell\" : \"laek\"|no cell named 'laek'",
        "\"type\" : \"recurrent\"|\"type\" : \"other\"|no network named 'other'",
        "\"type\" : \"caesar\"|\"type\" : \"other\"|no task named 'other'",
        "\"outputs\" : 8|\"outputs\" : 2147483647|as 2147483647 x 6, it is stored as 8 x 6",
        "\"outputs\" : 8|\"outputs\" : 9223372036854775807|'outputs' must be",
        "\"outputs\" : 8|\"outputs\" : 1e400|'outputs' must be",
        "\"outputs\" : 8|\"outputs\" : 99999999999999999999999999999|is no JSON",
        "\"outputs\" : 8|\"outputs\" : NaN|is no JSON",
        "\"outputs\" : 8|\"outputs\" : -1|'outputs' must be",
        "\"ids\" : 8|\"ids\" : 2147483647|as 2147483647 x 4, it is stored as 8 x 4",
        "\"ids\" : 8|\"ids\" : 0|'ids' must be",
        "\"ids\" : 8|\"reals\" : 2147483647|as 6 x 2147483647, it is stored as 6 x 4",
        "\"ids\" : 8|\"nested\" : { \"letters\" : { \"ids\" : 8 } }|not stored",
        "\"ids\" : 8|\"nested\" : { }|cannot be opened",
        "\"wanted\" : \"each_token\"|\"wanted\" : \"next_token\"|asked for is NEXT_TOKEN",
        "\"wanted\" : \"each_token\"|\"wanted\" : \"everything\"|nothing is wanted 'everything'",
        "\"wanted\" : \"each_token\"|\"wanted\" : \"each_token\", \"more\" : 1|unknown field 'more'",
        "\"letters\"\\n    ]|\"letters\", \"more\"\\n    ]|lacks its entry 'lists/more.json'",
        "\"letters\"\\n    ]|\"../letters\"\\n    ]|lacks its entry 'lists/../letters.json'"
      })
  void aSpecThatCannotBeMeantIsRefused(String from, String to, String said) throws IOException {
    String spec = new String(entry(SPEC), StandardCharsets.UTF_8);
    String asked = from.replace("\\n", "\n");
    assertThat(spec).contains(asked);
    refuses(SPEC, utf8(spec.replace(asked, to.replace("\\n", "\n"))), said);
  }

  @Test
  void jsonBombsAreRefused() throws IOException {
    for (String name : List.of(SPEC, LETTERS)) {
      refuses(name, utf8("[".repeat(500_000)), "'" + name + "'");
      refuses(name, utf8("{\"a\":".repeat(100_000)), "'" + name + "'");
      refuses(name, utf8("9".repeat(900_000)), "'" + name + "'");
      refuses(name, utf8("[1e" + "9".repeat(900_000) + "]"), "'" + name + "'");
      refuses(name, utf8("[" + "{},".repeat(340_000) + "1]"), "'" + name + "'");
      refuses(name, utf8("[" + "{\"a\":1},".repeat(120_000) + "1]"), "'" + name + "'");
      refuses(name, utf8("\"" + "x".repeat(1_040_000)), "'" + name + "'");
      refuses(name, new byte[1000], "'" + name + "'");
    }
    refuses(SPEC, utf8(" ".repeat(1 << 21)), "are the most");
  }

  @Test
  void listsThatNoVocabularyIsAreRefused() throws IOException {
    refuses(LETTERS, utf8("[\"<unk>\",\"a\",\"b\",\"a\"]"), "has 'a' twice");
    refuses(LETTERS, utf8("[\"<unk>\",\"a\",\"<unk>\"]"), "has '<unk>' twice");
    refuses(LETTERS, utf8("[\"a\",\"b\"]"), "begins with '<unk>'");
    refuses(LETTERS, utf8("[]"), "begins with '<unk>'");
    refuses(LETTERS, utf8("[\"<unk>\",[\"a\"]]"), "no list of texts");
    refuses(LETTERS, utf8("[\"<unk>\",1]"), "no list of texts");
    refuses(LETTERS, utf8("[\"<unk>\",null]"), "no list of texts");
    refuses(LETTERS, utf8("[\"<unk>\"] []"), "no list of texts");
    refuses(LETTERS, utf8("[\"<unk>\",\"a\""), "'" + LETTERS + "'");
    refuses(
        LETTERS, utf8("[\"<unk>\"," + "\"\",".repeat(5_000_000) + "\"\"]"), "more entries than");
    refuses(LETTERS, utf8("[\"<unk>\"" + distinct(2_000_000) + "]"), "more entries than");
  }

  private static String distinct(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(",\"").append(Integer.toString(i, 36)).append('"');
    }
    return all.toString();
  }

  /** The weights with another header; the numbers stay. */
  private byte[] header(String text) {
    ByteBuffer old = ByteBuffer.wrap(entry(WEIGHTS)).order(ByteOrder.LITTLE_ENDIAN);
    int from = 8 + (int) old.getLong(0);
    byte[] json = utf8(text);
    ByteBuffer all = ByteBuffer.allocate(8 + json.length + old.capacity() - from);
    all.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
    return all.put(old.position(from)).array();
  }

  private String header() {
    ByteBuffer old = ByteBuffer.wrap(entry(WEIGHTS)).order(ByteOrder.LITTLE_ENDIAN);
    return new String(entry(WEIGHTS), 8, (int) old.getLong(0), StandardCharsets.UTF_8);
  }

  @Test
  void declaredLengthsOfAnySizeTakeNoMemory() throws IOException {
    long[] lengths = {
      -1, 0, 1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, 1L << 32, 1L << 53, 760, 761
    };
    for (long length : lengths) {
      byte[] hurt = entry(WEIGHTS).clone();
      ByteBuffer.wrap(hurt).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
      refuses(WEIGHTS, hurt, "'" + WEIGHTS + "'");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[8,4]|[4,8]|as 8 x 4, it is stored as 4 x 8",
        "[8,4]|[32]|no matrix",
        "[8,4]|[2,4,4]|no matrix",
        "[8,4]|[8,5]|shape [8, 5]",
        "[8,4]|[9223372036854775807,9223372036854775807]|shape",
        "[8,4]|[4294967296,4294967296]|shape",
        "[8,4]|[-8,-4]|shape",
        "[8,4]|[8,NaN]|no JSON",
        "[8,4]|[8,4.0]|whole numbers",
        "[8,4]|[1,1,1,1,1,1,1,1,1,8,4]|more than 8 numbers",
        "[0,128]|[0,9223372036854775807]|claims the bytes",
        "[0,128]|[-128,0]|claims the bytes",
        "[0,128]|[128,0]|claims the bytes",
        "[128,320]|[0,192]|must follow one another",
        "[128,320]|[124,316]|must follow one another",
        "[352,448]|[320,416]|must follow one another",
        "F32|I64|is not what its",
        "F32|F64|is not what its",
        "F32|BF16|type 'BF16'",
        "\"network/head/b\"|\"network/head/c\"|not stored",
        "\"network/head/b\"|\"network/head/W\"|no JSON",
        "\"network/head/b\"|\"__metadata__\"|must have"
      })
  void weightsThatDoNotFitAreRefused(String from, String to, String said) throws IOException {
    assertThat(header()).contains(from);
    refuses(WEIGHTS, header(header().replace(from, to)), said);
  }

  @Test
  void aHeaderOfMillionsOfTensorsTakesLittleMemory() throws IOException {
    StringBuilder all = new StringBuilder("{");
    for (int i = 0; i < 30_000; i++) {
      all.append("\"%x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},".formatted(i));
    }
    String few = all.append(header().strip().substring(1)).toString();
    refuses(WEIGHTS, header(few), "no matrix of 32-bit floats");
    refuses(WEIGHTS, header(few.repeat(4)), "are the most");
    refuses(WEIGHTS, header("{" + "\"a\":{".repeat(100_000)), "'" + WEIGHTS + "'");
    String more = "\"extra\":{\"dtype\":\"F32\",\"shape\":[0,0],\"data_offsets\":[0,0]},";
    refuses(
        WEIGHTS,
        header("{" + more + header().strip().substring(1)),
        "parameter 'extra' is stored (0 x 0), and the model has none at that path");
  }

  @Test
  void namesOfAFileNeitherBreakTheLineNorFillIt() throws IOException {
    String spec = new String(entry(SPEC), StandardCharsets.UTF_8);
    String name = "x\\n\\u2028" + "y".repeat(60_000);
    refuses(SPEC, utf8(spec.replace("\"task\"", "\"" + name + "\"")), "'task'");
    refuses(
        SPEC, utf8(spec.replace("\"cell\" : \"leak\"", "\"cell\" : \"" + name + "\"")), "no cell");
    refuses(LETTERS, utf8("[\"<unk>\",\"" + name + "\",\"" + name + "\"]"), "'x yyyy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"version\":1|\"version\":2|use a newer Rondo",
        "\"version\":1|\"version\":2147483647|use a newer Rondo",
        "\"version\":1|\"version\":9223372036854775807|names no version",
        "\"version\":1|\"version\":-1|names no version",
        "\"version\":1|\"version\":1e400|names no version",
        "\"version\":1|\"version\":\"1\"|names no version",
        "\"version\":1|\"version\":1,\"version\":1|no model file",
        "\"format\":\"rondo\"|\"format\":\"other\"|no model file of Rondo",
        "\"bytes\":768|\"bytes\":9223372036854775807|its checksum is another",
        "\"bytes\":768|\"bytes\":-768|its checksum is another",
        "\"bytes\":768|\"bytes\":\"768\"|its checksum is another",
        "\"sha256\":\"|\"sha256\":\"0|its checksum is another",
        "\"entries\":{|\"entries\":{\"lists/no.json\":{},|lacks its entry 'lists/no.json'",
        "\"entries\":{|\"entries\":[],\"other\":{|its checksum is another"
      })
  void aManifestThatLiesIsRefused(String from, String to, String said) throws IOException {
    Map<String, byte[]> forged = Forgery.unzipped(Forgery.forged(entries));
    String manifest =
        new String(forged.getOrDefault("manifest.json", new byte[0]), StandardCharsets.UTF_8);
    assertThat(manifest).contains(from);
    forged.put("manifest.json", utf8(manifest.replace(from, to)));
    Refusal refusal = new Refusal(folder.resolve("m.rondo"), rondo::model);
    assertThat(refusal.of(Forgery.zipped(forged), to)).contains(said);
  }

  /** Small pieces that each look harmless: a thousand lists, and a directory as long. */
  @Test
  void manyEntriesTakeLittleMemory() throws IOException {
    Map<String, byte[]> many = new LinkedHashMap<>(entries);
    StringBuilder names = new StringBuilder("\"letters\"");
    for (int i = 0; i < 990; i++) {
      many.put("lists/l" + i + ".json", utf8("[" + "\"\",".repeat(2_000) + "\"\"]"));
      names.append(",\"l").append(i).append('"');
    }
    String spec = new String(entry(SPEC), StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(List.of(spec.split("\"letters\"\n", 2)));
    many.put(SPEC, utf8(all.get(0) + names + "\n" + all.get(1)));
    Refusal refusal = new Refusal(folder.resolve("m.rondo"), rondo::model);
    assertThat(refusal.of(Forgery.forged(many), "lists")).contains("more entries than");
  }
}
