package rondo.core;

import java.util.List;

/**
 * A model as it stands in memory: a network, the task it serves, and all their parameters by path.
 */
public record Model<I, O>(ModelSpec spec, Network network, Task<I, O> task, List<Param> params) {
  public Model {
    params = List.copyOf(params);
  }
}
