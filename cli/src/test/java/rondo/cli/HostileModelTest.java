package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.ModelFormatException;
import rondo.engine.Rondo;
import rondo.tasks.Ner;

/** A tagger with all its parts, damaged and forged; forgeries have checksums that are right. */
class HostileModelTest {
  private static final int MUTATIONS = 300;
  private static final long ROOM = 64 << 20; // bytes that a refusal may take beyond the file's size

  private final Rondo rondo = Rondo.load();
  @TempDir Path folder;

  private void refuses(byte[] bytes, String what, String said) throws IOException {
    Path file = Files.write(folder.resolve("m.rondo"), bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    Throwable thrown = catchThrowable(() -> rondo.open(file, Ner.class).close());
    long taken = threads.getThreadAllocatedBytes(self) - before;
    assertThat(thrown)
        .as(what)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(file.toString(), said)
        .message()
        .doesNotContain("\n");
    assertThat(taken).as(what).isLessThan(bytes.length + ROOM);
  }

  @Test
  void damagedModelsAreRefused() throws IOException {
    byte[] whole = VersionOneTest.bytes("lstm.rondo");
    Random random = new Random(1);
    for (int i = 0; i < MUTATIONS; i++) {
      int at = random.nextInt(whole.length);
      byte[] hurt = Arrays.copyOf(whole, i % 3 == 0 ? at : whole.length);
      if (i % 3 > 0) {
        hurt[at] ^= (byte) (1 << random.nextInt(8));
      }
      refuses(hurt, "mutation " + i, "");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "model.json|\"hidden\" : \"6\"|\"hidden\" : \"2147483647\"|'hidden' must be",
        "model.json|\"hidden\" : \"6\"|\"hidden\" : \"65536\"|it is stored as",
        "model.json|\"characters.hidden\" : \"3\"|\"characters.hidden\" : \"65536\"|it is stored as",
        "model.json|\"layers\" : \"1\"|\"layers\" : \"64\"|not stored",
        "model.json|\"cell\" : \"lstm\"|\"cell\" : \"gru\"|cannot be opened",
        "model.json|\"cell\" : \"lstm\"|\"cell\" : \"mine\"|no cell named 'mine'",
        "model.json|\"cell.clip\" : \"0\"|\"cell.clip\" : \"NaN\"|'clip' must be",
        "model.json|\"cell.activations\" : \"|\"cell.activations\" : \"no |cannot be opened",
        "model.json|\"outputs\" : 9|\"outputs\" : 2147483647|cannot be opened",
        "model.json|\"outputs\" : 9|\"outputs\" : 8|cannot be opened",
        "model.json|\"ids\" : 28|\"ids\" : 29|it is stored as 28 x 6",
        "model.json|\"characters\" : \"true\"|\"characters\" : \"false\"|the lists of a 'ner' model",
        "model.json|\"longest-word\" : \"20\"|\"longest-word\" : \"2000000000\"|'longest-word' must",
        "model.json|\"scheme\" : \"bioes\"|\"scheme\" : \"iob2\"|is no tag of scheme iob2",
        "model.json|\"scheme\" : \"bioes\"|\"scheme\" : \"none\"|'scheme' must be",
        "model.json|\"tokenizer\" : \"regex\"|\"tokenizer\" : \"none\"|'tokenizer' must be",
        "model.json|\"unknown-rate\"|\"other\"|no option named 'other'",
        "lists/tags.json|\"B-LOC\"|\"O\"|stands twice",
        "lists/tags.json|\"B-LOC\"|\"\"|is no tag",
        "lists/tags.json|\"B-LOC\"|\"X-LOC\"|is no tag",
        "lists/tags.json|\"B-LOC\",||the lists of a 'ner' model",
        "lists/words.json|\"London\"|\"Ada\"|has 'Ada' twice",
        "lists/words.json|\"London\",||the lists of a 'ner' model",
        "lists/words.json|\"London\"|\"London\", \"More\"|the lists of a 'ner' model",
        "lists/words.json|\"<unk>\"|\"unk\"|begins with '<unk>'",
        "lists/characters.json|\"a\"|\"e\"|has 'e' twice",
        "lists/characters.json|\"a\",||the lists of a 'ner' model",
        "weights.safetensors|task/crf/A|task/crf/B|not stored",
        "weights.safetensors|[9,9]|[81]|is no matrix"
      })
  void forgedModelsAreRefused(String entry, String from, String to, String said)
      throws IOException {
    Map<String, byte[]> entries = unzipped(VersionOneTest.bytes("lstm.rondo"));
    String text = new String(bytes(entries, entry), StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    // padded, so that the header of weights keeps its length
    String as = entry.endsWith(".safetensors") ? "%-" + from.length() + "s" : "%s";
    String changed = text.replaceFirst(Pattern.quote(from), as.formatted(to == null ? "" : to));
    entries.put(entry, changed.getBytes(StandardCharsets.ISO_8859_1));
    refuses(forged(entries), to, said);
  }

  /** The forger forges well: left alone, the model opens. */
  @Test
  void aModelPutTogetherAgainIsTheSame() throws IOException {
    byte[] whole = VersionOneTest.bytes("lstm.rondo");
    Path file = Files.write(folder.resolve("m.rondo"), forged(unzipped(whole)));
    try (Ner ner = rondo.open(file, Ner.class)) {
      assertThat(ner.answer(List.of("Ada", "lived", "in", "Vienna", "."))).hasSize(2);
    }
  }

  private static byte[] bytes(Map<String, byte[]> entries, String name) {
    return entries.getOrDefault(name, new byte[0]);
  }

  private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        entries.put(e.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  /** A file with these entries and a manifest that fits. */
  private static byte[] forged(Map<String, byte[]> entries) {
    StringBuilder manifest = new StringBuilder();
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      if (!each.getKey().equals("manifest.json")) {
        manifest
            .append(manifest.isEmpty() ? "" : ",")
            .append("\"%s\":{\"bytes\":%d,".formatted(each.getKey(), each.getValue().length))
            .append("\"sha256\":\"%s\"}".formatted(sha256(each.getValue())));
      }
    }
    String whole = "{\"format\":\"rondo\",\"version\":1,\"entries\":{" + manifest + "}}";
    Map<String, byte[]> all = new LinkedHashMap<>(entries);
    all.put("manifest.json", whole.getBytes(StandardCharsets.UTF_8));
    return zipped(all);
  }

  /** Records of a zip as the format wants them: stored, without times, flags or extras. */
  private static byte[] zipped(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      byte[] name = each.getKey().getBytes(StandardCharsets.US_ASCII);
      CRC32 crc = new CRC32();
      crc.update(each.getValue());
      ByteBuffer fields = littleEndian(26).putShort((short) 10).putInt(0).putShort((short) 0);
      fields.putShort((short) 0x21).putInt((int) crc.getValue());
      fields.putInt(each.getValue().length).putInt(each.getValue().length);
      fields.putShort((short) name.length);
      int at = out.size();
      out.writeBytes(littleEndian(4).putInt(0x04034b50).array());
      out.writeBytes(fields.array());
      out.writeBytes(name);
      out.writeBytes(each.getValue());
      directory.writeBytes(littleEndian(6).putInt(0x02014b50).putShort((short) 10).array());
      directory.writeBytes(fields.array());
      directory.writeBytes(littleEndian(14).putInt(10, at).array());
      directory.writeBytes(name);
    }
    ByteBuffer end = littleEndian(22).putInt(0x06054b50).putInt(0);
    end.putShort((short) entries.size()).putShort((short) entries.size());
    end.putInt(directory.size()).putInt(out.size());
    out.writeBytes(directory.toByteArray());
    out.writeBytes(end.array());
    return out.toByteArray();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
