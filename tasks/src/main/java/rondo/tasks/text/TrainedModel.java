package rondo.tasks.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import rondo.core.Settings;

/**
 * The bytes of a trained model of OpenNLP: from a file, or from a model jar on the class path,
 * which says in its {@code model.properties} what it holds. A model jar may be named as a file,
 * too.
 *
 * @param option the option that named it
 * @param name what the option said
 */
record TrainedModel(String option, String name, byte[] bytes) {
  static final String PREFIX = "opennlp:";

  /** What is recorded where nothing trained is used. */
  static final String NONE = "none";

  private static final int LARGEST = 256 << 20; // bytes; the ones that exist have half a million

  /** The model behind {@code opennlp:LANGUAGE} or {@code opennlp:FILE}. */
  static TrainedModel find(String option, String name, String kind, String jar) {
    String which = name.substring(PREFIX.length());
    try {
      byte[] bytes =
          which.matches("[a-z]{2,3}")
              ? ofLanguage(option, name, which, kind, jar)
              : ofFile(option, name, which, kind);
      return new TrainedModel(option, name, bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s '%s' cannot be read: %s".formatted(option, name, e.getMessage()), e);
    }
  }

  private static byte[] ofFile(String option, String name, String file, String kind)
      throws IOException {
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "%s '%s': there is no file %s; name a model file of OpenNLP, or a language such as 'en'"
              .formatted(option, name, path.toAbsolutePath()));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return file.endsWith(".jar") ? inJar(in, file, kind) : bounded(in, file);
    }
  }

  private static byte[] inJar(InputStream in, String file, String kind) throws IOException {
    ZipInputStream jar = new ZipInputStream(in);
    for (ZipEntry each = jar.getNextEntry(); each != null; each = jar.getNextEntry()) {
      if (each.getName().contains(kind) && each.getName().endsWith(".bin")) {
        return bounded(jar, file);
      }
    }
    throw new IOException(file + " holds no such model");
  }

  private static byte[] ofLanguage(
      String option, String name, String language, String kind, String jar) throws IOException {
    ClassLoader loader = TrainedModel.class.getClassLoader();
    List<URL> jars = Collections.list(loader.getResources("model.properties"));
    for (URL each : jars) {
      Properties says = properties(each);
      String file = says.getProperty("model.name", "");
      if (language.equals(says.getProperty("model.language", "")) && file.contains(kind)) {
        try (InputStream in = loader.getResourceAsStream(file)) {
          if (in != null) {
            return bounded(in, file);
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "%s '%s': no such model is on the class path; add org.apache.opennlp:%s-%s, or name a model"
                .formatted(option, name, jar, language)
            + " file as opennlp:FILE");
  }

  private static Properties properties(URL from) throws IOException {
    Properties properties = new Properties();
    try (Reader in = new InputStreamReader(from.openStream(), StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }

  private static byte[] bounded(InputStream in, String file) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new IOException(file + " is larger than " + LARGEST + " bytes");
    }
    return bytes;
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The option that records which trained model an option meant. */
  static String recording(String option) {
    return option + "-sha256";
  }

  /** Refuses another model than the one that options record; where none is used, none is wrong. */
  static void same(Settings options, String option, String found) {
    String recorded = options.values().getOrDefault(recording(option), NONE);
    if (!recorded.equals(NONE) && !found.equals(NONE) && !recorded.equals(found)) {
      throw new IllegalArgumentException(
          "%s '%s' is another model than in training: its SHA-256 is %s, recorded is %s; use the one"
                  .formatted(option, options.text(option), found, recorded)
              + " of the training, or train again");
    }
  }

  /** What OpenNLP makes, or a sentence on how to get OpenNLP. */
  static <T> T withOpenNlp(String option, String name, Supplier<T> made) {
    try {
      return made.get();
    } catch (NoClassDefFoundError e) {
      throw new IllegalArgumentException(
          "%s '%s' is OpenNLP's, which is not on the class path; add org.apache.opennlp:opennlp-tools"
              .formatted(option, name),
          e);
    }
  }

  /** The sentence for bytes that OpenNLP cannot read. */
  IllegalArgumentException unreadable(String what, Exception cause) {
    return new IllegalArgumentException(
        "%s '%s' is no %s model of OpenNLP, or a damaged one (%s)"
            .formatted(option, name, what, cause.getMessage()),
        cause);
  }
}
