package rondo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every verb takes. */
final class Common {
  static final String PLUGINS = "--plugins";

  private static final int LAST = 1000; // behind what is a verb's own

  @Option(
      names = PLUGINS,
      order = LAST,
      paramLabel = "DIR",
      description = "a folder of plugin jars beside those on the class path; repeatable")
  List<Path> plugins = new ArrayList<>();

  @Option(
      names = {"-v", "--verbose"},
      order = LAST,
      description = "tell more, and show the stack trace of a failure")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      order = LAST,
      usageHelp = true,
      description = "show this help")
  boolean help;
}
