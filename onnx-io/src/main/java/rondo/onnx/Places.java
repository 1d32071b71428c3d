package rondo.onnx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Batch;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Network;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Task;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * Names the first place where a file computes otherwise than its model. A twin of the network is
 * made of cells that are {@link Seen}; the wires between which they are written become further
 * outputs of the file; and both are held against each other from the inputs on: the features, each
 * cell's input, output and end, what follows the last cell, the head.
 */
final class Places {
  private final Model<?, ?> model;
  private final Task.Form form;
  private final String stem;
  private final Twins twins;
  private final byte[] file;
  private final OnnxRuntime runtime;

  /**
   * @param stem which of the task's graphs the file is
   * @param runtime what runs the file
   */
  Places(
      Model<?, ?> model,
      Task.Form form,
      String stem,
      Twins twins,
      byte[] file,
      OnnxRuntime runtime) {
    this.model = model;
    this.form = form;
    this.stem = stem;
    this.twins = twins;
    this.file = file;
    this.runtime = runtime;
  }

  /** Where the file's scores of these inputs come to differ. */
  String first(Inputs tokens, SortedMap<String, Tensor> fed) {
    try {
      return new Search(tokens, fed).first();
    } catch (RuntimeException e) { // the mismatch itself must be told in any case
      return "where they begin to differ cannot be told (%s)".formatted(e.getMessage());
    }
  }

  /** Which part of what makes an answer of scores, both being right, differs from the model's. */
  String behind(SortedMap<String, Tensor> fed, String output, Tensor wanted) {
    try {
      return new Search(Inputs.NONE, fed).behind(output, wanted);
    } catch (RuntimeException e) { // the mismatch itself must be told in any case
      return "which part of it cannot be told (%s)".formatted(e.getMessage());
    }
  }

  /** One search. */
  private final class Search {
    private final Seen seen = new Seen();
    private final Network twin = twins.of(model, seen::watch);
    private final Work work = new Work(KernelChoice.best(), Workers.ONE);
    private final Map<String, Node> makers; // by the name of what they make
    private final Inputs tokens;
    private final SortedMap<String, Tensor> fed;

    Search(Inputs tokens, SortedMap<String, Tensor> fed) {
      this.makers = makers(OnnxFile.read(file));
      this.tokens = tokens;
      this.fed = fed;
    }

    String first() {
      Graph written = Proof.named("graph", new TreeMap<>(model.task().write(twin, form)), stem);
      twin.score(tokens, twin.start(Inputs.NONE, work), work);
      Set<Value> wanted = new LinkedHashSet<>();
      seen.written().forEach(w -> wanted.addAll(wires(w)));
      Optional<Value> hidden = hidden(written);
      hidden.ifPresent(wanted::add);
      SortedMap<String, Tensor> found = values(wanted, ElementType.FLOAT);
      String before = "";
      for (Seen.Written each : seen.written()) {
        Optional<String> place = within(each, found, before);
        if (place.isPresent()) {
          return place.get();
        }
        before = String.join(" and ", each.cells());
      }
      if (hidden.isPresent() && found.containsKey(hidden.get().name())) {
        Batch batch = new Batch(Inputs.NONE, tokens, Inputs.NONE, false);
        Sequence due = twin.forward(batch, State.NONE, work).output().sequence();
        Optional<String> apart = apart(due, found, hidden.get(), 0, 1);
        if (apart.isPresent()) {
          return "the first to differ is what the head reads (%s), between %s and the head: %s"
              .formatted(maker(hidden.get()), before, apart.get());
        }
        return "all before the head is equal (%s), so the head differs"
            .formatted(maker(hidden.get()));
      }
      return "all up to " + before + " is equal, so what follows differs";
    }

