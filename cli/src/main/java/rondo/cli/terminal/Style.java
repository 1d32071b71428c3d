package rondo.cli.terminal;

import java.util.List;
import java.util.Map;

/**
 * How text may stand out: in colours on a terminal that has them, or not at all.
 *
 * @param terminal whether a terminal shows it
 * @param coloured whether that one knows colours, and the person wants them
 */
public record Style(boolean terminal, boolean coloured) {
  /** Of files and pipes. */
  public static final Style PLAIN = new Style(false, false);

  private static final String ESCAPE = "\u001b[";
  private static final String OVER = ESCAPE + "0m";
  private static final List<Integer> PAPERS = List.of(46, 43, 42, 45, 104, 101); // behind black

  /**
   * What a process's environment asks for.
   *
   * @param terminal whether the text goes to one
   * @param environment of which {@code NO_COLOR} (see no-color.org) and {@code TERM} are read
   */
  public static Style of(boolean terminal, Map<String, String> environment) {
    boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean unable = environment.getOrDefault("TERM", "").equals("dumb");
    return new Style(terminal, terminal && !unwanted && !unable);
  }

  /** For headings. */
  public String strong(String text) {
    return in("1", text);
  }

  /** For what may be passed over. */
  public String faint(String text) {
    return in("2", text);
  }

  /** For what went well. */
  public String good(String text) {
    return in("32", text);
  }

  /** How many papers there are that can be told from each other. */
  static int papers() {
    return PAPERS.size();
  }

  /** A name in front of a text, both on coloured paper. */
  String onPaper(int paper, String text, String name) {
    return ESCAPE
        + "30;"
        + PAPERS.get(paper)
        + "m "
        + text
        + " "
        + ESCAPE
        + "1m"
        + name
        + " "
        + OVER;
  }

  private String in(String code, String text) {
    return coloured ? ESCAPE + code + "m" + text + OVER : text;
  }
}
