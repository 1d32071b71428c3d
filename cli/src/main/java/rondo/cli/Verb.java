package rondo.cli;

import java.util.Locale;

/** What the command line can do, in the order in which a person meets it. */
enum Verb {
  TRAIN("learns a model from data"),
  EVALUATE("measures how good a model's answers are"),
  PREDICT("answers each line of a text"),
  TRANSLATE("translates each line of a text"),
  SCORE("tells how likely a translator finds translations that are known"),
  AVERAGE("makes one model of several, by the mean of their weights"),
  EXPORT("writes a model in another format, proved equal"),
  VERIFY("proves again that an exported file answers as its model"),
  IMPORT("makes a model of a file that was made elsewhere"),
  INSPECT("shows what a model file holds"),
  PLUGINS("lists the cells, networks, tasks, backends, exporters and importers there are");

  private final String summary;

  Verb(String summary) {
    this.summary = summary;
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
      case PLUGINS -> new ListPlugins(console);
    };
  }
}
