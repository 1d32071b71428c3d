package rondo.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the command line can do, in the order in which a person meets it. */
enum Verb {
  QUICKSTART(Purpose.START, "shows what Rondo does in two minutes, and how to do it yourself"),
  INIT(Purpose.START, "writes a recipe to begin with, for a person to edit"),
  TRAIN(Purpose.LEARN, "learns a model from data"),
  EVALUATE(Purpose.LEARN, "measures how good a model's answers are"),
  PREDICT(Purpose.USE, "answers each line of a text"),
  TRANSLATE(Purpose.USE, "translates each line of a text"),
  SCORE(Purpose.USE, "tells how likely a translator finds translations that are known"),
  AVERAGE(Purpose.LEARN, "makes one model of several, by the mean of their weights"),
  EXPORT(Purpose.EXCHANGE, "writes a model in another format, proved equal"),
  VERIFY(Purpose.EXCHANGE, "proves again that an exported file answers as its model"),
  IMPORT(Purpose.EXCHANGE, "makes a model of a file that was made elsewhere"),
  INSPECT(Purpose.LOOK, "shows what a model file holds"),
  CONVERT(Purpose.LEARN, "writes a data set in another format"),
  TRACE(Purpose.LOOK, "shows what cells remember, step by step"),
  PLOT(Purpose.LOOK, "draws how gradients fade, how trainings went, where a translator looked"),
  BENCHMARK(Purpose.HERE, "measures how fast a model answers here"),
  PLUGINS(
      Purpose.HERE,
      "lists the cells, networks, tasks, backends, exporters and importers there are"),
  DOCTOR(Purpose.HERE, "tells what there is on this machine, and whether it works"),
  COMPLETION(Purpose.HERE, "prints what lets a shell complete verbs, options and recipe keys");

  /** What a person is about to do, under which the help lists verbs. */
  enum Purpose {
    START("To start"),
    LEARN("To learn"),
    USE("To use"),
    EXCHANGE("To exchange with others"),
    LOOK("To look inside"),
    HERE("This machine");

    private final String heading;

    Purpose(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }

    List<Verb> verbs() {
      return Stream.of(Verb.values()).filter(v -> v.purpose == this).toList();
    }
  }

  private final Purpose purpose;
  private final String summary;

  Verb(Purpose purpose, String summary) {
    this.purpose = purpose;
    this.summary = summary;
  }

  /** As typed, of all of them. */
  static List<String> words() {
    return Stream.of(values()).map(Verb::word).toList();
  }

  /** As typed. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String summary() {
    return summary;
  }

  /** A switch, so that only the class of the one that runs is loaded. */
  Command create(Console console) {
    return switch (this) {
      case QUICKSTART -> new Quickstart(console);
      case INIT -> new Init(console);
      case TRAIN -> new Train(console);
      case EVALUATE -> new Evaluate(console);
      case PREDICT -> new Predict(console);
      case TRANSLATE -> new Translate(console);
      case SCORE -> new Score(console);
      case AVERAGE -> new Average(console);
      case EXPORT -> new Export(console);
      case VERIFY -> new Verify(console);
      case IMPORT -> new Import(console);
      case INSPECT -> new Inspect(console);
      case CONVERT -> new Convert(console);
      case TRACE -> new Trace(console);
      case PLOT -> new Plot(console);
      case BENCHMARK -> new Benchmark(console);
      case PLUGINS -> new ListPlugins(console);
      case DOCTOR -> new Doctor(console);
      case COMPLETION -> new Completion(console);
    };
  }
}
