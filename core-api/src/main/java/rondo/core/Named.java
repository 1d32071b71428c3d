package rondo.core;

/** Something found by name: on the command line, in a recipe, in a model file. */
public interface Named {
  /** Lower case, unique among the things of its kind. */
  String name();
}
