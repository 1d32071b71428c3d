package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.cli.doctor.Finding;
import rondo.cli.doctor.Workings;
import rondo.core.Backend;
import rondo.core.Device;
import rondo.core.DeviceException;
import rondo.core.Model;
import rondo.core.Plugin;
import rondo.core.Runner;
import rondo.engine.Plugins;
import rondo.engine.Rondo;

class DoctorTest {
  @Test
  void whatIsHereIsToldAndADeviceThatIsAskedForMustWork() throws IOException {
    Transcript said = Transcript.of("doctor", "--json", "--device", "cuda:77");
    assertThat(said.exit()).as(said.out()).isEqualTo(Exit.DEVICE);
    assertThat(said.err()).isEmpty();
    Map<String, String> levels = new LinkedHashMap<>();
    for (String line : said.out().lines().toList()) {
      JsonNode found = new ObjectMapper().readTree(line);
      assertThat(found.get("text").asText()).isNotEmpty();
      levels.put(found.get("name").asText(), found.get("level").asText());
    }
    assertThat(levels.keySet())
        .containsExactly(
            "rondo",
            "java",
            "system",
            "memory",
            "encoding",
            "terminal",
            "temporary files",
            "this folder",
            "plugins",
            "kernels",
            "training",
            "backend native",
            "backend onnxruntime",
            "device cuda:77");
    assertThat(levels.remove("device cuda:77")).isEqualTo("fail");
    assertThat(levels.values()).isSubsetOf("ok", "warn");
    assertThat(said.out())
        .containsPattern("scalar \\d+\\.\\d GFLOP/s")
        .contains("\"ONNX Runtime cannot use cuda:77 (");
  }

  /** A backend that starts, and cannot be had when it is needed. */
  private static final class Gone implements Backend {
    @Override
    public String name() {
      return "gone";
    }

    @Override
    public Runner open(Model<?, ?> model, Device device) {
      throw new DeviceException("the cable is out; put it in");
    }
  }

  /** Brings it. */
  private static final class GonePlugin extends Plugin {
    GonePlugin() {
      super(API);
    }

    @Override
    protected void contribute() {
      backend(Gone.class);
    }
  }

  @Test
  void aBackendThatDoesNotAnswerFails() {
    List<Plugin> all = new ArrayList<>(Plugins.load().all());
    all.add(new GonePlugin());
    Rondo rondo = Rondo.of(Plugins.of(all.toArray(Plugin[]::new)));
    assertThat(new Workings(rondo).findings(Device.CPU))
        .contains(Finding.fail("backend gone", "the cable is out; put it in"))
        .filteredOn(Finding::failed)
        .hasSize(1);
  }
}
