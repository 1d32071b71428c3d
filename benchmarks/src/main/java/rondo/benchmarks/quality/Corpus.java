package rondo.benchmarks.quality;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.engine.Recipe;

/**
 * A data set whose test figures others have published: where it lies, what is said about it and
 * nothing about how to learn it, for that is what the recipes' defaults are for.
 *
 * @param dev a file, or a share of the training data where the corpus has none
 * @param tests one file, or more of which the first counts
 * @param said what has to be said to read it, and how long a training may take where that is agreed
 */
public record Corpus(
    String name,
    String task,
    String train,
    String dev,
    List<String> tests,
    Map<String, String> said) {
  /** A task. */
  public static final String TRANSLATE = "translate";

  private static final Map<String, String> SPACES = Map.of("task.tokenizer", "whitespace");
  private static final Map<String, String> PHRASES =
      with(SPACES, "task.phrases", "true", "task.format", "trees");
  private static final String SST = "sentiment/sst/trees/";
  private static final String SNIPS = "slots/snips/";
  private static final String MULTI30K = "translation/multi30k/tok/";
  private static final String TATOEBA = "translation/tatoeba-en-es/";

  /** All there are. */
  public static final List<Corpus> ALL =
      List.of(
          ner(
              "ner-wnut17",
              "wnut17",
              "wnut17train.conll",
              "emerging.dev.conll",
              "emerging.test.annotated"),
          ner("ner-ncbi", "ncbi-disease", "train.tsv", "devel.tsv", "test.tsv"),
          ner("ner-norne", "norne-nob", "train.tsv", "dev.tsv", "test.tsv"),
          snips("slots-snips", "ner"),
          snips("intent-snips", "classify"),
          multi30k("en", "de"),
          multi30k("en", "fr"),
          multi30k("de", "en"),
          new Corpus(
              "tatoeba-en-es",
              TRANSLATE,
              TATOEBA + "train.en",
              TATOEBA + "dev.en",
              List.of(TATOEBA + "test.en"),
              Map.of("task.target", "es", "task.bleu", "13a", "train.max-time", "60s")),
          new Corpus(
              "sst2",
              "classify",
              SST + "train.txt",
              SST + "dev.txt",
              List.of(SST + "test.txt"),
              with(PHRASES, "task.labels", "0=negative,1=negative,2=,3=positive,4=positive")),
          new Corpus(
              "sst5",
              "classify",
              SST + "train.txt",
              SST + "dev.txt",
              List.of(SST + "test.txt"),
              PHRASES),
          new Corpus(
              "mr",
              "classify",
              "sentiment/mr/mr.train.tsv",
              "10%",
              List.of("sentiment/mr/mr.test.tsv"),
              with(SPACES, "task.label-column", "1", "task.text-column", "2")),
          new Corpus(
              "trec6",
              "classify",
              "sentiment/trec/TREC.train",
              "10%",
              List.of("sentiment/trec/TREC.test"),
              with(SPACES, "task.format", "lines", "task.label-until", ":")));

  /** The one of that name. */
  public static Corpus named(String name) {
    return ALL.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no corpus '" + name + "'"));
  }

  private static Corpus ner(String name, String folder, String train, String dev, String test) {
    String in = "ner/" + folder + "/";
    return new Corpus(name, "ner", in + train, in + dev, List.of(in + test), Map.of());
  }

  private static Corpus snips(String name, String task) {
    return new Corpus(
        name,
        task,
        SNIPS + "train/seq.in",
        SNIPS + "valid/seq.in",
        List.of(SNIPS + "test/seq.in"),
        with(SPACES, "task.format", "snips"));
  }

  /**
   * Text that was lower-cased, normalised and cut for everybody, entities among it ({@code
   * &apos;}), so it is taken as it is, and measured as the papers do: by its own tokens.
   */
  private static Corpus multi30k(String from, String to) {
    String end = ".lc.norm.tok." + from;
    return new Corpus(
        "multi30k-" + from + "-" + to,
        TRANSLATE,
        MULTI30K + "train" + end,
        MULTI30K + "val" + end,
        List.of(MULTI30K + "test_2016_flickr" + end, MULTI30K + "test_2017_flickr" + end),
        with(
            SPACES,
            "task.target",
            to,
            "task.normalise",
            "false",
            "task.bleu",
            "none",
            "train.max-time",
            "30m"));
  }

  private static Map<String, String> with(Map<String, String> said, String... more) {
    Map<String, String> all = new LinkedHashMap<>(said);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  /** The recipe that a person would write who knows where the data lie and no more. */
  public Recipe recipe(Path folder) {
    Recipe recipe = Recipe.of(task).data(folder.resolve(train));
    recipe = dev.endsWith("%") ? recipe.set("dev", dev) : recipe.dev(folder.resolve(dev));
    for (Map.Entry<String, String> each : said.entrySet()) {
      recipe = recipe.set(each.getKey(), each.getValue());
    }
    return recipe;
  }
}
