package rondo.tasks.data;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rondo.core.Option;
import rondo.core.Settings;

/** What becomes of the labels in a file: cut, renamed, merged or dropped. */
record Labels(String end, Map<String, String> renamed) {
  static Option until() {
    return new Option(
        "label-until",
        "",
        "cuts labels before these characters: ':' leaves NUM of NUM:dist; empty cuts none");
  }

  /** What is dropped along with a label is the format's affair. */
  static Option rename(String dropped) {
    return new Option(
        "labels",
        "",
        "renames, merges or drops labels, such as 0=bad,1=bad,2=,3=good; a label with nothing"
            + " behind the sign drops "
            + dropped);
  }

  static Labels of(Settings options) {
    Map<String, String> renamed = new TreeMap<>();
    String said = options.text("labels");
    for (String pair : said.isBlank() ? new String[0] : said.split("(?<!\\\\),")) {
      String[] sides = pair.split("(?<!\\\\)=", -1);
      if (sides.length != 2 || sides[0].isBlank()) {
        throw new IllegalArgumentException(
            "option 'labels' must be pairs such as 0=bad,1=good, has '%s' in it".formatted(pair));
      }
      String before = renamed.put(plain(sides[0]), plain(sides[1]));
      if (before != null) {
        throw new IllegalArgumentException(
            "option 'labels' names '%s' twice".formatted(plain(sides[0])));
      }
    }
    return new Labels(options.text("label-until"), renamed);
  }

  /** What there must be of something, so that anything is left. */
  String left(String what) {
    return renamed.containsValue("") ? what + " that option 'labels' does not drop" : what;
  }

  private static String plain(String side) {
    return side.replaceAll("\\\\([,=])", "$1").strip();
  }

  /** What a label, which is not empty, becomes; nothing for one that is dropped. */
  Optional<String> of(String label) {
    int cut = end.isEmpty() ? -1 : label.indexOf(end, 1);
    String kept = cut < 0 ? label : label.substring(0, cut).strip();
    return Optional.of(renamed.getOrDefault(kept, kept)).filter(l -> !l.isEmpty());
  }
}
