package rondo.engine;

import java.nio.file.Path;
import java.util.List;
import rondo.core.Exporter;
import rondo.core.Importer;
import rondo.core.Model;
import rondo.core.Options;
import rondo.core.Origin;
import rondo.core.Settings;
import rondo.core.StoredModel;
import rondo.engine.model.ModelFile;

/** Rondo's own format, {@code .rondo}, which comes in and goes out by the doors of all formats. */
public final class RondoFormat implements Exporter, Importer {
  private static final byte[] ZIP = {'P', 'K'};

  @Override
  public String name() {
    return "rondo";
  }

  @Override
  public Options options() {
    return Options.NONE;
  }

  @Override
  public <I, O> Exported export(Model<I, O> model, List<I> real, Path file, Settings options) {
    ModelFile.of(model).write(file);
    return new Exported(List.of(file), "every bit of the model stands in it");
  }

  /** A file that stops within its first bytes is taken for one of these, too. */
  @Override
  public boolean knows(byte[] beginning) {
    return beginning.length >= ZIP.length && beginning[0] == ZIP[0] && beginning[1] == ZIP[1];
  }

  @Override
  public StoredModel read(Origin origin, Settings options) {
    ModelFile file =
        origin instanceof Origin.Bytes b
            ? ModelFile.read(b.name(), b.bytes())
            : ModelFile.read(((Origin.File) origin).path());
    return StoredModel.of(file.spec(), file.weights().matrices());
  }
}
