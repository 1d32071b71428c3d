package rondo.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import rondo.core.DataException;
import rondo.core.Importer;
import rondo.core.ModelFormatException;
import rondo.core.Named;
import rondo.core.Origin;
import rondo.core.PluginException;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.StoredModel;

/** Reads models by whichever importer knows their content. */
record Formats(Registry<Importer> importers) {
  /** What a stream still holds; it is left open. */
  static Origin stream(String name, InputStream in) {
    try {
      return new Origin.Bytes(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e, e);
    }
  }

  /** A resource of the class path, as {@code owner} sees it. */
  static Origin resource(Class<?> owner, String resource) {
    String name = "resource '" + resource + "'";
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new UncheckedIOException(
            new IOException(
                "there is no %s beside %s; is it on the class path?"
                    .formatted(name, owner.getName())));
      }
      return stream(name, in);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e, e);
    }
  }

  StoredModel read(Origin origin) {
    return read(origin, knowing(origin).name(), Map.of());
  }

  StoredModel read(Origin origin, String importer, Map<String, String> options) {
    return asked(origin, importer, options, Importer::read);
  }

  List<Importer.Note> report(Origin origin, String importer, Map<String, String> options) {
    return asked(origin, importer, options, Importer::report);
  }

  Importer knowing(Origin origin) {
    byte[] beginning = origin.beginning(Importer.BEGINNING);
    List<Importer> knowing =
        importers.all().stream().filter(each -> each.knows(beginning)).toList();
    if (knowing.isEmpty()) {
      throw new ModelFormatException(
          "%s is no model file: it is in none of the formats that are known (%s)"
              .formatted(origin.name(), String.join(", ", importers.names())));
    }
    if (knowing.size() > 1) {
      throw new PluginException(
          "%s is taken for its own by more than one importer: %s; name one of them"
              .formatted(origin.name(), knowing.stream().map(Named::name).toList()));
    }
    return knowing.get(0);
  }

  private interface Asking<A> {
    A of(Importer importer, Origin origin, Settings options);
  }

  /**
   * Importers say what is wrong with a file; what they did not foresee is the file's fault too,
   * unless somebody said options of which one may be meant.
   */
  private <A> A asked(
      Origin origin, String importer, Map<String, String> options, Asking<A> asking) {
    Importer chosen = importers.get(importer);
    Settings filled = chosen.options().fill(options);
    try {
      return asking.of(chosen, origin, filled);
    } catch (PluginException | DataException | UncheckedIOException e) {
      throw e;
    } catch (ModelFormatException e) {
      boolean named = String.valueOf(e.getMessage()).contains(origin.name());
      throw named
          ? e
          : new ModelFormatException(origin.name() + " cannot be opened: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw options.isEmpty() ? unforeseen(origin, e) : e;
    } catch (RuntimeException e) {
      throw unforeseen(origin, e);
    }
  }

  private static ModelFormatException unforeseen(Origin origin, RuntimeException e) {
    return new ModelFormatException(origin.name() + " cannot be opened: " + e, e);
  }
}
