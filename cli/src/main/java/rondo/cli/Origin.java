package rondo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Properties;

/** Where things come from: Rondo's version, a class's jar. */
final class Origin {
  private Origin() {}

  /** Rondo's version; a build that was not packaged has none. */
  static String version() throws IOException {
    String place = "/META-INF/maven/org.rondonlp/rondo-cli/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = Origin.class.getResourceAsStream(place)) {
      if (in != null) {
        properties.load(in);
      }
    }
    return properties.getProperty("version", "development");
  }

  /** The jar's file name, or the folder. */
  static String jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "an unknown place";
    }
    Path path = Path.of(URI.create(source.getLocation().toString()));
    return path.getFileName() == null ? path.toString() : path.getFileName().toString();
  }
}
