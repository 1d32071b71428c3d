package rondo.benchmarks.startup;

/** The least that Java can do. */
final class Nothing {
  private Nothing() {}

  public static void main(String[] words) {
    // nothing
  }
}
