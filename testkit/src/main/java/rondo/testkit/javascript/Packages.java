package rondo.testkit.javascript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that holds ONNX Runtime for Node and for browsers. */
public record Packages(Path folder) {
  /** Of both. */
  public static final String VERSION = "1.30.0";

  private static final List<String> NAMES = List.of("onnxruntime-node", "onnxruntime-web");
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** The folder with the packages in it, which npm fetches where they are not there yet. */
  public static Packages in(Path folder) throws IOException {
    Packages packages = new Packages(Files.createDirectories(folder).toRealPath());
    if (!packages.whole()) {
      List<String> words = new ArrayList<>(List.of("npm", "install", "--ignore-scripts"));
      words.addAll(List.of("--no-audit", "--no-fund", "--no-save"));
      words.addAll(List.of("--prefix", packages.folder.toString()));
      NAMES.forEach(name -> words.add(name + "@" + VERSION));
      try (Program npm = Program.start(words, packages.folder, Map.of())) {
        npm.end(LIMIT);
      }
    }
    return packages;
  }

  private boolean whole() throws IOException {
    Path modules = folder.resolve("node_modules");
    boolean whole = Files.exists(modules.resolve(".package-lock.json")); // npm writes it last
    for (String name : whole ? NAMES : List.<String>of()) {
      Path about = modules.resolve(name).resolve("package.json");
      whole &= Files.exists(about) && Files.readString(about).contains('"' + VERSION + '"');
    }
    return whole;
  }

  /** Whether the programs that Node's runtime takes are there. */
  public static boolean node() {
    return found("npm").isPresent() && found("node").isPresent();
  }

  /** The browser, if npm and one are there. */
  public static Optional<Path> browser() {
    return found("npm").flatMap(npm -> found("chromium", "chromium-browser", "google-chrome"));
  }

  /** The first program of any of these names. */
  static Optional<Path> found(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
