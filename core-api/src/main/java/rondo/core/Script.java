package rondo.core;

import java.util.List;

/**
 * An example step by step, in words for a person who looks on: the words of a sentence and their
 * labels, the pieces of a text and those of its translation.
 *
 * @param read what the network reads at each step; empty where nobody has names for it
 * @param written what it is to say at each step: beside what it reads, or behind it; a single one
 *     of the whole
 */
public record Script(List<String> read, List<String> written) {
  public static final Script NONE = new Script(List.of(), List.of());

  public Script {
    read = List.copyOf(read);
    written = List.copyOf(written);
  }
}
