package rondo.cli.report;

import java.util.List;

/**
 * What stands at the top of the page.
 *
 * @param title what was learnt
 * @param summary of how, in a sentence or two
 * @param notices what a reader must not miss, such as that the training was interrupted
 * @param facts the figures of the whole
 * @param recipe as it stands in the training's folder
 */
public record About(
    String title, String summary, List<String> notices, List<Fact> facts, String recipe) {
  /** A figure with what it is. */
  public record Fact(String value, String name) {}

  public About {
    notices = List.copyOf(notices);
    facts = List.copyOf(facts);
  }
}
