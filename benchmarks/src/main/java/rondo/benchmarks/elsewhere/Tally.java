package rondo.benchmarks.elsewhere;

import java.util.Locale;
import rondo.onnx.Agreement;

/** What was found of some files on a runtime, put together. */
record Tally(int files, int sentences, double apart, long near, long otherwise, int wrong) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  /** With a file that answers as its model. */
  Tally with(int real, Agreement found) {
    return new Tally(
        files + 1,
        sentences + real,
        Math.max(apart, found.apart()),
        near + found.near(),
        otherwise + found.otherwise(),
        wrong);
  }

  /** With a file that does not, or does not run. */
  Tally wrong(int real) {
    return new Tally(files + 1, sentences + real, apart, near, otherwise, wrong + 1);
  }

  @Override
  public String toString() {
    return wrong > 0
        ? "%d of %d files differ".formatted(wrong, files)
        : String.format(Locale.ROOT, "%.1e, %d, %d", apart, near, otherwise);
  }
}
