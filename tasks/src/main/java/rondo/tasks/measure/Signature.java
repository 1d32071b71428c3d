package rondo.tasks.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * All that one must know to compute the same score again, in the fields of sacreBLEU's signatures.
 * The version names the program that computed, so it is Rondo's: that another one gives the same
 * score is a claim with a test, not a fact about this score.
 */
final class Signature {
  private static final String VERSION = version();
  private static final int VARIOUS = -1;

  private final String settings;
  private int references; // of each sentence; 0 before the first one

  Signature(String settings) {
    this.settings = settings;
  }

  /** Counts the references of one sentence. */
  void references(int more) {
    references = references == 0 || references == more ? more : VARIOUS;
  }

  @Override
  public String toString() {
    String n = references == VARIOUS ? "var" : "" + references;
    return "nrefs:" + n + "|" + settings + "|version:rondo-" + VERSION;
  }

  /** That of the jar; a build that was not packaged has none. */
  private static String version() {
    String place = "/META-INF/maven/org.rondonlp/rondo-tasks/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = Signature.class.getResourceAsStream(place)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Rondo's own jar cannot be read", e);
    }
    return properties.getProperty("version", "development");
  }
}
