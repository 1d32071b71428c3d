package rondo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Demand;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.TaskSpec;

class ModelFileTest {
  @TempDir Path folder;

  private static ModelFile sample() {
    Demand demand =
        new Demand(
            Schema.NONE,
            Schema.of(
                Map.of(
                    "words", new Schema.Kind.Ids(4),
                    "shape", new Schema.Kind.Reals(2),
                    "characters",
                        new Schema.Kind.Nested(
                            Schema.of(Map.of("letters", new Schema.Kind.Ids(3)))))),
            Demand.Wanted.EACH_TOKEN,
            2);
    TreeMap<String, List<String>> lists = new TreeMap<>();
    lists.put("words", List.of("<unk>", "a \"quoted\"\nline", "\ud83d\ude00", "\ud800 half"));
    lists.put("labels", List.of("O", "B-é"));
    lists.put("none", List.of());
    TaskSpec task = new TaskSpec("ner", demand, lists, Settings.of(Map.of("scheme", "bio")));
    NetworkSpec network =
        new NetworkSpec("recurrent", demand, Settings.of(Map.of("hidden", "3", "cell", "lstm")));
    Matrix w = Matrix.of(2, 3, 1f, -0f, Float.NaN, 1f / 3, Float.MIN_VALUE, 6);
    Safetensors weights =
        new Safetensors(
            new TreeMap<>(
                Map.of(
                    "network/W", Safetensors.Floats.of(w),
                    "task/crf", Safetensors.Floats.of(Matrix.of(1, 1, 5)))),
            Collections.emptySortedMap());
    return new ModelFile(
        new ModelSpec(network, task, new TreeMap<>(Map.of("seed", "7", "data", "sha256:ab"))),
        weights);
  }

  private static byte[] bytes(ModelFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.write(out);
    return out.toByteArray();
  }

  private static ModelFile read(byte[] bytes) {
    return ModelFile.read("'test'", bytes);
  }

  private static void refuses(byte[] bytes, String... said) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(said)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void everyBitComesBack() throws IOException {
    ModelFile file = sample();
    Path path = folder.resolve("m.rondo");
    file.write(path);
    ModelFile back = ModelFile.read(path);
    assertThat(back.spec()).isEqualTo(file.spec());
    assertThat(Arrays.equals(back.weights().matrix("network/W").data(), wanted())).isTrue();
    assertThat(bytes(back)).isEqualTo(Files.readAllBytes(path));
    assertThat(read(bytes(file)).spec()).isEqualTo(file.spec());
  }

  private static float[] wanted() {
    return sample().weights().matrix("network/W").data();
  }

  @Test
  void equalModelsAreEqualFiles() throws IOException {
    assertThat(bytes(sample())).isEqualTo(bytes(sample()));
  }

  @Test
  void anyZipToolOpensIt() throws IOException {
    Map<String, byte[]> entries = Forgery.unzipped(bytes(sample()));
    assertThat(entries.keySet())
        .containsExactly(
            "manifest.json",
            "model.json",
            "lists/labels.json",
            "lists/none.json",
            "lists/words.json",
            "weights.safetensors");
    assertThat(
            new String(
                entries.getOrDefault("lists/labels.json", new byte[0]), StandardCharsets.UTF_8))
        .isEqualTo("[\n\"O\",\n\"B-é\"\n]\n");
    Path path = folder.resolve("m.rondo");
    sample().write(path);
    try (var zip = new java.util.zip.ZipFile(path.toFile())) {
      assertThat(zip.size()).isEqualTo(6);
    }
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = bytes(sample());
    for (int n = 0; n < whole.length; n++) {
      refuses(Arrays.copyOf(whole, n), "'test'");
    }
    refuses(Arrays.copyOf(whole, whole.length + 1), "damaged");
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    byte[] whole = bytes(sample());
    for (int i = 0; i < whole.length; i++) {
      byte[] hurt = whole.clone();
      hurt[i] ^= (byte) (1 << i % 8);
      refuses(hurt, "'test'");
    }
  }

