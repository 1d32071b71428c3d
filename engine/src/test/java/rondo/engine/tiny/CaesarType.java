package rondo.engine.tiny;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.Asked;
import rondo.core.DataException;
import rondo.core.Demand;
import rondo.core.Example;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Runner;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.core.Weights;
import rondo.engine.model.Vocabulary;

/** The task {@code caesar}, alias {@code shift}: each letter of a word becomes another one. */
public final class CaesarType implements TaskType<String, String> {
  static final String LETTERS = "letters";

  @Override
  public String name() {
    return "caesar";
  }

  @Override
  public List<String> aliases() {
    return List.of("shift");
  }

  @Override
  public String summary() {
    return "shifts letters";
  }

  @Override
  public Options options() {
    return Options.of(new Option("min-count", "1", "letters seen less often are unknown"));
  }

  @Override
  public Texts<String, String> texts(Settings options) {
    return new Texts<>() {
      @Override
      public List<Example<String, String>> read(Path file) throws IOException {
        List<Example<String, String>> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
          String[] both = line.split(" ", -1);
          if (both.length != 2 || both[0].length() != both[1].length()) {
            throw new DataException(file.toString(), all.size() + 1, "two words of one length");
          }
          all.add(new Example<>(both[0], both[1]));
        }
        return all;
      }

      @Override
      public Iterator<Asked<String>> ask(String line) {
        return List.of(new Asked<>(line)).iterator();
      }
    };
  }

  @Override
  public Map<String, String> suited(List<Example<String, String>> data, Settings options) {
    return Map.of(
        "network.embedding",
        data.size() < 1000 ? "16" : "64",
        "network.cell.forget",
        "0.1"); // for cells that have such an option
  }

  @Override
  public TaskSpec fit(List<Example<String, String>> data, Settings options) {
    Vocabulary letters =
        Vocabulary.count(
            data.stream().flatMap(e -> CaesarTask.letters(e.input() + e.gold()).stream()),
            options.number("min-count", 1, 100),
            1000,
            Vocabulary.Folding.NONE);
    Schema tokens = Schema.of(Map.of(LETTERS, new Schema.Kind.Ids(letters.size())));
    return new TaskSpec(
        name(),
        new Demand(Schema.NONE, tokens, Demand.Wanted.EACH_TOKEN, letters.size()),
        new TreeMap<>(Map.of(LETTERS, letters.entries())),
        options);
  }

  @Override
  public Task<String, String> create(TaskSpec spec, Weights weights) {
    return new CaesarTask(spec);
  }

  @Override
  public Class<Caesar> facade() {
    return Caesar.class;
  }

  @Override
  public Caesar open(Task<String, String> task, Runner runner) {
    return new Caesar(task, runner);
  }
}
