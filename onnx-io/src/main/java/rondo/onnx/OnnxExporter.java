package rondo.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.core.Exporter;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.graph.Graph;
import rondo.engine.model.SpecTexts;
import rondo.engine.model.WholeFile;

/**
 * Writes a trained model as an ONNX file that any ONNX runtime can run and that says in its
 * metadata all that is needed to use it. Nothing is written that was not run against the model
 * first.
 *
 * <pre>
 * rondo.format           1
 * rondo.task             ner
 * rondo.proof            what was compared, and how closely
 * model.json, lists/*    the spec, as it stands in a model file
 * </pre>
 */
public final class OnnxExporter implements Exporter {
  /** The version of what the metadata say. */
  public static final int FORMAT = 1;

  private static final Logger LOG = LoggerFactory.getLogger(OnnxExporter.class);

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public Options options() {
    return Options.NONE;
  }

  @Override
  public List<Path> export(Model<?, ?> model, Path file, Settings options) {
    return export(model, file, List.of());
  }

  /** Exports after a comparison on real inputs too. */
  public List<Path> export(Model<?, ?> model, Path file, List<Inputs> real) {
    Map<String, Graph> graphs = model.task().write(model.network(), Task.Form.ANSWER);
    Graph graph = graphs.get("");
    if (graph == null || graphs.size() > 1) {
      throw new IllegalArgumentException(
          "a '%s' model is written as the graphs %s, and only a single one can be proved"
              .formatted(model.task().spec().type(), graphs.keySet()));
    }
    Proof proof = new Proof(model, real);
    describe(graph, model, proof);
    byte[] bytes = OnnxFile.write(graph);
    double apart = proof.check(bytes);
    WholeFile.write(file, out -> out.write(bytes));
    LOG.info("{}: {} bytes, scores at most {} apart from the model's", file, bytes.length, apart);
    return List.of(file);
  }

  private static void describe(Graph graph, Model<?, ?> model, Proof proof) {
    graph.metadata("rondo.format", Integer.toString(FORMAT));
    graph.metadata("rondo.task", model.task().spec().type());
    graph.metadata("rondo.proof", proof.says());
    SpecTexts.write(model.spec()).forEach(graph::metadata);
  }
}
