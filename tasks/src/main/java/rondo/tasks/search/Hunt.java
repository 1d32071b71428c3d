package rondo.tasks.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rondo.core.Matrix;
import rondo.core.Sequence;
import rondo.tasks.search.Choices.Choice;
import rondo.tasks.search.Choices.End;

/** The search for what to write about one source. */
final class Hunt {
  private final Beam beam;
  private final int end; // the id
  private final int places; // of the source
  private final int most; // ids, the end not counted
  private final List<Hypothesis> ended = new ArrayList<>();
  private List<Path> live;
  private double likeliest = Double.NEGATIVE_INFINITY; // log probability of those that have ended

  Hunt(Beam beam, Target target, int places) {
    this.beam = beam;
    end = target.end();
    this.places = places;
    most = beam.lengths().most(places);
    live = List.of(new Path(target.begin()));
  }

  /** The paths that go on, the likeliest first. */
  List<Path> live() {
    return live;
  }

  /**
   * Goes on by an id. The paths have the rows from {@code first} on; what is left has its rows
   * added to {@code origins}. The beam narrows by each path that ends, and keeps none that is too
   * unlikely beside others, unless it has to answer with it.
   *
   * @param attention NONE if the model does not tell
   */
  void step(Choices choices, Matrix scores, Sequence attention, int first, List<Integer> origins) {
    int width = beam.width() - ended.size();
    List<Choice> all = new ArrayList<>();
    for (int i = 0; i < live.size(); i++) {
      Path path = live.get(i);
      all.addAll(choices.after(path, scores, first + i, width, end(path)));
    }
    all.sort(Comparator.comparingDouble((Choice c) -> -c.logProbability())); // stable: rows, ids
    double least = Math.max(likeliest, all.get(0).logProbability()) - beam.margin();
    List<Path> next = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (Choice c : all.subList(0, Math.min(width, all.size()))) {
      if (c.logProbability() < least && next.size() + ended.size() >= beam.best()) {
        break;
      }
      Path path =
          live.get(c.row() - first).then(c.id(), c.logProbability(), look(attention, c.row()));
      if (c.id() == end) {
        ended.add(path.ended(beam, places));
        likeliest = Math.max(likeliest, c.logProbability());
      } else {
        next.add(path);
        rows.add(c.row());
      }
    }
    live = next;
    if (enough()) {
      live = List.of();
    } else {
      origins.addAll(rows);
    }
  }

  private End end(Path path) {
    if (path.length >= most) {
      return End.DUE;
    }
    return path.length < beam.lengths().least() ? End.NOT_YET : End.ALLOWED;
  }

  private static float[] look(Sequence attention, int row) {
    if (attention.time() == 0) {
      return new float[0];
    }
    float[] look = new float[attention.width()];
    System.arraycopy(attention.rows().data(), attention.rows().at(row), look, 0, look.length);
    return look;
  }

  /** Whether none goes on that can be among the best. */
  private boolean enough() {
    if (live.isEmpty()) {
      return true;
    }
    if (ended.size() < beam.best()) {
      return false;
    }
    double hope = beam.score(live.get(0).logProbability, most + 1); // it can only fall
    return best().get(beam.best() - 1).score() >= hope;
  }

  /** The best of those that have ended, the best first; of equal ones that which ended first. */
  List<Hypothesis> best() {
    return ended.stream()
        .sorted(Comparator.comparingDouble(h -> -h.score()))
        .limit(beam.best())
        .toList();
  }
}
