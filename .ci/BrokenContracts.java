import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Works for .ci/break-cells: compiles one source at a time, and says which test of a contract fails
 * with it. Its argument is the list of all folders of built classes. Each line it reads names a
 * test class, a source, which may be missing, and a folder for what is compiled from it, with tabs
 * between them; each is answered by "caught", "kept" or "error", and by what.
 */
public final class BrokenContracts {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private BrokenContracts() {}

  public static void main(String[] args) throws Exception {
    BufferedReader jobs =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
      String[] job = line.split("\t", -1);
      System.out.println("verdict\t" + judge(args[0], job[0], job[1], job[2]));
    }
  }

  private static String judge(String built, String test, String source, String folder)
      throws Exception {
    if (!source.isEmpty()) {
      String wrong = compile(built, source, folder);
      if (!wrong.isEmpty()) {
        return "error\tdoes not compile: " + wrong;
      }
    }
    List<URL> places = new ArrayList<>(List.of(Path.of(folder).toUri().toURL()));
    for (String each : built.split(File.pathSeparator)) {
      places.add(Path.of(each).toUri().toURL());
    }
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    try (URLClassLoader classes = new URLClassLoader(places.toArray(URL[]::new), usual)) {
      thread.setContextClassLoader(classes);
      return run(classes.loadClass(test));
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private static String compile(String built, String source, String folder) throws Exception {
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = JAVAC.getStandardFileManager(complaints, null, null)) {
      String path = built + File.pathSeparator + System.getProperty("java.class.path");
      List<String> options = List.of("-proc:none", "-nowarn", "-cp", path, "-d", folder);
      boolean fine =
          JAVAC
              .getTask(null, files, complaints, options, null, files.getJavaFileObjects(source))
              .call();
      return fine ? "" : complaints.getDiagnostics().get(0).toString().replaceAll("\\s+", " ");
    }
  }

  /** The contract's tests one after the other, that of the gradients first, until one fails. */
  private static String run(Class<?> test) {
    List<Method> all = new ArrayList<>();
    for (Class<?> c = test; c != Object.class; c = c.getSuperclass()) {
      all.addAll(
          Arrays.stream(c.getDeclaredMethods())
              .filter(m -> m.isAnnotationPresent(ParameterizedTest.class))
              .collect(Collectors.toList()));
    }
    all.sort(
        Comparator.comparing((Method m) -> !m.getName().startsWith("gradientsAgreeWithDifferences"))
            .thenComparing(Method::getName));
    int tests = 0;
    for (Method m : all) {
      int variant = 0;
      for (Outcome o = run(test, m, variant); o.ran > 0 || o.failed; o = run(test, m, ++variant)) {
        if (o.failed) {
          return "caught\t" + m.getName();
        }
        tests++;
      }
    }
    return tests == 0 ? "error\tno test ran" : "kept\t" + tests + " tests";
  }

  /** One variant of the cell in one test; where there is no such variant, nothing. */
  private static Outcome run(Class<?> test, Method method, int variant) {
    String argument = method.getParameterTypes()[0].getName();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                DiscoverySelectors.selectIteration(
                    DiscoverySelectors.selectMethod(test, method.getName(), argument), variant))
            .configurationParameter("candidate", "the leaky integrator")
            .build();
    Outcome outcome = new Outcome();
    LauncherFactory.create().execute(request, outcome);
    return outcome;
  }

  private static final class Outcome implements TestExecutionListener {
    int ran;
    boolean failed;

    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
      ran += id.isTest() ? 1 : 0;
      failed |= result.getStatus() == Status.FAILED;
    }
  }
}
