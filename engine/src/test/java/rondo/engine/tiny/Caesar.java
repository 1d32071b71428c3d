package rondo.engine.tiny;

import java.util.List;
import rondo.core.Runner;
import rondo.core.Task;

/** What an application gets: words in, shifted words out. */
public record Caesar(Task<String, String> task, Runner runner) implements AutoCloseable {
  public String shift(String word) {
    return task.answer(List.of(word), runner).get(0);
  }

  @Override
  public void close() {
    runner.close();
  }
}
