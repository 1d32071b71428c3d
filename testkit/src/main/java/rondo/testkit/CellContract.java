package rondo.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.CellType;
import rondo.core.Settings;
import rondo.engine.kernel.KernelChoice;

/**
 * What every cell proves, ours or not. Extend it in a test, say which type is meant, and all of
 * these tests run for it:
 *
 * <pre>{@code
 * class LeakyTest extends CellContract {
 *   @Override
 *   protected CellType type() {
 *     return new LeakyType();
 *   }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CellContract {
  private static final List<Shape> FIFTY = Shape.random(50, 1);
  private static final List<Shape> SOME = Shape.random(15, 2);
  private static final List<Shape> EIGHT = Shape.random(8, 3);
  private static final List<Shape> FEW = List.of(new Shape(4, 3, 2, 5), new Shape(9, 18, 33, 40));
  private static final List<Shape> LONG = List.of(new Shape(400, 3, 2, 3));

  /** The type under test. */
  protected abstract CellType type();

  /**
   * The options under which it is tested, one after the other; what is left out is as it is where
   * nothing is said. Name at least each option that changes the equations.
   */
  protected List<Map<String, String>> variants() {
    return List.of(Map.of());
  }

  /**
   * A limit to be declared: whether a sequence may come a piece at a time. Of a cell that says no,
   * its ports must say the same.
   */
  protected boolean streams() {
    return true;
  }

  /**
   * A limit to be declared: whether ONNX Runtime computes these options as we do. Where the answer
   * is no, it must be true that it does not.
   */
  protected boolean runsOnOnnxRuntime(Settings options) {
    return true;
  }

  /** What is tested: the type under each of the variants. */
  final Stream<Subject> subjects() {
    return variants().stream().map(given -> new Subject(type(), type().options().fill(given)));
  }

  // its gradients

  @ParameterizedTest
  @MethodSource("subjects")
  void gradientsAgreeWithDifferencesOfTheLoss(Subject subject) {
    subject.at(FIFTY, Learning::agreesWithDifferences);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void gradientsAgreeWhereOnlyTheSequenceHasOne(Subject subject) {
    subject.at(SOME, Learning::agreesForSequenceAlone);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void gradientsAgreeWhereOnlyTheFinalStateHasOne(Subject subject) {
    subject.at(SOME, Learning::agreesForFinalStateAlone);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void twoForwardAndBackPairsAccumulate(Subject subject) {
    subject.at(SOME, Learning::accumulates);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void gradientAtEachStepIsSeen(Subject subject) {
    assumeTrue(streams(), "a cell that does not stream");
    subject.at(EIGHT, Seeing::watchedCellAnswersAsItself);
    subject.at(EIGHT, Seeing::gradientAtEachStepIsSeen);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void fixedInputChangesNoOtherGradient(Subject subject) {
    subject.at(SOME, Learning::leavesOutAFixedInput);
  }

  // its answers

  @ParameterizedTest
  @MethodSource("subjects")
  void predictEqualsForward(Subject subject) {
    subject.at(SOME, Running::predictEqualsForward);
    subject.at(SOME, Running::predictOfRecurringInputsEqualsForward);
    subject.at(LONG, Running::longPredictEqualsForward);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void noneIsZeros(Subject subject) {
    subject.at(SOME, Running::noneIsZeros);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void streamEqualsWhole(Subject subject) {
    assumeTrue(streams(), "a cell that does not stream");
    subject.at(SOME, Streaming::streamEqualsWhole);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void unrollEqualsForward(Subject subject) {
    assumeTrue(streams(), "a cell that does not stream");
    subject.at(SOME, Streaming::unrollEqualsForward);
    subject.at(SOME, Streaming::unrollTakesGradientsOfEachState);
    subject.at(SOME, Streaming::unrollTellsEachState);
    subject.at(SOME, Streaming::unrollOfNoStepsIsItsStart);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void valuesPastALengthChangeNothing(Subject subject) {
    subject.at(SOME, Running::valuesPastLengthsChangeNothing);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void rowsPastALengthAreZero(Subject subject) {
    subject.at(SOME, Running::rowsPastLengthsAreZero);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void finalStateIsTheOneAtTheLength(Subject subject) {
    subject.at(SOME, Running::finalStateIsTheOneAtTheLength);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void statePartZeroIsTheOutputAtTheLength(Subject subject) {
    subject.at(SOME, Running::statePartZeroIsTheOutputAtTheLength);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void contentsOfFreshMemoryChangeNothing(Subject subject) {
    subject.at(SOME, Running::contentsOfFreshMemoryChangeNothing);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void inputsAndWeightsAreLeftAsTheyWere(Subject subject) {
    subject.at(SOME, Running::inputsAndWeightsAreLeftAsTheyWere);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void threadsChangeNoBit(Subject subject) {
    subject.at(FEW, Running::threadsChangeNoBit);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void vectorKernelsAnswerAsScalarOnes(Subject subject) {
    assumeTrue(
        KernelChoice.all().size() > 1, "no vector kernels: --add-modules jdk.incubator.vector");
    subject.at(Shape.awkward(), Running::kernelsAnswerAlike);
  }

  // its graph

  @ParameterizedTest
  @MethodSource("subjects")
  void whatIsWrittenIsReadBack(Subject subject) {
    Interchange.whatIsWrittenIsReadBack(subject);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void onnxRuntimeAnswersAsNative(Subject subject) {
    subject.onOnnxRuntime(
        runsOnOnnxRuntime(subject.options()), Interchange::onnxRuntimeAnswersAsNative);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void onnxRuntimeStreamsAsNative(Subject subject) {
    assumeTrue(streams(), "a cell that does not stream");
    subject.onOnnxRuntime(
        runsOnOnnxRuntime(subject.options()), Interchange::onnxRuntimeStreamsAsNative);
  }

  // its making

  @ParameterizedTest
  @MethodSource("subjects")
  void cellIsWhatItsSpecSays(Subject subject) {
    Making.cellIsWhatItsSpecSays(subject, streams());
    subject.at(SOME, Making::outputHasTheWidthsOfThePorts);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void sameSeedMakesSameWeights(Subject subject) {
    Making.sameSeedMakesSameBits(subject);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void wrongShapeIsRefusedNamingBothShapes(Subject subject) {
    subject.at(FEW, Making::wrongWidthIsRefused);
    subject.at(FEW, Making::wrongStateIsRefused);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void unknownOptionIsRefused(Subject subject) {
    Making.unknownOptionIsRefused(subject);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everyOptionIsExplainedAndChecked(Subject subject) {
    Making.everyOptionIsExplainedAndChecked(subject);
  }
}
