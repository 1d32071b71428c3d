package rondo.engine;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.CellType;
import rondo.core.Importer;
import rondo.core.ModelSpec;
import rondo.core.Named;
import rondo.core.Origin;
import rondo.core.Plugin;
import rondo.core.Settings;
import rondo.core.StoredModel;

/**
 * A format of somebody else's: a model file in a shell. Its importer asks for the cells that there
 * are, as one must that finds them in graphs.
 */
public final class ShellPlugin extends Plugin {
  private static final String SHELL = "SHELL";

  public ShellPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    importer(Shell.class);
  }

  static byte[] shell(byte[] model) {
    byte[] all = Arrays.copyOf(SHELL.getBytes(StandardCharsets.US_ASCII), 5 + model.length);
    System.arraycopy(model, 0, all, 5, model.length);
    return all;
  }

  /** Reads it. */
  public static final class Shell implements Importer {
    private final Set<CellType> cells;

    @Inject
    Shell(Set<CellType> cells) {
      this.cells = cells;
    }

    @Override
    public String name() {
      return "shell";
    }

    @Override
    public boolean knows(byte[] beginning) {
      return new String(beginning, StandardCharsets.ISO_8859_1).startsWith(SHELL);
    }

    @Override
    public StoredModel read(Origin origin, Settings options) {
      Path file = ((Origin.File) origin).path();
      try {
        byte[] bytes = Files.readAllBytes(file);
        Origin within = new Origin.Bytes(origin.name(), Arrays.copyOfRange(bytes, 5, bytes.length));
        StoredModel model = new RondoFormat().read(within, options);
        SortedMap<String, String> told = new TreeMap<>(model.spec().provenance());
        told.put("cells", cells.stream().map(Named::name).sorted().toList().toString());
        return StoredModel.of(
            new ModelSpec(model.spec().network(), model.spec().task(), told), model.weights());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
