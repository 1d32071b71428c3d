package rondo.cli.quickstart;

import java.util.List;
import java.util.Optional;

/** Runs commands, given as the words behind {@code rondo}; tells itself why one failed. */
public interface Typist {
  /**
   * What a command had to say.
   *
   * @param results lines of standard output
   * @param remarks lines of standard error
   */
  record Answer(List<String> results, List<String> remarks) {
    public Answer {
      results = List.copyOf(results);
      remarks = List.copyOf(remarks);
    }
  }

  /** Runs a training, which shows by itself how it goes; false if it did not end well. */
  boolean train(List<String> words);

  /** Runs a command and keeps what it says; nothing if it did not end well. */
  Optional<Answer> ask(List<String> words);
}