    /**
     * An answer is a table of labels, read where a decoder says: does the decoder say what it
     * should?
     */
    String behind(String output, Tensor wanted) {
      Graph written = Proof.named("graph", new TreeMap<>(model.task().write(twin, form)), stem);
      Optional<Node> look = lookUp(makers, output);
      Optional<Node> due = lookUp(makers(written), output);
      if (look.isEmpty() || due.isEmpty() || !(wanted instanceof Tensor.Strings labels)) {
        return "the scores are equal, so what makes '%s' of them differs".formatted(output);
      }
      Value path = look.get().input(1);
      Tensor places = Proof.output(values(List.of(path), ElementType.INT64), path.name());
      Tensor table = written.tensor(due.get().input(0)).orElseThrow();
      String[] names = ((Tensor.Strings) table).data();
      long[] found = ((Tensor.Ints) places).data();
      for (int i = 0; i < found.length; i++) {
        boolean counts = !labels.data()[i].isEmpty(); // a place past its length has no label
        if (counts && !names[(int) found[i]].equals(labels.data()[i])) {
          return "the scores are equal, so the decoder differs (%s): it says label %d, '%s', at place %d"
              .formatted(maker(path), found[i], names[(int) found[i]], i);
        }
      }
      return "the decoder is right, so the labels differ ('%s')"
          .formatted(look.get().input(0).name());
    }

    /** What reads labels from a table, for an output. */
    private static Optional<Node> lookUp(Map<String, Node> makers, String output) {
      Node end = makers.get(output);
      Node look = end == null ? null : makers.get(end.input(0).name());
      return Optional.ofNullable(look).filter(n -> n.op().name().equals("Gather"));
    }

    /** The first difference at a recurrence. */
    private Optional<String> within(
        Seen.Written here, SortedMap<String, Tensor> found, String before) {
      int D = here.cells().size();
      for (int d = 0; d < D; d++) {
        for (Seen.Run run : seen.run(here.cells().get(d))) {
          boolean back = here.recurrence().backward(d);
          Optional<String> read = apart(turned(run.x(), back), found, here.in().sequence(), 0, 1);
          if (read.isPresent()) {
            return Optional.of(reading(here, before, read.get(), turned(run.x(), back)));
          }
        }
      }
      for (int d = 0; d < D; d++) {
        String cell = here.cells().get(d);
        for (Seen.Run run : seen.run(cell)) {
          boolean back = here.recurrence().backward(d);
          List<Value> wires = wires(here);
          for (int w = 1; w < wires.size(); w++) {
            Sequence due = w == 1 ? turned(run.y(), back) : end(run, w - 2);
            Optional<String> apart = apart(due, found, wires.get(w), d, D);
            if (apart.isPresent()) {
              String part = w == 1 ? "" : "part %d of the state it ends in, ".formatted(w - 2);
              return Optional.of(
                  "the first to differ is what cell '%s' says (%s): %s%s"
                      .formatted(cell, maker(wires.get(w)), part, apart.get()));
            }
          }
        }
      }
      return Optional.empty();
    }

    /** What a recurrence reads differs: which of the things that were joined to it? */
    private String reading(Seen.Written here, String before, String how, Sequence x) {
      Value read = here.in().sequence();
      String cells = String.join("' and '", here.cells());
      String after = before.isEmpty() ? "the features" : "what follows " + before;
      Node join = makers.get(read.name());
      if (join != null && join.op().name().equals("Concat")) {
        SortedMap<String, Tensor> parts = values(join.inputs(), ElementType.FLOAT);
        int from = 0;
        for (Value each : join.inputs()) {
          if (parts.get(each.name()) instanceof Tensor.Floats part && part.dims().size() == 3) {
            int width = part.dims().get(2);
            if (from + width <= x.width()
                && apart(columns(x, from, width), parts, each, 0, 1).isPresent()) {
              return "the first to differ is '%s' (%s), in %s: %s"
                  .formatted(each.name(), maker(each), after, how);
            }
            from += width;
          }
        }
      }
      return "the first to differ is what cell '%s' reads (%s), in %s: %s"
          .formatted(cells, maker(read), after, how);
    }

    /** The outputs of the file for some of its wires; of those that it has. */
    private SortedMap<String, Tensor> values(Collection<Value> wanted, ElementType type) {
      Graph graph = OnnxFile.read(file);
      Set<String> names = new LinkedHashSet<>();
      graph.outputs().forEach(p -> names.add(p.value().name()));
      for (Value each : wanted) {
        if (makers.containsKey(each.name()) && names.add(each.name())) {
          graph.output(new Port(each, type, List.of(Port.ANY)));
        }
      }
      try (OnnxSession run = runtime.open(OnnxFile.write(graph))) {
        return run.run(fed);
      }
    }

