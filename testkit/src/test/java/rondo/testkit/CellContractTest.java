package rondo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import rondo.core.CellType;
import rondo.core.Settings;
import rondo.engine.kernel.KernelChoice;

/**
 * The contract proves cells, and this proves the contract: right cells keep it, and one that is
 * wrong in a single thing fails in the test that is there for it.
 */
class CellContractTest {
  private static final String KERNELS = "vectorKernelsAnswerAsScalarOnes";

  static List<Candidate> right() {
    return Candidate.right();
  }

  static List<Candidate> wrong() {
    return Candidate.wrong();
  }

  @ParameterizedTest
  @MethodSource("right")
  void rightCellKeepsThePromisesItMakes(Candidate candidate) {
    Map<String, Status> verdicts = judge(candidate);
    Set<String> unasked = new TreeSet<>();
    if (!candidate.streams()) {
      unasked.addAll(
          Set.of(
              "gradientAtEachStepIsSeen",
              "streamEqualsWhole",
              "unrollEqualsForward",
              "onnxRuntimeStreamsAsNative"));
    }
    if (KernelChoice.all().size() == 1) {
      unasked.add(KERNELS);
    }
    Map<String, Status> expected = new TreeMap<>();
    promises()
        .forEach(p -> expected.put(p, unasked.contains(p) ? Status.ABORTED : Status.SUCCESSFUL));
    assertThat(verdicts).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongCellIsCaughtByTheTestThatIsThereForIt(Candidate candidate) {
    assertThat(judge(candidate)).containsEntry(candidate.caughtBy(), Status.FAILED);
  }

  @Test
  void eachTestOfTheContractCatchesSomething() {
    Set<String> catching = wrong().stream().map(Candidate::caughtBy).collect(Collectors.toSet());
    Set<String> all = promises();
    if (KernelChoice.all().size() == 1) {
      all.remove(KERNELS);
    }
    assertThat(catching).isEqualTo(all);
    assertThat(wrong()).extracting(Candidate::what).doesNotHaveDuplicates();
  }

  private static Set<String> promises() {
    return Arrays.stream(CellContract.class.getDeclaredMethods())
        .filter(m -> m.isAnnotationPresent(ParameterizedTest.class))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What each test of the contract says of a candidate. */
  private static Map<String, Status> judge(Candidate candidate) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(Judged.class))
            .configurationParameter("candidate", candidate.what())
            .build();
    Map<String, Status> verdicts = new TreeMap<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                String name = id.getLegacyReportingName().replaceAll("\\(.*", "");
                if (id.isTest() || result.getStatus() == Status.FAILED) {
                  verdicts.put(name, result.getStatus());
                }
              }
            });
    return verdicts;
  }

  /** The contract of the candidate that the request names. */
  @ExtendWith(Named.class)
  static final class Judged extends CellContract {
    private final Candidate candidate;

    Judged(Candidate candidate) {
      this.candidate = candidate;
    }

    @Override
    protected CellType type() {
      return candidate.type();
    }

    @Override
    protected boolean streams() {
      return candidate.streams();
    }

    @Override
    protected boolean runsOnOnnxRuntime(Settings options) {
      return candidate.runsOnOnnxRuntime();
    }
  }

  /** Finds the candidate that the request names. */
  static final class Named implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Candidate.class;
    }

    @Override
    public Candidate resolveParameter(ParameterContext parameter, ExtensionContext context) {
      String name = context.getConfigurationParameter("candidate").orElse("");
      return Stream.concat(right().stream(), wrong().stream())
          .filter(c -> c.what().equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no candidate '" + name + "'"));
    }
  }
}
