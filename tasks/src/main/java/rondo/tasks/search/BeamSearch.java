package rondo.tasks.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Kernels;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.engine.kernel.KernelChoice;

/**
 * Beam search over many sources at once: all hypotheses about all of them go on together, an id at
 * a time, as rows of one cursor. What is found about a source depends on no other. It ends after as
 * many steps as the longest may have ids, whatever the model says.
 */
public final class BeamSearch {
  private final Target target;
  private final Beam beam;
  private final Kernels kernels;

  public BeamSearch(Target target, Beam beam) {
    this.target = target;
    this.beam = beam;
    kernels = KernelChoice.best();
  }

  /** The best hypotheses about each source, the best first; there is at least one. */
  public List<List<Hypothesis>> search(Inputs sources, Runner runner) {
    List<Hunt> hunts = new ArrayList<>();
    for (int places : sources.lengths()) {
      hunts.add(new Hunt(beam, target, places));
    }
    if (!hunts.isEmpty()) {
      search(hunts, sources, runner);
    }
    return hunts.stream().map(Hunt::best).toList();
  }

  private void search(List<Hunt> hunts, Inputs sources, Runner runner) {
    Choices choices = new Choices(target, beam.noRepeat(), kernels);
    try (Cursor cursor = runner.start(sources)) {
      while (true) {
        Scores scores = cursor.score(told(hunts));
        List<Integer> origins = new ArrayList<>();
        int row = 0;
        for (Hunt hunt : hunts) {
          int rows = hunt.live().size();
          if (rows > 0) {
            hunt.step(choices, scores.values().rows(), scores.attention(), row, origins);
          }
          row += rows;
        }
        if (origins.isEmpty()) {
          return;
        }
        cursor.select(origins.stream().mapToInt(Integer::intValue).toArray());
      }
    }
  }

  /** What each path wrote last. */
  private Inputs told(List<Hunt> hunts) {
    int[] ids = hunts.stream().flatMap(h -> h.live().stream()).mapToInt(p -> p.id).toArray();
    int[] lengths = new int[ids.length];
    Arrays.fill(lengths, 1);
    return Inputs.ids(target.column(), 1, lengths, ids);
  }
}
