package rondo.onnx;

import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.core.Backend;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Model;
import rondo.core.Options;
import rondo.core.Runner;
import rondo.core.Settings;

/**
 * Runs trained models on ONNX Runtime, on the processor or on a GPU. On a GPU it first looks where
 * each node is computed: the runtime leaves what reckons with shapes to the processor, rightly, but
 * a recurrent operator or a product there is a fall back, which is refused unless asked for.
 */
public final class OrtBackend implements Backend {
  private static final Logger LOG = LoggerFactory.getLogger(OrtBackend.class);

  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public String version() {
    return OrtModel.version();
  }

  @Override
  public Options options() {
    return OrtTuning.OPTIONS;
  }

  @Override
  public Runner open(Model<?, ?> model, Device device) {
    return open(model, device, Settings.NONE);
  }

  @Override
  public Runner open(Model<?, ?> model, Device device, Settings options) {
    OrtTuning tuning = OrtTuning.of(options);
    if (device.kind() == Device.Kind.CUDA) {
      look(model, device, tuning);
    }
    Runner runner = OrtRunner.open(model, device, tuning);
    boolean each = model.spec().network().demand().wanted() == Demand.Wanted.EACH_TOKEN;
    return model.network().together() ? runner : new Apart(runner, each);
  }

  private static void look(Model<?, ?> model, Device device, OrtTuning tuning) {
    Placement placement = Placement.of(model, device, tuning);
    if (!tuning.fallback()) {
      placement.requireOn(device);
    }
    LOG.info("{}: {}", device, placement.summary());
  }

  @Override
  public SortedMap<String, String> placement(Model<?, ?> model, Device device, Settings options) {
    return Placement.of(model, device, OrtTuning.of(options)).lines();
  }
}
