package rondo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every verb takes. */
final class Common {
  static final String PLUGINS = "--plugins";

  @Option(
      names = PLUGINS,
      paramLabel = "DIR",
      description = "a folder of plugin jars beside those on the class path; repeatable")
  List<Path> plugins = new ArrayList<>();

  @Option(
      names = {"-v", "--verbose"},
      description = "tell more, and show the stack trace of a failure")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;
}
