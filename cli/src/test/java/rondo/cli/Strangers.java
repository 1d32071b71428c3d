package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The plugins among the examples, which know Rondo no better than anybody's would. */
final class Strangers {
  private Strangers() {}

  /** A jar of each, as its own build would make it. */
  static void into(Path jars) throws IOException {
    List<Path> projects;
    try (Stream<Path> all = Files.list(Path.of("../examples"))) {
      projects = all.filter(p -> p.getFileName().toString().startsWith("plugin-")).toList();
    }
    assertThat(projects).isNotEmpty();
    for (Path project : projects) {
      Path main = project.resolve("src/main");
      Path classes = Files.createTempDirectory(jars, "classes");
      compile(files(main.resolve("java")), classes);
      Path jar = jars.resolve(project.getFileName() + ".jar");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (Path from : List.of(classes, main.resolve("resources"))) {
          for (Path file : files(from)) {
            String name = from.relativize(file).toString().replace('\\', '/');
            out.putNextEntry(new JarEntry(name));
            out.write(Files.readAllBytes(file));
          }
        }
      }
    }
  }

  private static void compile(List<Path> sources, Path classes) {
    List<String> words = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    sources.forEach(f -> words.add(f.toString()));
    OutputStream sink = OutputStream.nullOutputStream();
    String[] all = words.toArray(String[]::new);
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, sink, sink, all)).isZero();
  }

  private static List<Path> files(Path under) throws IOException {
    try (Stream<Path> all = Files.walk(under)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
