package rondo.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Kernels;

/** The choice is made once a JVM, so most of these tests start one of their own. */
class KernelChoiceTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** What such a JVM runs: names its kernels and checks all of them. */
  static final class Checked {
    public static void main(String[] args) {
      System.out.println("best: " + KernelChoice.best().name());
      for (Kernels kernels : KernelChoice.all()) {
        KernelContract.all(kernels);
        System.out.println("checked: " + kernels.name());
      }
    }
  }

  /** Only names its kernels. */
  static final class Named {
    public static void main(String[] args) {
      System.out.println("best: " + KernelChoice.best().name());
    }
  }

  @Test
  void thisJvmUsesVectorsIfItHasThem() {
    boolean has = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(KernelChoice.best().name()).startsWith(has && Fused.HARDWARE ? "vector" : "scalar");
    assertThat(KernelChoice.all()).hasSize(has && Fused.HARDWARE ? 2 : 1);
  }

  @Test
  void withoutTheModuleLoopsArePlain() throws Exception {
    assertThat(run(Checked.class)).contains("best: scalar", "checked: scalar");
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32})
  void shorterVectorsAreRightToo(int bytes) throws Exception {
    List<String> lines = run(Checked.class, VECTORS, "-XX:MaxVectorSize=" + bytes);
    if (Fused.HARDWARE) {
      assertThat(lines).hasSize(3);
      String vector = lines.get(0).substring("best: ".length());
      // shorter ones still where the machine has no others
      assertThat(vector).matches("vector \\((2|4|8|16) lanes\\)");
      assertThat(lines).contains("checked: scalar", "checked: " + vector);
    }
  }

  @Test
  void withoutFusedMultiplyAddLoopsAreScalarAndRight() throws Exception {
    assertThat(run(Checked.class, VECTORS, "-XX:-UseFMA"))
        .containsExactly("best: scalar", "checked: scalar");
  }

  @Test
  void scalarCanBeAskedFor() throws Exception {
    assertThat(run(Named.class, VECTORS, "-Drondo.kernels=scalar")).contains("best: scalar");
  }

  @Test
  void vectorsThatAreNotThereAreMissedInOneSentence() throws Exception {
    assertThat(run(Named.class, "-Drondo.kernels=vector"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .endsWith(
                        "rondo.kernels=vector needs a JVM started with"
                            + " --add-modules jdk.incubator.vector"));
    assertThat(KernelChoice.vectors("vector", true)).isTrue();
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> KernelChoice.vectors("avx", true))
        .hasMessage("rondo.kernels is 'avx'; it can be vector or scalar");
  }

  private static List<String> run(Class<?> main, String... flags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().filter(line -> !line.startsWith("WARNING")).toList();
  }
}
