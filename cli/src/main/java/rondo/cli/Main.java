package rondo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rondo.core.Spelling;
import rondo.engine.kernel.KernelChoice;

/** Words to calls: finds the verb, runs it, and tells what went wrong in one sentence. */
public final class Main {
  private static final List<String> OPTIONS =
      List.of("--help", "-h", "--version", "--verbose", "-v", Common.PLUGINS);

  private static final String HELP = "help";

  private final Console console;
  private final boolean verbose;

  private Main(Console console, boolean verbose) {
    this.console = console;
    this.verbose = verbose;
  }

  /** The process ends with the command. */
  public static void main(String[] words) {
    Console console = Console.system();
    System.exit(run(console, words).code());
  }

  static Exit run(Console console, String... words) {
    List<String> all = Arrays.asList(words);
    boolean verbose = all.contains("-v") || all.contains("--verbose");
    if (verbose) {
      System.setProperty("rondo.log", "INFO"); // read when the first logger is made
    }
    return new Main(console, verbose).answer(all);
  }

  private Exit answer(List<String> words) {
    try {
      Exit exit = dispatch(words);
      console.flush();
      return exit;
    } catch (Console.ReaderGone e) {
      return Exit.DONE; // whoever asked has read enough
    } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
      return failed(e);
    }
  }

  private Exit failed(Throwable failure) {
    try {
      console.flush(); // results that were found before it
    } catch (Console.ReaderGone e) {
      console.say("rondo: nobody reads the results any more");
    }
    Exit exit = Exit.of(failure);
    String more = exit == Exit.FAULT && !verbose ? "; -v shows where" : "";
    console.say("rondo: " + Failure.sentence(failure) + more);
    if (verbose) {
      failure.printStackTrace(console.err());
    }
    return exit;
  }

  /** Options that stand before the verb count as if they stood behind it. */
  private Exit dispatch(List<String> words) throws Exception {
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-")) {
      at += words.get(at).equals(Common.PLUGINS) ? 2 : 1;
    }
    if (at >= words.size()) {
      return alone(words);
    }
    List<String> rest = new ArrayList<>(words);
    String word = rest.remove(at);
    if (word.equals(HELP)) {
      return help(rest);
    }
    Verb verb = verb(word);
    Command command = verb.create(console);
    Words filled = new Words(verb, command);
    if (filled.fill(rest)) {
      return command.run();
    }
    console.print(filled.help());
    return Exit.DONE;
  }

  /** As other tools have it: {@code rondo help train} is {@code rondo train --help}. */
  private Exit help(List<String> words) {
    Optional<String> asked = words.stream().filter(w -> !w.startsWith("-")).findFirst();
    if (asked.isEmpty()) {
      console.print(help());
    } else {
      Verb verb = verb(asked.get());
      console.print(new Words(verb, verb.create(console)).help());
    }
    return Exit.DONE;
  }

  private static Verb verb(String word) {
    List<String> known = Verb.words();
    return Stream.of(Verb.values())
        .filter(v -> v.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no verb '%s'; there are %s.%s"
                        .formatted(word, String.join(", ", known), Spelling.hint(word, known))));
  }

  // without a verb

  private Exit alone(List<String> words) throws IOException {
    for (String word : words) {
      if (!OPTIONS.contains(word) && word.startsWith("-")) {
        String name = word.replaceFirst("=.*", "");
        if (!name.equals(Common.PLUGINS)) {
          throw new UsageException(
              "there is no option '%s'.%s".formatted(name, Spelling.hint(name, OPTIONS))
                  + " See rondo --help");
        }
      }
    }
    if (words.contains("--help") || words.contains("-h")) {
      console.print(help());
      return Exit.DONE;
    }
    if (words.contains("--version")) {
      console.print(version());
      return Exit.DONE;
    }
    console.say(help());
    return Exit.USAGE;
  }

  /** Plain text, because a command line that is asked what it can do should not have to think. */
  static String help() {
    StringBuilder text = new StringBuilder();
    text.append("Usage: rondo VERB [OPTIONS] ...\n");
    text.append("Recurrent natural language processing: train, use and exchange models.\n");
    for (Verb.Purpose purpose : Verb.Purpose.values()) {
      if (!purpose.verbs().isEmpty()) {
        text.append('\n').append(purpose.heading()).append('\n');
      }
      for (Verb each : purpose.verbs()) {
        text.append("  %-12s%s%n".formatted(each.word(), each.summary()));
      }
    }
    text.append(
        """

        Options, before the verb or behind it
              --plugins DIR   a folder of plugin jars beside those on the class path; repeatable
          -v, --verbose       tell more, and show the stack trace of a failure
          -h, --help          show this help, or that of a verb, as rondo help VERB does
              --version       show the versions of Rondo and Java, and the kernels in use

        Examples
          rondo train ner --data train.conll --dev dev.conll -o model
          echo "Ada Lovelace lived in London." | rondo predict model/best.rondo
          rondo export model/best.rondo -o ner.onnx

        Results go to standard output, all else to standard error. Exit codes
        """);
    for (Exit each : Exit.values()) {
      text.append("  %3d  %s%n".formatted(each.code(), each.meaning().replace("`", "")));
    }
    return text.toString();
  }

  private static String version() throws IOException {
    return "rondo %s%njava %s, %s%nkernels %s%n"
        .formatted(
            Origin.version(),
            Runtime.version(),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            KernelChoice.best().name());
  }
}
