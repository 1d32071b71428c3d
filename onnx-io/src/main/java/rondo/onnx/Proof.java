package rondo.onnx;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import rondo.core.Device;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.core.Task;
import rondo.core.graph.Tensor;
import rondo.engine.NativeRunner;
import rondo.engine.graph.GraphSearch;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Workers;

/**
 * How files are held against the model they were written from. Each kind of file has a proof of its
 * own: what it feeds, and what it compares. {@link #of} chooses; whoever adds a kind adds a class
 * and a line there.
 *
 * <ul>
 *   <li>{@link ScoresProof}: ids in, scores and answers out
 *   <li>{@link StepsProof}: pieces of a sequence in, scores and the state after them out
 *   <li>{@link DecodingProof}: a source in, then tokens, scores out
 *   <li>{@link SearchProof}: a source in, the answer that was searched for out
 *   <li>{@link TextProof}: raw text in, tokens, scores and answers out
 * </ul>
 *
 * <p>The parts to build one of: {@link Agreement} compares and counts, by one tolerance for all;
 * {@link Compared} is a runner that runs two side by side, so that any use of a task ({@code
 * task.answer(real, compared)}) is a comparison on real inputs, made of them by the task itself;
 * {@link Mismatch} says where two first differ; {@link Places} and {@link SourcePlaces} name the
 * part of the network where that begins.
 */
interface Proof {
  /** Lengths of ragged batches: of 1, of the longest, of many. */
  List<int[]> LENGTHS =
      List.of(
          new int[] {1},
          new int[] {50},
          new int[] {1, 1, 1},
          new int[] {2, 5},
          new int[] {50, 1, 7, 23, 2, 1, 12, 33},
          new int[] {3, 4, 9, 1, 16, 8, 5, 2, 6, 11, 1});

  /** What is compared and how closely, for the metadata of the files. */
  String says();

  /**
   * Runs model and files, and compares; what differs is thrown as a {@link Mismatch}.
   *
   * @param files their bytes by the name stem that the task gave them
   */
  Agreement check(SortedMap<String, byte[]> files, Device device);

  /** The proof of what a task writes in a form, on made-up inputs and on real ones. */
  static <I, O> Proof of(Model<I, O> model, Task.Form form, List<I> real, Twins twins) {
    if (!model.task().spec().demand().source().columns().isEmpty()) {
      if (form == Task.Form.STEPS) {
        return new DecodingProof<>(model, real, twins);
      }
      if (model.task() instanceof GraphSearch search) {
        return new SearchProof<>(model, search, real, twins);
      }
      throw new IllegalArgumentException(
          "a '%s' model reads a source first and does not say what its file should answer, so that cannot be proved; it is not written"
              .formatted(model.task().spec().type()));
    }
    return switch (form) {
      case ANSWER -> new ScoresProof<>(model, real, twins);
      case STEPS -> new StepsProof<>(model, real, twins);
      case TEXT -> new TextProof<>(model, real);
    };
  }

  /** The model itself, as what is right. */
  static Runner here(Model<?, ?> model) {
    return new NativeRunner(model.network(), KernelChoice.best(), Workers.ONE);
  }

  /** What a file makes of inputs that its model answers: that it cannot be run differs, too. */
  static <R> R run(Supplier<R> running) {
    try {
      return running.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new Mismatch(
          "it cannot be run on what its model answers (%s)".formatted(e.getMessage()));
    }
  }

  /** One of these, by its name. */
  static <V> V named(String what, SortedMap<String, V> all, String name) {
    V found = all.get(name);
    if (found == null) {
      throw new Mismatch("it has no %s '%s', there are %s".formatted(what, name, all.keySet()));
    }
    return found;
  }

  /** An output by its name. */
  static Tensor output(SortedMap<String, Tensor> outputs, String name) {
    return named("output", outputs, name);
  }
}
