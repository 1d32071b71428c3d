package rondo.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A kind of task: reads its data, fits one to them, and makes it again from what was found. */
public interface TaskType<I, O> extends Named {
  /** Other names that a person may use. */
  default List<String> aliases() {
    return List.of();
  }

  /** One line for help texts. */
  String summary();

  Options options();

  /**
   * Those of its options that say how data are written; whoever measures a model may say so anew,
   * of the file at hand. All others are as the model was trained.
   */
  default Options reading() {
    return Options.NONE;
  }

  /**
   * Those of its options that say how a trained model answers, such as how far it looks for the
   * best answer; whoever uses a model may say so anew. What was learnt is not touched by them.
   */
  default Options answering() {
    return Options.NONE;
  }

  /**
   * Those of its options that say how a model is taught and leave no mark on what it reads and
   * scores; a training that starts from a model may say so anew.
   */
  default Options learning() {
    return Options.NONE;
  }

  /** How its values stand in text files. */
  Texts<I, O> texts(Settings options);

  /**
   * What suits such data where a recipe says nothing: values by recipe key, sections written out,
   * such as {@code network.hidden}. Keys that the chosen network or cell does not know are passed
   * over.
   *
   * @param data may be empty where nothing is known yet but the task
   */
  default Map<String, String> suited(List<Example<I, O>> data, Settings options) {
    return Map.of();
  }

  /** Finds out what the data demand: vocabularies, labels, columns. */
  TaskSpec fit(List<Example<I, O>> data, Settings options);

  /**
   * What tells what a model made elsewhere reads and scores, such as files of its words and labels;
   * none where the task cannot take one.
   */
  default Options listing() {
    return Options.NONE;
  }

  /**
   * What a model made elsewhere demands: told by lists, where {@link #fit} finds it in data.
   *
   * @param listing values of all of {@link #listing}
   * @param said those of {@link #options} that somebody said; what holds for the others is what
   *     such a model needs
   */
  default TaskSpec told(Settings listing, Map<String, String> said) {
    throw new IllegalArgumentException(
        "task '%s' cannot take models made elsewhere".formatted(name()));
  }

  Task<I, O> create(TaskSpec spec, Weights weights);

  /**
   * What a new model's parameters start from: as their makers wish, or otherwise, such as with
   * vectors of words that were trained elsewhere.
   */
  default Weights start(TaskSpec spec, Weights fresh) {
    return fresh;
  }

  /** The settings of {@link #compare}. */
  default Options comparing() {
    return Options.NONE;
  }

  /**
   * Reads answers that stand beside the right ones in a file, such as those of another tool, to be
   * measured as this task's own are.
   */
  default Answered<?, ?> compare(Path file, Settings how) throws IOException {
    throw new IllegalArgumentException(
        "task '%s' reads no answers of others; give a model to be measured".formatted(name()));
  }

  /** The class that {@code open} hands to an application. */
  Class<?> facade();

  /** An instance of {@link #facade}: the task over a runner, which it closes. */
  AutoCloseable open(Task<I, O> task, Runner runner);
}