    private String maker(Value v) {
      Node node = makers.get(v.name());
      return node == null
          ? "'%s', which the file does not have".formatted(v.name())
          : "node '%s', %s".formatted(node.name(), node.op());
    }

    /** What enters the head, where its nodes have a scope of their own. */
    private Optional<Value> hidden(Graph written) {
      String scope = "network/head/";
      Set<String> own = new LinkedHashSet<>();
      for (Node node : written.nodes()) {
        if (node.name().startsWith(scope)) {
          for (Value in : node.inputs()) {
            boolean constant = written.constants().containsKey(in.name());
            if (!in.none() && !constant && !own.contains(in.name())) {
              return Optional.of(in);
            }
          }
          node.outputs().forEach(v -> own.add(v.name()));
        }
      }
      return Optional.empty();
    }
  }

  private static Map<String, Node> makers(Graph graph) {
    Map<String, Node> makers = new TreeMap<>();
    for (Node node : graph.nodes()) {
      node.outputs().stream().filter(v -> !v.none()).forEach(v -> makers.put(v.name(), node));
    }
    return makers;
  }

  /** A part of the state that a cell ends in, as a step; nothing is asked of empty sequences. */
  private static Sequence end(Seen.Run run, int part) {
    int[] one = new int[run.y().batch()];
    for (int b = 0; b < one.length; b++) {
      one[b] = run.y().lengths()[b] > 0 ? 1 : 0;
    }
    return new Sequence(1, run.end().part(part), one);
  }

  /** What a recurrence reads, says, and ends in. */
  private static List<Value> wires(Seen.Written w) {
    List<Value> all = new ArrayList<>(List.of(w.in().sequence(), w.out().sequence()));
    all.addAll(w.out().state());
    return all;
  }

  /**
   * Where a sequence and a value of [T,B,W] differ, or the d-th of a value of [T,D,B,W] or [D,B,W].
   */
  private static Optional<String> apart(
      Sequence due, SortedMap<String, Tensor> found, Value value, int d, int D) {
    if (!(found.get(value.name()) instanceof Tensor.Floats tensor)) {
      return Optional.empty(); // the file has no such wire
    }
    int B = due.batch();
    int W = due.width();
    int size = due.time() * D * B * W;
    if (tensor.data().length != size) {
      return Optional.of(
          "it is %s, and should hold %d vectors of %d"
              .formatted(tensor.dims(), due.time() * D * B, W));
    }
    Agreement agreement = new Agreement();
    for (int t = 0; t < due.time(); t++) {
      for (int b = 0; b < B; b++) {
        for (int j = 0; j < W && due.alive(t, b); j++) {
          float w = due.rows().get(t * B + b, j);
          float g = tensor.data()[((t * D + d) * B + b) * W + j];
          if (!agreement.close(w, g)) {
            return Optional.of(
                String.format(
                    Locale.ROOT,
                    "%s in the file and %s in the model, at step %d of example %d, unit %d",
                    g,
                    w,
                    t,
                    b,
                    j));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A sequence that was read from its ends, from its beginnings. */
  private static Sequence turned(Sequence s, boolean back) {
    if (!back) {
      return s;
    }
    int B = s.batch();
    Matrix rows = Matrix.zeros(s.rows().rows(), s.width());
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < s.lengths()[b]; t++) {
        rows.rows(t * B + b, 1).set(s.rows().rows((s.lengths()[b] - 1 - t) * B + b, 1));
      }
    }
    return s.with(rows);
  }

  private static Sequence columns(Sequence s, int from, int width) {
    Matrix cut = Matrix.zeros(s.rows().rows(), width);
    for (int r = 0; r < cut.rows(); r++) {
      System.arraycopy(s.rows().data(), s.rows().at(r) + from, cut.data(), cut.at(r), width);
    }
    return s.with(cut);
  }
}
