package rondo.seq2seq;

import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;

/**
 * Where the vectors of a batch stand when each example's stand together and padding nowhere: so
 * that what one example has to do with itself is one product.
 */
final class ByExample {
  final int[] first; // B+1: where each example begins, and the end
  private final int[] lengths;

  ByExample(int[] lengths) {
    this.lengths = lengths;
    first = new int[lengths.length + 1];
    for (int b = 0; b < lengths.length; b++) {
      first[b + 1] = first[b] + lengths[b];
    }
  }

  int batch() {
    return lengths.length;
  }

  int rows() {
    return first[batch()];
  }

  int length(int b) {
    return lengths[b];
  }

  /** The vectors of an example among those of all. */
  Matrix of(int b, Matrix all) {
    return all.rows(first[b], lengths[b]);
  }

  /** From time-major rows. */
  Matrix gather(Sequence x, Pass pass) {
    Matrix all = pass.take(rows(), x.width());
    Matrix padded = x.rows();
    int B = batch();
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        System.arraycopy(
            padded.data(), padded.at(t * B + b), all.data(), all.at(first[b] + t), all.cols());
      }
    }
    return all;
  }

  /** To time-major rows, with zeros for the padding. */
  Sequence scatter(Matrix all, int time, Pass pass) {
    int B = batch();
    Matrix padded = pass.zeros(time * B, all.cols());
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        System.arraycopy(
            all.data(), all.at(first[b] + t), padded.data(), padded.at(t * B + b), all.cols());
      }
    }
    return new Sequence(time, padded, lengths);
  }
}
