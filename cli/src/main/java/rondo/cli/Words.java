package rondo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import rondo.core.Spelling;

/** Puts the words after a verb into its options, and tells in one sentence why they do not fit. */
final class Words {
  private static final int WIDTH = 100;

  private final Verb verb;
  private final Command command;
  private final CommandLine line;

  Words(Verb verb, Command command) {
    this.verb = verb;
    this.command = command;
    this.line =
        new CommandLine(command)
            .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
            .setUsageHelpWidth(WIDTH)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOverwrittenOptionsAllowed(true);
    line.getCommandSpec()
        .usageMessage()
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%nOptions%n");
  }

  /** True if the command is ready to run, false if all that is wanted is its help. */
  boolean fill(List<String> words) {
    try {
      String[] own = command.take(words.toArray(String[]::new));
      requireKnown(own);
      line.parseArgs(own);
      return !line.isUsageHelpRequested();
    } catch (UnmatchedArgumentException e) {
      throw new UsageException(
          "'%s' is one word too many for %s. %s"
              .formatted(e.getUnmatched().get(0), verb.word(), advice()));
    } catch (ParameterException e) {
      throw new UsageException(sentence(e));
    }
  }

  /** What picocli knows of the verb. */
  CommandSpec spec() {
    return line.getCommandSpec();
  }

  String help() {
    return line.getUsageMessage(Help.Ansi.OFF).replaceAll("\\R{3,}", "\n\n");
  }

  /** Whoever misspelt an option wants to hear of that before anything else. */
  private void requireKnown(String[] words) {
    List<String> known = options();
    boolean value = false; // of the option before
    for (String word : words) {
      String name = word.replaceFirst("=.*", "");
      boolean option = word.startsWith("-") && !word.equals("-") && !value;
      if (option && !known.contains(name)) {
        throw new UsageException(
            "%s has no option '%s'.%s %s"
                .formatted(verb.word(), name, Spelling.hint(name, known), advice()));
      }
      value = option && name.equals(word) && takesValue(name);
    }
  }

  private boolean takesValue(String name) {
    return line.getCommandSpec().findOption(name).arity().max() > 0;
  }

  private List<String> options() {
    List<String> names = new ArrayList<>();
    line.getCommandSpec().options().forEach(o -> names.addAll(List.of(o.names())));
    return names;
  }

  private String sentence(ParameterException e) {
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing(missing.getMissing()) + ". " + advice();
    }
    Optional<String> due = Optional.ofNullable(e.getArgSpec()).flatMap(Words::due);
    if (due.isPresent() && e.getValue() != null) {
      List<String> choices = choices(e.getArgSpec());
      return "%s: %s must be %s, is '%s'.%s %s"
          .formatted(
              verb.word(),
              name(e.getArgSpec()),
              due.get(),
              e.getValue(),
              Spelling.hint(e.getValue(), choices),
              advice());
    }
    String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    return Character.toLowerCase(message.charAt(0)) + message.substring(1) + ". " + advice();
  }

  private String missing(List<ArgSpec> missing) {
    ArgSpec first = missing.get(0);
    return first.isOption()
        ? "%s: %s needs a value, %s".formatted(verb.word(), name(first), first.paramLabel())
        : verb.word()
            + " needs "
            + String.join(" and ", missing.stream().map(ArgSpec::paramLabel).toList());
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  /** What a value must be, where its type says so. */
  private static Optional<String> due(ArgSpec arg) {
    List<String> choices = choices(arg);
    if (!choices.isEmpty()) {
      return Optional.of("one of " + String.join(", ", choices));
    }
    Class<?> type = type(arg);
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return Optional.of("a whole number");
    }
    return type == Double.class || type == double.class
        ? Optional.of("a number")
        : Optional.empty();
  }

  /** The words that an option takes, of one that takes no others. */
  static List<String> choices(ArgSpec arg) {
    Object[] constants = type(arg).getEnumConstants();
    return constants == null
        ? List.of()
        : Stream.of(constants).map(c -> c.toString().toLowerCase(Locale.ROOT)).toList();
  }

  /** Of the value itself, if there is one or more of it. */
  static Class<?> type(ArgSpec arg) {
    Class<?>[] within = arg.auxiliaryTypes();
    return within.length == 0 ? arg.type() : within[0];
  }

  private String advice() {
    return "See rondo " + verb.word() + " --help";
  }
}
