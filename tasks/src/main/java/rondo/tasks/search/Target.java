package rondo.tasks.search;

/**
 * What is written, as a model takes it.
 *
 * @param column of the ids that the model is told
 * @param begin the id that is told first; that of the end, unless the model was made elsewhere
 * @param end the id that ends what is written
 * @param never ids that are not written
 */
public record Target(String column, int begin, int end, int... never) {
  public Target {
    never = never.clone();
    for (int id : never) {
      if (id == end) {
        throw new IllegalArgumentException("what is written must be allowed to end");
      }
    }
  }
}
