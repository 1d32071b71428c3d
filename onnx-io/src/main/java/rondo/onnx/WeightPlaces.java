package rondo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.Param;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;

/**
 * Where the parameters of a model stand among the constants of a graph, so that they are stored
 * once and can still be found. As text it is a line for each, by path, with tabs between: the path,
 * its rows and its columns; and where it does not have a constant of its own, the constant and the
 * place of its first number there, and the function whose constant that is, if it is one's.
 *
 * <pre>
 * network/head/W              9   64
 * network/layer0/backward/b   1  512  network/layer0/forward/b+network/layer0/backward/b  512
 * </pre>
 */
record WeightPlaces(SortedMap<String, Place> all) {
  private static final String TAB = "\t";

  /**
   * The place of one.
   *
   * @param at the first of its numbers
   * @param function whose constant it is; empty for those of the graph itself
   */
  record Place(int rows, int cols, String constant, int at, String function) {}

  // writing

  /** Those that are written with the graph: that lead to its outputs, or that it carries. */
  static WeightPlaces of(Graph graph) {
    SortedMap<String, Place> all = new TreeMap<>();
    graph.functions().forEach((op, body) -> add(body, op.toString(), all));
    add(graph, "", all);
    return new WeightPlaces(all);
  }

  private static void add(Graph graph, String function, Map<String, Place> all) {
    Map<String, Tensor> written = Alive.of(graph, graph.outputs()).constants();
    graph
        .weights()
        .forEach(
            (constant, params) -> {
              int at = 0;
              for (Param p : written.containsKey(constant) ? params : List.<Param>of()) {
                Matrix m = p.value();
                all.put(p.path(), new Place(m.rows(), m.cols(), constant, at, function));
                at += m.size();
              }
            });
  }

  String text() {
    StringBuilder text = new StringBuilder();
    all.forEach(
        (path, place) -> {
          if (path.matches("(?s).*[\\t\\r\\n].*")) {
            throw new IllegalArgumentException(
                "a parameter cannot stand at the path '%s'; leave tabs and line ends out"
                    .formatted(path));
          }
          List<String> words = new ArrayList<>(List.of(path, "" + place.rows(), "" + place.cols()));
          if (!place.constant().equals(path) || !place.function().isEmpty()) {
            words.addAll(List.of(place.constant(), "" + place.at()));
          }
          if (!place.function().isEmpty()) {
            words.add(place.function());
          }
          text.append(String.join(TAB, words)).append('\n');
        });
    return text.toString();
  }

  // reading

  static WeightPlaces parse(String text) {
    SortedMap<String, Place> all = new TreeMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(TAB, -1);
      boolean own = words.length == 3;
      if (!own && words.length != 5 && words.length != 6) {
        throw new ModelFormatException("'%s' tells no parameter's place".formatted(line));
      }
      Place place =
          new Place(
              number(words[1]),
              number(words[2]),
              own ? words[0] : words[3],
              own ? 0 : number(words[4]),
              words.length == 6 ? words[5] : "");
      if (all.put(words[0], place) != null) {
        throw new ModelFormatException("parameter '%s' has two places".formatted(words[0]));
      }
    }
    return new WeightPlaces(all);
  }

  private static int number(String word) {
    if (!word.matches("\\d{1,9}")) {
      throw new ModelFormatException("'%s' tells no parameter's place".formatted(word));
    }
    return Integer.parseInt(word);
  }

  /** The values, by path. No number is handed out twice, so they take no more than there is. */
  SortedMap<String, Matrix> values(Graph graph) {
    Map<String, Graph> functions = new HashMap<>(Map.of("", graph));
    graph.functions().forEach((op, body) -> functions.put(op.toString(), body));
    Map<Tensor, Long> taken = new HashMap<>(); // of each constant, by identity
    SortedMap<String, Matrix> values = new TreeMap<>();
    all.forEach(
        (path, place) -> {
          Graph holder = functions.getOrDefault(place.function(), new Graph());
          if (!(holder.constants().get(place.constant()) instanceof Tensor.Floats from)) {
            throw misplaced(path, place, "the file has no such floats");
          }
          long size = (long) place.rows() * place.cols();
          int there = from.data().length;
          if (place.at() + size > there || taken.merge(from, size, Long::sum) > there) {
            throw misplaced(path, place, "there are %d floats for all".formatted(there));
          }
          int end = place.at() + (int) size;
          float[] data = Arrays.copyOfRange(from.data(), place.at(), end);
          values.put(path, new Matrix(place.rows(), place.cols(), data, 0));
        });
    return values;
  }

  private static ModelFormatException misplaced(String path, Place place, String why) {
    return new ModelFormatException(
        "parameter '%s', %d x %d, should stand in the constant '%s' from %d on, but %s"
            .formatted(path, place.rows(), place.cols(), place.constant(), place.at(), why));
  }
}
