package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import rondo.core.ModelFormatException;
import rondo.core.Settings;

/**
 * Which output becomes which input: by names where they say it, as of {@code h0} and {@code h_out},
 * else by shapes where only one fits.
 *
 * @param option of pairs that somebody said, INPUT=OUTPUT,…
 * @param whose the outputs are, for messages
 */
record PortNames(
    Map<String, View> inputs,
    Map<String, View> outputs,
    Settings names,
    String option,
    String whose) {
  /** In the place of an output: nothing is handed over. */
  static final String ZEROS = "zeros";

  private static final Set<String> SAYING_WHEN =
      Set.of(
          "new",
          "next",
          "out",
          "output",
          "outputs",
          "prev",
          "previous",
          "last",
          "in",
          "input",
          "past",
          "present",
          "init",
          "initial",
          "start",
          "n",
          "t",
          "dec",
          "decoder",
          "enc",
          "encoder",
          "state",
          "states",
          "final");
  private static final Map<String, String> SHORT =
      Map.of("hidden", "h", "cell", "c", "hn", "h", "cn", "c", "ht", "h", "ct", "c");

  /** Outputs by input. */
  Map<String, String> matched() {
    Map<String, String> found = new LinkedHashMap<>(said());
    named(found, name -> name);
    named(found, name -> stem(name, true));
    named(found, name -> stem(name, false));
    shaped(found);
    return found;
  }

  private Map<String, String> said() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String each : names.text(option).split(",", -1)) {
      String[] pair = each.strip().split("=", -1);
      boolean known =
          pair.length == 2
              && inputs.containsKey(pair[0])
              && (outputs.containsKey(pair[1]) || pair[1].equals(ZEROS));
      if (known) {
        all.put(pair[0], pair[1]);
      } else if (!each.isBlank()) {
        throw new ModelFormatException(
            "option '%s': '%s' is no INPUT=OUTPUT; inputs of the step are %s, outputs of %s %s"
                .formatted(option, each, inputs.keySet(), whose, outputs.keySet()));
      }
    }
    return all;
  }

  private void named(Map<String, String> found, UnaryOperator<String> stem) {
    for (String in : inputs.keySet()) {
      List<String> fitting =
          free(found, in).stream().filter(o -> stem.apply(o).equals(stem.apply(in))).toList();
      if (!found.containsKey(in) && fitting.size() == 1) {
        found.put(in, fitting.get(0));
      }
    }
  }

  private void shaped(Map<String, String> found) {
    List<String> left = inputs.keySet().stream().filter(in -> !found.containsKey(in)).toList();
    for (String in : left) {
      List<String> fitting = free(found, in);
      if (fitting.isEmpty()) {
        continue;
      }
      List<String> rivals =
          left.stream()
              .filter(other -> !other.equals(in) && free(found, other).contains(fitting.get(0)))
              .toList();
      if (fitting.size() > 1 || !rivals.isEmpty()) {
        throw new ModelFormatException(
            "the graphs are no translator: which of %s of %s becomes %s is not known; say it by --%s=%s=OUTPUT"
                .formatted(fitting, whose, with(in, rivals), option, in));
      }
      found.put(in, fitting.get(0));
    }
  }

  private static List<String> with(String one, List<String> others) {
    List<String> all = new ArrayList<>(List.of(one));
    all.addAll(others);
    return all;
  }

  /** The outputs that an input may be, and no other one is. */
  private List<String> free(Map<String, String> found, String in) {
    return outputs.keySet().stream()
        .filter(o -> !found.containsValue(o) && alike(of(inputs, in), of(outputs, o)))
        .toList();
  }

  /** A view that is there. */
  static View of(Map<String, View> all, String name) {
    return Optional.ofNullable(all.get(name)).orElseThrow();
  }

  private static boolean alike(View a, View b) {
    boolean alike = a.rank() == b.rank();
    for (int i = 0; alike && i < a.rank(); i++) {
      alike = a.size(i).known() ? a.size(i).equals(b.size(i)) : !b.size(i).known();
    }
    return alike;
  }

  private static String stem(String name, boolean digits) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll(digits ? "[^a-z0-9]+" : "[^a-z]+", "_");
    List<String> left =
        Arrays.stream(words.split("_", -1))
            .filter(w -> !w.isEmpty() && !SAYING_WHEN.contains(w))
            .map(w -> SHORT.getOrDefault(w, w))
            .toList();
    return left.isEmpty() ? words : String.join("_", left);
  }
}
