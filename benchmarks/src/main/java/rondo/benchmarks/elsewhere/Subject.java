package rondo.benchmarks.elsewhere;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What models are trained on, how large they are, and the files that are written of each.
 *
 * @param corpus a name of {@link rondo.benchmarks.quality.Corpus}
 * @param examples of it, at most
 * @param said what makes a training short
 * @param shapes of networks, by what a person calls them
 */
record Subject(
    String task,
    String corpus,
    int examples,
    Map<String, String> said,
    List<Shape> shapes,
    List<Form> forms) {
  private static final Map<String, String> SMALL =
      Map.of(
          "network.hidden", "32",
          "network.embedding", "32",
          "train.epochs", "3",
          "train.patience", "0");

  private static final List<Shape> RECURRENT =
      List.of(
          new Shape("one layer", Map.of()),
          new Shape("two layers", Map.of("network.layers", "2")),
          new Shape("one way", Map.of("network.direction", "forward")));

  static final List<Subject> ALL =
      List.of(
          new Subject(
              "ner",
              "ner-wnut17",
              2500,
              and(
                  SMALL,
                  Map.of(
                      "network.characters.encoder", "recurrent",
                      "network.dropout", "0.1",
                      "train.rate", "0.004",
                      "train.rows", "8",
                      "train.epochs", "5")),
              RECURRENT,
              List.of(
                  new Form("ids", Map.of(), Map.of()),
                  new Form("text", Map.of("sentences", "none"), Map.of("input", "text")))),
          new Subject(
              "classify",
              "trec6",
              5000,
              SMALL,
              RECURRENT,
              List.of(
                  new Form("ids", Map.of(), Map.of()),
                  new Form("text", Map.of(), Map.of("input", "text")))),
          new Subject(
              "translate",
              "tatoeba-en-es",
              10_000,
              and(SMALL, Map.of("network.hidden", "64", "task.merges", "1500")),
              List.of(
                  new Shape("one layer", Map.of()),
                  new Shape(
                      "two layers",
                      Map.of("network.encoder.layers", "2", "network.decoder.layers", "2")),
                  new Shape("one way", Map.of("network.encoder.direction", "forward"))),
              List.of(
                  new Form("greedy", Map.of("beam", "1"), Map.of()),
                  new Form("beam of 5", Map.of("beam", "5"), Map.of()))));

  /** A network, beside its cell. */
  record Shape(String name, Map<String, String> said) {}

  /**
   * A file.
   *
   * @param answering how the model answers, said anew
   * @param export what the exporter is told
   */
  record Form(String name, Map<String, String> answering, Map<String, String> export) {}

  private static Map<String, String> and(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }
}
