package rondo.engine;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.core.Plugin;
import rondo.core.PluginException;

/**
 * Finds plugins: those of Rondo's class loader, those of the thread's, those in folders of jars.
 */
final class Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
  private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

  private final Map<String, Plugin> byClass = new TreeMap<>();

  private Discovery() {}

  static List<Plugin> find(List<Path> folders) {
    ClassLoader own = Discovery.class.getClassLoader();
    Discovery found = new Discovery();
    found.look(own, "the class path");
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null && context != own && seesThisRondo(context)) {
      found.look(context, "the thread's context class loader");
    }
    if (!folders.isEmpty()) {
      // never closed: plugins load classes for as long as they are used
      found.look(new URLClassLoader("plugins", urls(folders), own), "--plugins");
    }
    found.byClass.values().forEach(Discovery::requireThisApi);
    LOG.debug("plugins: {}", found.byClass.keySet());
    return List.copyOf(found.byClass.values());
  }

  /** A class and the jar or folder it comes from. */
  static String describe(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return type.getName();
    }
    String[] path = source.getLocation().getPath().split("/");
    return type.getName() + " in " + path[path.length - 1];
  }

  private void look(ClassLoader loader, String where) {
    try {
      ServiceLoader.load(Plugin.class, loader).stream().forEach(this::make);
    } catch (ServiceConfigurationError | LinkageError e) {
      String what = String.valueOf(e.getMessage()).replaceFirst("^.*: Provider ", "");
      throw new PluginException(
          "a plugin of %s cannot be loaded: %s; repair its jar or take it away"
              .formatted(where, what),
          e);
    }
  }

  private void make(ServiceLoader.Provider<Plugin> provider) {
    Class<?> type = provider.type();
    try {
      // one class that two loaders see is one plugin
      byClass.computeIfAbsent(type.getName(), name -> provider.get());
    } catch (ServiceConfigurationError | LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new PluginException(
          "plugin %s cannot be made: %s; repair its jar or take it away"
              .formatted(describe(type), cause),
          cause);
    }
  }

  /** A container may show its threads another Rondo; its plugins are no plugins of this one. */
  private static boolean seesThisRondo(ClassLoader context) {
    try {
      return Class.forName(Plugin.class.getName(), false, context) == Plugin.class;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void requireThisApi(Plugin plugin) {
    if (plugin.apiVersion() != Plugin.API) {
      throw new PluginException(
          "plugin %s was built for version %d of the plugin interface, this Rondo has %d; take a build of it for this Rondo"
              .formatted(describe(plugin.getClass()), plugin.apiVersion(), Plugin.API));
    }
  }

  // folders of jars

  private static URL[] urls(List<Path> folders) {
    List<URL> urls = new ArrayList<>();
    Map<String, Path> named = new TreeMap<>();
    for (Path folder : folders) {
      boolean any = false;
      for (Path jar : jars(folder)) {
        List<String> plugins = pluginsOf(jar);
        for (String plugin : plugins) {
          Path other = named.putIfAbsent(plugin, jar);
          if (other != null && !other.toAbsolutePath().equals(jar.toAbsolutePath())) {
            throw new PluginException(
                "plugin %s is in two jars, %s and %s; keep one of them"
                    .formatted(plugin, other, jar));
          }
        }
        any |= !plugins.isEmpty();
        urls.add(url(jar));
      }
      if (!any) {
        throw new PluginException(
            "no jar in --plugins %s is a plugin: none names its plugin class in %s"
                .formatted(folder, SERVICE));
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static List<Path> jars(Path folder) {
    if (Files.isRegularFile(folder)) {
      return List.of(folder);
    }
    if (!Files.isDirectory(folder)) {
      throw new PluginException(
          "there is no folder '" + folder + "' for --plugins; create it and put jars into it");
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> jars = all.filter(p -> p.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new PluginException(
            "there is no jar in --plugins " + folder + "; put the plugins' jars into it");
      }
      return jars;
    } catch (IOException e) {
      throw new PluginException("--plugins " + folder + " cannot be listed: " + e, e);
    }
  }

  /** The classes that a jar names as plugins. */
  private static List<String> pluginsOf(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry(SERVICE);
      if (entry == null) {
        LOG.debug("{} names no plugin; it serves as a library of those beside it", jar);
        return List.of();
      }
      String text = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new PluginException(
          "--plugins " + jar + " cannot be read as a jar: " + e.getMessage(), e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new PluginException("--plugins " + jar + " cannot be named as a URL", e);
    }
  }
}
