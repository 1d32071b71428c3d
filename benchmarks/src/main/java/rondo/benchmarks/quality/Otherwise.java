package rondo.benchmarks.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rondo.benchmarks.Arguments;
import rondo.engine.Recipe;

/** What a person wants otherwise than a corpus's recipe has it. */
public final class Otherwise {
  private final Optional<String> time;
  private final List<String> sets = new ArrayList<>();

  /** Takes {@code --max-time} and every {@code --set KEY=VALUE}. */
  public Otherwise(Arguments given) {
    time = given.text("--max-time");
    for (Optional<String> s = given.text("--set"); s.isPresent(); s = given.text("--set")) {
      sets.add(s.get());
    }
  }

  /** The recipe with all that, in the order in which it was said. */
  public Recipe in(Recipe recipe) {
    Recipe changed = time.map(t -> recipe.set("train.max-time", t)).orElse(recipe);
    for (String set : sets) {
      int equals = set.indexOf('=');
      changed = changed.set(set.substring(0, equals), set.substring(equals + 1));
    }
    return changed;
  }
}
