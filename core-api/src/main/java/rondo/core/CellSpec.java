package rondo.core;

/** What it takes to build a cell: what a model file and a command line say about it. */
public record CellSpec(String type, int inputSize, int hiddenSize, Settings options) {
  public CellSpec {
    if (inputSize < 1 || hiddenSize < 1) {
      throw new ShapeException(
          "cell '%s' needs an input size and a hidden size of at least 1, has %d and %d",
          type, inputSize, hiddenSize);
    }
  }

  /** The same with every option said; one that is not among these is refused. */
  public CellSpec fill(Options known) {
    return new CellSpec(type, inputSize, hiddenSize, known.fill(options.values()));
  }
}
