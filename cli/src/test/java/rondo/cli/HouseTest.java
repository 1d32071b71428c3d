package rondo.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import rondo.engine.kernel.KernelChoice;

/** The arrows of the house: which module may see which, and what none may do. */
class HouseTest {
  private static final List<String> CELLS = List.of("rondo.rnn..", "rondo.lstm..", "rondo.gru..");

  /** Every module with classes of its own. */
  private static final List<String> MODULES =
      List.of("core", "engine", "rnn", "lstm", "gru", "seq2seq", "tasks", "onnx", "testkit", "cli");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("rondo");

  @Test
  void everyModuleIsLookedAt() { // a rule about an empty package would hold for nothing
    Set<String> found = new TreeSet<>();
    HOUSE.forEach(c -> found.add(c.getPackageName().split("\\.")[1]));
    assertThat(found).containsAll(MODULES);
    assertThat(HOUSE).noneMatch(c -> c.getSimpleName().endsWith("Test"));
  }

  @Test
  void aForbiddenArrowIsSeen() { // the engine does see Jackson, so this must fail
    assertThatThrownBy(() -> sees("rondo.engine..", "rondo.core..", "org.slf4j.."))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("com.fasterxml.jackson");
  }

  // arrows between modules

  @Test
  void coreSeesGuiceAndNothingElse() {
    sees("rondo.core..", "com.google.inject..");
  }

  @Test
  void aCellSeesCoreAlone() {
    CELLS.forEach(cell -> sees(cell, "rondo.core..", "com.google.inject.."));
  }

  @Test
  void theEngineSeesCore() {
    sees(
        "rondo.engine..",
        "rondo.core..",
        "com.google.inject..",
        "com.fasterxml.jackson..",
        "org.slf4j..",
        "jdk.incubator.vector..",
        "com.sun.management..");
  }

  @Test
  void kernelsSeeCoreAndTheirWorkers() {
    sees(
        "rondo.engine.kernel..",
        "rondo.core..",
        "rondo.engine.work..",
        "org.slf4j..",
        "jdk.incubator.vector..",
        "com.sun.management..");
  }

  @Test
  void arrangementsSeeCoreAndEngine() {
    sees("rondo.seq2seq..", "rondo.core..", "rondo.engine..", "com.google.inject..");
  }

  @Test
  void tasksSeeCoreAndEngine() {
    sees(
        "rondo.tasks..",
        "rondo.core..",
        "rondo.engine..",
        "org.slf4j..",
        "com.google.inject..",
        "opennlp..",
        "com.fasterxml.jackson..");
  }

  @Test
  void onnxIoSeesCoreAndEngine() {
    sees(
        "rondo.onnx..",
        "rondo.core..",
        "rondo.engine..",
        "com.google.inject..",
        "com.google.protobuf..",
        "com.fasterxml.jackson..",
        "org.slf4j..",
        "ai.onnxruntime..");
  }

  @Test
  void theTestkitSeesWhatACellIsProvedWith() {
    sees(
        "rondo.testkit..",
        "rondo.core..",
        "rondo.engine..",
        "rondo.onnx..",
        "com.google.inject..",
        "com.fasterxml.jackson..",
        "com.sun.management..",
        "com.sun.net.httpserver..",
        "org.junit.jupiter..",
        "org.opentest4j..",
        "org.assertj..");
  }

  @Test
  void theCommandLineMeetsPluginsOnlyWhenItRuns() {
    sees(
        "rondo.cli..",
        "rondo.core..",
        "rondo.engine..",
        "rondo.tasks..",
        "com.fasterxml.jackson..",
        "me.tongfei..",
        "org.slf4j..",
        "picocli..",
        "javax.management.."); // of Java itself, to ask how much memory there is
  }

  @Test
  void noModuleDependsOnOneThatDependsOnIt() {
    slices().matching("rondo.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void thePackagesOfTheEngineHaveNoCycle() {
    slices().matching("rondo.engine.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  // one home for each idea

  @Test
  void onlyOnnxIoKnowsTheRuntimeAndTheWireFormat() {
    noClasses()
        .that(outside("rondo.onnx.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.onnxruntime..", "com.google.protobuf..")
        .check(HOUSE);
  }

  @Test
  void onlyKernelsKnowVectors() {
    noClasses()
        .that(outside("rondo.engine.kernel.."))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(HOUSE);
  }

  @Test
  void kernelsAreChosenInOnePlace() {
    noClasses()
        .that(outside("rondo.engine.kernel.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("rondo.engine.kernel..").and(not(equivalentTo(KernelChoice.class))))
        .check(HOUSE);
  }

  @Test
  void onlyTheConsolePrints() {
    noClasses()
        .that(ours().and(not(equivalentTo(Console.class))))
        .should()
        .accessField(System.class, "in")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(HOUSE);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    noClasses()
        .that(outside("rondo.cli.."))
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(HOUSE);
  }

  // what none may do

  @Test
  void nothingIsSerializedByJava() {
    noClasses()
        .should()
        .dependOnClassesThat(
            equivalentTo(ObjectInputStream.class).or(equivalentTo(ObjectOutputStream.class)))
        .check(HOUSE);
  }

  @Test
  void stateTravelsInArguments() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(HOUSE);
    fields()
        .that()
        .areDeclaredInClassesThat(ours())
        .and()
        .areStatic()
        .should()
        .beFinal()
        .check(HOUSE);
  }

  @Test
  void namesSayTheDomainWord() {
    classes()
        .that(ours())
        .should()
        .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)$")
        .andShould()
        .haveNameNotMatching(".*\\.(Abstract|Base)[A-Z].*")
        .check(HOUSE);
  }

  @Test
  void whatIsNotMadeForExtensionIsFinal() {
    classes()
        .that(ours())
        .and()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(HOUSE);
  }

  /** Generated code is nobody's. */
  private static DescribedPredicate<JavaClass> ours() {
    return resideInAPackage("rondo..").and(not(resideInAnyPackage("rondo.onnx.proto..", "onnx..")));
  }

  private static DescribedPredicate<JavaClass> outside(String home) {
    return resideInAPackage("rondo..").and(not(resideInAPackage(home)));
  }

  private static void sees(String who, String... others) {
    List<String> all = new ArrayList<>(List.of(others));
    all.add(who);
    all.add("java..");
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(who)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(all.toArray(new String[0]));
    rule.check(HOUSE);
  }
}
