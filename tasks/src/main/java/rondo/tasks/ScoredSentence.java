package rondo.tasks;

import java.util.Arrays;
import java.util.List;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Sequence;
import rondo.engine.layer.Chances;
import rondo.engine.layer.Grammar;
import rondo.engine.layer.Labelling;
import rondo.engine.work.Work;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

/** A sentence whose labels were scored, for whoever wants to know what the scores say. */
final class ScoredSentence {
  private final KnownLabels known;
  private final Labelling labelling;
  private final Sequence scores; // of a batch
  private final int b; // its place there
  private final Work work;
  private final int[] path; // the best labels

  ScoredSentence(KnownLabels known, Labelling labelling, Sequence scores, int b, Work work) {
    this.known = known;
    this.labelling = labelling;
    this.scores = scores;
    this.b = b;
    this.work = work;
    path = labelling.best(scores, b);
  }

  /** The best labels. */
  List<String> labels() {
    return Arrays.stream(path).mapToObj(known::get).toList();
  }

  /** How probable each of them is. */
  double[] confidence() {
    Chances chances = chances();
    double[] all = new double[path.length];
    Arrays.setAll(all, t -> chances.of(0, t, path[t]));
    return all;
  }

  /** How probable each of some spans is, of a scheme's tags. */
  List<Found> found(List<Span> spans) {
    if (spans.isEmpty()) {
      return List.of();
    }
    Chances chances = chances();
    Grammar border = (i, j) -> Scheme.parted(known.get(i), known.get(j));
    return spans.stream()
        .map(s -> new Found(s, chances.of(0, path, s.from(), s.to(), border)))
        .toList();
  }

  private Chances chances() {
    return labelling.chances(own(), work.reset(Noise.NONE));
  }

  /** The scores of this sentence alone. */
  private Sequence own() {
    int n = path.length;
    Matrix rows = Matrix.zeros(n, scores.width());
    for (int t = 0; t < n; t++) {
      rows.rows(t, 1).set(scores.rows().rows(t * scores.batch() + b, 1));
    }
    return new Sequence(n, rows, new int[] {n});
  }
}
