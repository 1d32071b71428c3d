package rondo.core;

/** A way of arranging cells; blind to which. */
public interface NetworkType extends Named {
  /** Whether its networks can score what a task demands. */
  boolean offers(Demand demand);

  default Options options() {
    return Options.NONE;
  }

  /**
   * Those of its options that say how a network is taught and change nothing about one that is
   * used, such as dropout; a training that starts from a model may say so anew.
   */
  default Options learning() {
    return Options.NONE;
  }

  Network create(NetworkSpec spec, Registry<CellType> cells, Weights weights);
}
