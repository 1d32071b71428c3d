package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Plugin;
import rondo.core.PluginException;
import rondo.engine.tiny.TinyPlugin;

/** Plugins in jars that are compiled here, as a stranger would compile them. */
class PluginsTest {
  private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

  @TempDir Path work;

  /** A backend is the smallest thing that a plugin can contribute. */
  private static String backend(String type, String name) {
    return """
        package org.acme;
        public final class %s implements rondo.core.Backend {
          public String name() { return "%s"; }
          public rondo.core.Runner open(rondo.core.Model<?, ?> m, rondo.core.Device d) {
            throw new UnsupportedOperationException();
          }
        }
        """
        .formatted(type, name);
  }

  private static String plugin(String type, String api, String body) {
    return """
        package org.acme;
        public final class %s extends rondo.core.Plugin {
          public %s() { super(%s); }
          protected void contribute() { %s }
        }
        """
        .formatted(type, type, api, body);
  }

  /** Compiles sources, whose first names the plugin, and packs them. */
  private Path jar(Path jar, boolean named, String... sources) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createTempDirectory(work, "classes");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")));
    String first = "";
    for (String source : sources) {
      String name = source.replaceFirst("(?s).*?class (\\w+).*", "$1");
      first = first.isEmpty() ? name : first;
      Path file = Files.createDirectories(classes.resolve("src")).resolve(name + ".java");
      arguments.add(Files.writeString(file, source).toString());
    }
    OutputStream sink = OutputStream.nullOutputStream();
    String[] all = arguments.toArray(String[]::new);
    assertThat(javac.run(null, sink, System.err, all)).isZero();
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path file : compiled.filter(p -> p.toString().endsWith(".class")).sorted().toList()) {
        out.putNextEntry(
            new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        out.write(Files.readAllBytes(file));
      }
      if (named) {
        out.putNextEntry(new JarEntry(SERVICE));
        out.write(("# ours\norg.acme." + first + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private Path acme(String jar, String backend) throws IOException {
    return jar(
        work.resolve(jar),
        true,
        plugin("AcmePlugin", "API", "backend(Acme.class);"),
        backend("Acme", backend));
  }

  private static void refuses(List<Path> folders, String... said) {
    assertThatThrownBy(() -> Plugins.load(folders))
        .isInstanceOf(PluginException.class)
        .hasMessageContainingAll(said)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void theEngineIsFoundOnTheClassPath() {
    Plugins plugins = Plugins.load();
    assertThat(plugins.backends().names()).contains("native");
    assertThat(plugins.networks().names()).contains("recurrent");
    assertThat(plugins.all()).hasAtLeastOneElementOfType(EnginePlugin.class);
  }

  @Test
  void aJarInAFolderContributes() throws IOException {
    Path jar = acme("folder/acme.jar", "acme");
    assertThat(Plugins.load(List.of(jar.getParent())).backends().names())
        .contains("acme", "native");
    assertThat(Plugins.load(List.of(jar)).backends().names()).contains("acme"); // named itself
    assertThat(Plugins.load(List.of(jar, jar.getParent())).backends().names()).contains("acme");
  }

  @Test
  void aLibraryMayStandBesideItsPlugin() throws IOException {
    Path lib = jar(work.resolve("folder/lib.jar"), false, backend("Base", "base"));
    assertThat(lib).exists();
    acme("folder/acme.jar", "acme");
    assertThat(Plugins.load(List.of(work.resolve("folder"))).backends().names()).contains("acme");
  }

  @Test
  void tasksAreFoundByAliasToo() {
    Plugins plugins = Plugins.of(new EnginePlugin(), new TinyPlugin());
    assertThat(plugins.task("shift")).isSameAs(plugins.task("caesar"));
    assertThat(plugins.tasks().names()).containsExactly("caesar");
    assertThatThrownBy(() -> plugins.task("shfit"))
        .hasMessageContaining("no task named 'shfit'; known: caesar, shift. Did you mean 'shift'?");
  }

  @Test
  void twoOfOneNameNameBothClassesAndJars() throws IOException {
    acme("folder/acme.jar", "native");
    refuses(
        List.of(work.resolve("folder")),
        "two backends are named 'native': ",
        "rondo.engine.NativeBackend in ",
        "org.acme.Acme in acme.jar",
        "take one of the jars off the class path or out of --plugins");
  }

  @Test
  void onePluginInTwoJarsNamesBoth() throws IOException {
    acme("folder/acme-1.jar", "acme");
    acme("folder/acme-2.jar", "acme");
    refuses(
        List.of(work.resolve("folder")),
        "plugin org.acme.AcmePlugin is in two jars",
        "acme-1.jar",
        "acme-2.jar");
  }

  @Test
  void anotherApiVersionIsRefused() throws IOException {
    Path jar = jar(work.resolve("f/new.jar"), true, plugin("NewPlugin", "API + 1", ""));
    refuses(
        List.of(jar),
        "plugin org.acme.NewPlugin in new.jar was built for version 2 of the plugin interface, this Rondo has 1");
  }

  @Test
  void aFolderThatIsNotThereOrHasNoJarIsSaid() throws IOException {
    refuses(List.of(work.resolve("no")), "there is no folder '" + work.resolve("no") + "'");
    Path empty = Files.createDirectory(work.resolve("empty"));
    refuses(List.of(empty), "there is no jar in --plugins " + empty);
  }

  @Test
  void aJarWithoutAPluginOrThatIsNoJarIsSaid() throws IOException {
    Path lib = jar(work.resolve("folder/lib.jar"), false, backend("Base", "base"));
    refuses(List.of(lib.getParent()), "no jar in --plugins", "is a plugin", SERVICE);
    Path text =
        Files.writeString(Files.createDirectory(work.resolve("t")).resolve("a.jar"), "text");
    refuses(List.of(text.getParent()), "a.jar cannot be read as a jar");
  }

  @Test
  void aPluginThatFailsIsNamed() throws IOException {
    Path thrower =
        jar(
            work.resolve("a/thrower.jar"),
            true,
            plugin("Thrower", "number()", "")
                .replace(
                    "protected",
                    "static int number() { throw new IllegalStateException(\"no luck\"); } protected"));
    refuses(List.of(thrower), "plugin org.acme.Thrower in thrower.jar cannot be made", "no luck");

    Path late =
        jar(
            work.resolve("b/late.jar"),
            true,
            plugin("Late", "API", "throw new IllegalStateException(\"too late\");"));
    refuses(List.of(late), "plugin org.acme.Late in late.jar cannot be used", "too late");

    Path lacking =
        jar(
            work.resolve("c/lacking.jar"),
            true,
            plugin("Lacking", "API", "backend(Gone.class);"),
            backend("Gone", "gone"));
    without(lacking, "org/acme/Gone.class");
    refuses(
        List.of(lacking), "plugin org.acme.Lacking in lacking.jar cannot be used", "org/acme/Gone");

    Path unmade =
        jar(
            work.resolve("d/unmade.jar"),
            true,
            plugin("Unmade", "API", "backend(Shy.class);"),
            backend("Shy", "shy").replace("public String", "private Shy() {} public String"));
    refuses(List.of(unmade), "No injectable constructor for type org.acme.Shy;");

    Path absent = jar(work.resolve("e/absent.jar"), true, plugin("Absent", "API", ""));
    without(absent, "org/acme/Absent.class");
    refuses(List.of(absent), "a plugin of --plugins cannot be loaded: org.acme.Absent not found");
  }

  private static void without(Path jar, String entry) throws IOException {
    Path less = jar.resolveSibling("less");
    try (JarFile in = new JarFile(jar.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(less))) {
      for (JarEntry each : (Iterable<JarEntry>) in.stream()::iterator) {
        if (!each.getName().equals(entry)) {
          out.putNextEntry(new JarEntry(each.getName()));
          out.write(in.getInputStream(each).readAllBytes());
        }
      }
    }
    Files.delete(jar);
    Files.move(less, jar);
  }

  @Test
  void theThreadsContextClassLoaderIsAskedToo() throws IOException {
    URL[] urls = {acme("x/acme.jar", "acme").toUri().toURL()};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader context = new URLClassLoader(urls, before)) {
      thread.setContextClassLoader(context);
      Plugins plugins = Plugins.load();
      assertThat(plugins.backends().names()).contains("acme", "native"); // what both see, once
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader()); // sees no Rondo at all
      assertThat(Plugins.load().backends().names()).contains("native").doesNotContain("acme");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aContextWithAnotherRondoIsLeftAlone() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader other =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(other);
      assertThat(Plugins.load().all()).allMatch(p -> p.getClass().getClassLoader() != other);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(each).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  @Test
  void aShadedJarFindsItsPluginsUnderAForeignContext() throws Exception {
    Path shaded = shaded(acme("y/acme.jar", "acme"));
    URL[] urls = {shaded.toUri().toURL()};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader own = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(before);
      Class<?> plugins = own.loadClass(Plugins.class.getName());
      assertThat(plugins).isNotSameAs(Plugins.class);
      Object loaded = plugins.getMethod("load").invoke(null);
      Object backends = plugins.getMethod("backends").invoke(loaded);
      Object names = backends.getClass().getMethod("names").invoke(backends);
      assertThat(names.toString()).contains("acme").contains("native");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * One jar of all there is on the class path, with the service files joined as shading joins them.
   */
  private Path shaded(Path extra) throws IOException {
    Path all = work.resolve("all.jar");
    Set<String> written = new LinkedHashSet<>();
    StringBuilder services = new StringBuilder();
    List<String> path =
        new ArrayList<>(
            Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
    path.removeIf(p -> p.matches(".*(junit|assertj|opentest|byte-buddy|surefire|test-classes).*"));
    path.add(extra.toString());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(all))) {
      out.setLevel(0); // for speed
      for (String each : path) {
        if (Files.isDirectory(Path.of(each))) {
          addFolder(Path.of(each), out, written, services);
        } else if (each.endsWith(".jar")) {
          addJar(Path.of(each), out, written, services);
        }
      }
      out.putNextEntry(new JarEntry(SERVICE));
      out.write(services.toString().getBytes(StandardCharsets.UTF_8));
    }
    return all;
  }

  private static void addFolder(
      Path folder, JarOutputStream out, Set<String> written, StringBuilder services)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        add(name, Files.readAllBytes(file), out, written, services);
      }
    }
  }

  private static void addJar(
      Path jar, JarOutputStream out, Set<String> written, StringBuilder services)
      throws IOException {
    try (JarFile in = new JarFile(jar.toFile())) {
      for (JarEntry each : (Iterable<JarEntry>) in.stream()::iterator) {
        if (!each.isDirectory() && !each.getName().matches("META-INF/.*\\.(SF|RSA|MF)")) {
          add(each.getName(), in.getInputStream(each).readAllBytes(), out, written, services);
        }
      }
    }
  }

  private static void add(
      String name, byte[] bytes, JarOutputStream out, Set<String> written, StringBuilder services)
      throws IOException {
    if (name.equals(SERVICE)) {
      services.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
    } else if (written.add(name)) {
      out.putNextEntry(new JarEntry(name));
      out.write(bytes);
    }
  }

  @Test
  void anUnknownNameNamesTheNearest() {
    Plugins plugins = Plugins.of(new EnginePlugin(), new TinyPlugin());
    assertThatThrownBy(() -> plugins.cells().get("leek"))
        .hasMessage(
            "no cell named 'leek'; known: leak. Did you mean 'leak'? "
                + "Is its plugin's jar on the class path or in --plugins?");
    assertThatCode(() -> plugins.cells().get("leak")).doesNotThrowAnyException();
  }
}
