package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.engine.model.Forgery;
import rondo.engine.tiny.Caesar;
import rondo.engine.tiny.TinyPlugin;

/** What zip allows, and a model file does not. */
class ZipTricksTest {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  private final Rondo rondo = Rondo.of(Plugins.of(new EnginePlugin(), new TinyPlugin()));
  @TempDir Path folder;
  private byte[] whole = {};
  private Map<String, byte[]> entries = Map.of();

  @BeforeEach
  void readModel() throws IOException {
    try (InputStream in = RondoTest.class.getResourceAsStream("version1.rondo")) {
      whole = Objects.requireNonNull(in).readAllBytes();
    }
    entries = Forgery.unzipped(whole);
  }

  private void refuses(byte[] bytes, String what, String... said) throws IOException {
    Refusal refusal =
        new Refusal(folder.resolve("m.rondo"), file -> rondo.open(file, Caesar.class).close());
    String sentence = refusal.of(bytes, what);
    for (String each : said) {
      assertThat(sentence).as(what).contains(each);
    }
  }

  /** Where the records of this kind begin. */
  private List<Integer> places(int kind) {
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, whole.length - 3)
        .filter(i -> bytes.getInt(i) == kind)
        .boxed()
        .toList();
  }

  private byte[] changed(int at, int bytes, long value) {
    ByteBuffer changed = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes == 2) {
      changed.putShort(at, (short) value);
    } else {
      changed.putInt(at, (int) value);
    }
    return changed.array();
  }

  /** The file with other bytes in the place of some. */
  private byte[] spliced(int at, int gone, byte[] more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(whole, 0, at);
    out.writeBytes(more);
    out.write(whole, at + gone, whole.length - at - gone);
    return out.toByteArray();
  }

  @Test
  void everyFieldOfEveryRecordMustBeWhatItIs() throws IOException {
    long[] odd = {0, 1, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_ffffL};
    int[] local = {4, 6, 8, 10, 12, 26, 28}; // of two bytes; 14, 18, 22 are of four
    int[] central = {4, 6, 8, 10, 12, 14, 28, 30, 32, 34, 36};
    int[] end = {4, 6, 8, 10, 20};
    assertThat(places(LOCAL)).hasSize(4);
    assertThat(places(CENTRAL)).hasSize(4);
    for (long value : odd) {
      fields(places(LOCAL), local, 2, value);
      fields(places(LOCAL), new int[] {14, 18, 22}, 4, value);
      fields(places(CENTRAL), central, 2, value);
      fields(places(CENTRAL), new int[] {16, 20, 24, 38, 42}, 4, value);
      fields(places(END), end, 2, value);
      fields(places(END), new int[] {12, 16}, 4, value);
    }
  }

  private void fields(List<Integer> records, int[] fields, int bytes, long value)
      throws IOException {
    for (int record : records) {
      for (int field : fields) {
        byte[] hurt = changed(record + field, bytes, value);
        if (!Arrays.equals(hurt, whole)) {
          refuses(hurt, "field %d of the record at %d as %x".formatted(field, record, value));
        }
      }
    }
  }

  @Test
  void nothingStandsBeforeBetweenOrBehind() throws IOException {
    byte[] more = "more".getBytes(StandardCharsets.US_ASCII);
    refuses(spliced(0, 0, more), "before", "no model file");
    refuses(spliced(places(LOCAL).get(1), 0, more), "between", "damaged");
    refuses(spliced(places(CENTRAL).get(0), 0, more), "before the directory", "damaged");
    refuses(spliced(places(END).get(0), 0, more), "before the end", "damaged");
    refuses(spliced(whole.length, 0, more), "behind", "damaged");
    refuses(spliced(whole.length, 0, whole), "two files", "damaged");
    int end = places(END).get(0);
    refuses(spliced(end, 0, Arrays.copyOfRange(whole, end, whole.length)), "two ends", "damaged");
    byte[] comment = spliced(whole.length, 0, more);
    comment[whole.length - 2] = (byte) more.length;
    refuses(comment, "a comment", "damaged");
  }

  @Test
  void theDirectoryIsThatOfTheEntries() throws IOException {
    List<Integer> at = places(CENTRAL);
    byte[] second = Arrays.copyOfRange(whole, at.get(1), at.get(2));
    byte[] third = Arrays.copyOfRange(whole, at.get(2), at.get(3));
    byte[] turned = Arrays.copyOf(third, second.length + third.length);
    System.arraycopy(second, 0, turned, third.length, second.length);
    refuses(spliced(at.get(1), turned.length, turned), "turned round", "damaged");
    refuses(spliced(at.get(1), second.length, new byte[0]), "one missing");
    refuses(spliced(at.get(1), 0, second), "one twice", "damaged");
    byte[] overlapping = third.clone(); // the third entry is said to begin where the second does
    System.arraycopy(second, 42, overlapping, 42, 4);
    refuses(spliced(at.get(2), third.length, overlapping), "overlapping", "damaged");
  }

  @Test
  void entriesStandOnceAndUnderPlainNames() throws IOException {
    for (String name :
        List.of("../x", "/x", "lists/../../x", "C:x", "a\\b", "a//b", ".x", "x/", "", "x\0", "é")) {
      byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(whole, 0, places(LOCAL).get(1));
      ByteBuffer header = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
      header.putInt(LOCAL).putShort((short) 10).putInt(0).putShort((short) 0);
      header.putShort((short) 0x21).putInt(0).putInt(0).putInt(0);
      out.writeBytes(header.putShort((short) text.length).array());
      out.writeBytes(text);
      out.write(whole, places(LOCAL).get(1), whole.length - places(LOCAL).get(1));
      refuses(out.toByteArray(), "name '" + name + "'", "name");
    }
    int second = places(LOCAL).get(1);
    int third = places(LOCAL).get(2);
    byte[] twice = Arrays.copyOfRange(whole, second, third);
    refuses(spliced(third, 0, twice), "an entry twice", "two entries 'model.json'");
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 1001; i++) {
      ByteBuffer header = ByteBuffer.allocate(35).order(ByteOrder.LITTLE_ENDIAN);
      header.putInt(LOCAL).putShort((short) 10).putInt(0).putShort((short) 0);
      header.putShort((short) 0x21).putInt(0).putInt(0).putInt(0).putShort((short) 5);
      header.putShort((short) 0).put("e%04d".formatted(i).getBytes(StandardCharsets.US_ASCII));
      many.writeBytes(header.array());
    }
    refuses(spliced(second, 0, many.toByteArray()), "too many", "more than 1000 entries");
  }

  /** 64 MB of zeros in a few kilobytes, with descriptors as streams write them and without. */
  @Test
  void compressedEntriesAreNotUnpacked() throws IOException {
    for (boolean first : List.of(true, false)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.US_ASCII)) {
        for (Map.Entry<String, byte[]> each : entries.entrySet()) {
          boolean packed = first || each.getKey().equals("weights.safetensors");
          byte[] content = packed ? new byte[64 << 20] : each.getValue();
          put(zip, each.getKey(), content, packed ? ZipEntry.DEFLATED : ZipEntry.STORED);
        }
      }
      assertThat(out.size()).isLessThan(300_000);
      refuses(out.toByteArray(), "packed");
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content, int method)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(method);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    if (method == ZipEntry.STORED) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setCrc(crc.getValue());
      entry.setSize(content.length);
    }
    zip.putNextEntry(entry);
    zip.write(content);
  }

  /** The fields of zip64 promise up to 2^63 bytes. */
  @Test
  void lengthsOfZip64AreRefused() throws IOException {
    int second = places(LOCAL).get(1);
    int name = "model.json".length();
    for (long size : new long[] {5, 1L << 32, Long.MAX_VALUE, -1}) {
      ByteBuffer extra = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
      extra.putShort((short) 1).putShort((short) 16).putLong(size).putLong(size);
      ByteBuffer hurt =
          ByteBuffer.wrap(spliced(second + 30 + name, 0, extra.array()))
              .order(ByteOrder.LITTLE_ENDIAN);
      hurt.putInt(second + 18, -1).putInt(second + 22, -1).putShort(second + 28, (short) 20);
      refuses(hurt.array(), "zip64 of " + size);
    }
  }

  /** With right directories the checksum alone is wrong: of the zip, of the manifest, of both. */
  @Test
  void checksumsAreVerified() throws IOException {
    for (String name : entries.keySet()) {
      if (!name.equals("manifest.json")) {
        Map<String, byte[]> changed = new LinkedHashMap<>(entries);
        byte[] content = entries.getOrDefault(name, new byte[0]).clone();
        content[content.length / 2] ^= 1;
        changed.put(name, content);
        refuses(Forgery.zipped(changed), "another " + name, "checksum is another", name);
      }
    }
    int local = places(LOCAL).get(3);
    int central = places(CENTRAL).get(3);
    byte[] hurt = whole.clone();
    hurt[local + 14] ^= 1;
    hurt[central + 16] ^= 1;
    refuses(hurt, "another CRC", "checksum is another", "weights.safetensors");
  }
}
