package rondo.core;

/** A way of arranging cells; blind to which. */
public interface NetworkType extends Named {
  /** Whether its networks can score what a task demands. */
  boolean offers(Demand demand);

  default Options options() {
    return Options.NONE;
  }

  Network create(NetworkSpec spec, Registry<CellType> cells, Weights weights);
}
