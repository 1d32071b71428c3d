package rondo.cli;

/** A verb with its options, which picocli fills in before it runs. */
interface Command {
  /** Does what was asked; a failure is thrown, and told in one place. */
  Exit run() throws Exception;

  /**
   * What is left for picocli of the words on the command line, after the command has taken those
   * that only plugins can explain.
   */
  default String[] take(String[] words) {
    return words;
  }
}
