package rondo.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import rondo.core.Evaluation;

/**
 * Where a model comes from, as its file tells it: the filled recipe with the hashes of its data,
 * the seed in it, what it was made with, how good it was. The same training gives the same words,
 * so nothing of the clock is among them.
 */
final class Provenance {
  private Provenance() {}

  static SortedMap<String, String> of(Recipe filled, String kernels) {
    SortedMap<String, String> all = new TreeMap<>();
    filled
        .values()
        .forEach(
            (key, value) -> {
              if (!RecipeKeys.PASSING.contains(key) && !value.isEmpty()) {
                all.put("recipe." + key, value);
              }
            });
    all.put("rondo", version());
    all.put("jdk", Runtime.version().toString());
    all.put("kernels", kernels);
    return all;
  }

  /** The same after an evaluation on the dev data. */
  static SortedMap<String, String> with(SortedMap<String, String> before, Evaluation evaluation) {
    SortedMap<String, String> all = new TreeMap<>(before);
    evaluation.values().forEach((name, value) -> all.put("dev." + name, value.toString()));
    return all;
  }

  /** Rondo's version; a build that was not packaged has none. */
  static String version() {
    String place = "/META-INF/maven/org.rondonlp/rondo-engine/pom.properties";
    try (InputStream in = Provenance.class.getResourceAsStream(place)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      throw new UncheckedIOException("Rondo's own jar cannot be read", e);
    }
  }

  /** The SHA-256 of a file; of a folder, that of the names and contents of its files. */
  static String sha256(Path path) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      if (Files.isDirectory(path)) {
        for (Path file : files(path)) {
          digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
          digest(file, digest);
        }
      } else {
        digest(path, digest);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("'" + path + "' cannot be read: " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256, this one says no", e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void digest(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[1 << 16];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    }
  }
}
