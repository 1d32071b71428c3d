package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rondo.core.Importer.Fate;
import rondo.core.Importer.Note;
import rondo.core.graph.Node;
import rondo.core.graph.Value;

/** What became of the nodes of a graph, those among them that were folded or lead nowhere. */
final class Reports {
  private Reports() {}

  /**
   * @param alive the steps that are left
   */
  static List<Note> of(Reading reading, Folding.Plain plain, List<Step> alive) {
    List<Note> all = new ArrayList<>();
    for (Folding.Gone each : plain.gone()) {
      boolean unused = each.fate() == Folding.Fate.UNUSED;
      Fate fate = unused ? Fate.UNUSED : Fate.FOLDED;
      all.add(new Note(each.node(), each.op().toString(), fate, each.fate().toString()));
    }
    Set<Node> living =
        alive.stream()
            .filter(s -> s instanceof InterpretedStep)
            .map(s -> ((InterpretedStep) s).node())
            .collect(Collectors.toSet());
    for (Map.Entry<Node, Note> each : reading.notes().entrySet()) {
      Note note = each.getValue();
      boolean idle = note.fate() == Fate.INTERPRETED && !living.contains(each.getKey());
      all.add(idle ? idle(reading, each.getKey(), note) : note);
    }
    reading.unknowns().freed().forEach((place, unknown) -> all.add(freed(reading, place, unknown)));
    return all;
  }

  private static Note idle(Reading reading, Node node, Note note) {
    boolean zeros = node.outputs().stream().map(Value::name).anyMatch(reading::zeros);
    return zeros
        ? new Note(
            note.part(), note.operator(), Fate.FOLDED, "zeros, which cells start from anyway")
        : new Note(note.part(), note.operator(), Fate.UNUSED, "nothing that is computed needs it");
  }

  private static Note freed(Reading reading, String place, String unknown) {
    int dot = place.lastIndexOf('.');
    return new Note(
        place.substring(0, dot),
        "input",
        Fate.REARRANGED,
        "its axis %s was written as %d long, as its example was; the model is free of it, it is '%s'"
            .formatted(
                place.substring(dot + 1), reading.unknowns().examples().get(unknown), unknown));
  }
}