  @Test
  void forgedFilesAreRefusedAndTakeLittleMemory() throws IOException {
    Map<String, byte[]> entries = Forgery.unzipped(bytes(sample()));
    List<String> names = new ArrayList<>(entries.keySet());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    Random random = new Random(3);
    byte[] tokens = "0123456789{}[]\",:-eE\0\u00ff\\nt".getBytes(StandardCharsets.ISO_8859_1);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      Map<String, byte[]> hurt = new LinkedHashMap<>(entries);
      String name = names.get(1 + random.nextInt(names.size() - 1));
      byte[] content = entries.getOrDefault(name, new byte[0]).clone();
      int reach = name.endsWith(".safetensors") ? content.length - 28 : content.length;
      for (int k = random.nextInt(5); k >= 0; k--) {
        content[random.nextInt(reach)] = tokens[random.nextInt(tokens.length)];
      }
      hurt.put(name, content);
      byte[] file = Forgery.forged(hurt);
      long before = threads.getThreadAllocatedBytes(self);
      try {
        read(file); // a label spelled otherwise is a model like another
      } catch (ModelFormatException e) {
        refused++;
      }
      assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(4 << 20);
    }
    assertThat(refused).isGreaterThan(300);
  }

  @Test
  void zipTricksAreRefused() throws IOException {
    Map<String, byte[]> entries = Forgery.unzipped(bytes(sample()));
    for (String name :
        List.of(
            "../evil",
            "/etc/evil",
            "lists/../../evil",
            "C:evil",
            "a\\b",
            "a//b",
            ".hidden",
            "lists/")) {
      Map<String, byte[]> more = new LinkedHashMap<>(entries);
      more.put(name, new byte[1]);
      refuses(Forgery.forged(more), "name that no model file holds");
    }
    Map<String, byte[]> unused = new LinkedHashMap<>(entries);
    unused.put("lists/more.json", "[]".getBytes(StandardCharsets.UTF_8));
    refuses(Forgery.forged(unused), "does not use: lists/more.json");

    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) { // deflated, with descriptors
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    refuses(packed.toByteArray(), "no model file");
    refuses(
        "<html>not found, sorry, try again later</html>".getBytes(StandardCharsets.UTF_8),
        "no model file");
  }

  @Test
  void aNameThatStandsTwiceIsRefused() throws IOException {
    List<StoredZip.Entry> all = new ArrayList<>();
    for (Map.Entry<String, byte[]> each : Forgery.unzipped(bytes(sample())).entrySet()) {
      WholeFile.Content content = out -> out.write(each.getValue());
      all.add(new StoredZip.Entry(each.getKey(), Summary.of(content), content));
    }
    all.add(all.get(2));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoredZip.write(out, all);
    refuses(out.toByteArray(), "two entries 'lists/labels.json'");
  }

  @Test
  void aMissingEntryIsNamed() throws IOException {
    for (String name : List.of("model.json", "lists/words.json", "weights.safetensors")) {
      Map<String, byte[]> less = Forgery.unzipped(bytes(sample()));
      less.remove(name);
      refuses(Forgery.zipped(less), "lacks its entry '" + name + "'");
      refuses(Forgery.forged(less), "lacks its entry '" + name + "'");
    }
  }

  @Test
  void aNewerVersionIsRefusedByASentence() throws IOException {
    Map<String, byte[]> later = new LinkedHashMap<>();
    later.put(
        "manifest.json", "{\"format\":\"rondo\",\"version\":2}".getBytes(StandardCharsets.UTF_8));
    later.put("something.new", new byte[3]);
    refuses(
        Forgery.zipped(later),
        "'test' is of version 2 of the model format, this Rondo reads up to 1; use a newer Rondo");
  }

  @Test
  void aJsonTooLargeIsRefusedUnread() throws IOException {
    Map<String, byte[]> large = Forgery.unzipped(bytes(sample()));
    large.put("model.json", " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8));
    refuses(Forgery.forged(large), "are the most");
  }

  @Test
  void aMissingFileIsSaid() {
    assertThatThrownBy(() -> ModelFile.read(folder.resolve("no.rondo")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("there is no model file '" + folder.resolve("no.rondo") + "'");
  }

  @Test
  void aListWithAnImpossibleNameIsRefusedBeforeAnythingIsWritten() throws IOException {
    ModelSpec spec = sample().spec();
    TaskSpec task =
        new TaskSpec(
            "ner", spec.task().demand(), new TreeMap<>(Map.of("../x", List.of())), Settings.NONE);
    ModelFile file =
        new ModelFile(new ModelSpec(spec.network(), task, spec.provenance()), sample().weights());
    assertThatThrownBy(() -> file.write(folder.resolve("m.rondo")))
        .hasMessageContaining("a list cannot be named '../x'");
    assertThat(folder).isEmptyDirectory();
  }
}
