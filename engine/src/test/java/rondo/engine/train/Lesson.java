package rondo.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import rondo.core.Example;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Settings;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.model.FreshWeights;

/** Something small to learn: models, data and trainers of it, all of them drawn from seeds. */
record Lesson(int vocabulary, int outputs, float drop, List<Example<int[], int[]>> data) {
  /** Ragged rows of a few numbers out of many; the label is whether the number before was odd. */
  static Lesson echo(int examples, int vocabulary) {
    Noise noise = Noise.of(5);
    List<Example<int[], int[]>> data = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      Noise own = noise.at(i);
      int[] in = new int[1 + (int) (own.uniform(0) * 7)];
      int[] gold = new int[in.length];
      for (int t = 0; t < in.length; t++) {
        in[t] = (int) (own.uniform(t + 1) * vocabulary);
        gold[t] = t == 0 ? 0 : in[t - 1] % 2;
      }
      data.add(new Example<>(in, gold));
    }
    return new Lesson(vocabulary, 2, 0, data);
  }

  /** Rows of one length that begin with 1 or 2 and go on with other numbers; which of the two? */
  static Lesson remember(int examples, int length) {
    Noise noise = Noise.of(6);
    List<Example<int[], int[]>> data = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      Noise own = noise.at(i);
      int[] in = new int[length];
      int[] gold = new int[length];
      for (int t = 0; t < length; t++) {
        in[t] = t == 0 ? 1 + (int) (2 * own.uniform(0)) : 3 + (int) (4 * own.uniform(t));
        gold[t] = in[0] - 1;
      }
      data.add(new Example<>(in, gold));
    }
    return new Lesson(7, 2, 0, data);
  }

  Lesson dropping(float part) {
    return new Lesson(vocabulary, outputs, part, data);
  }

  Model<int[], int[]> model() {
    FreshWeights weights = new FreshWeights(3);
    TinyNetwork network = new TinyNetwork(vocabulary, outputs, drop, weights);
    Labelling task = new Labelling(network, new ConcurrentLinkedQueue<>());
    ModelSpec spec = new ModelSpec(network.spec(), task.spec(), new TreeMap<>());
    return new Model<>(spec, network, task, weights.params());
  }

  static Settings settings(Map<String, String> given) {
    return Trainer.options().fill(given);
  }

  Trainer<int[], int[]> trainer(Model<int[], int[]> model, Map<String, String> given) {
    return new Trainer<>(model, data, data, settings(given), 11, new ScalarKernels());
  }

  /** Whether all numbers of a matrix are. */
  static boolean finite(Matrix m) {
    boolean all = true;
    for (int i = 0; i < m.size(); i++) {
      all &= Float.isFinite(m.data()[m.offset() + i]);
    }
    return all;
  }

  /** All numbers of a model, as bits. */
  static List<Integer> bits(Model<int[], int[]> model) {
    List<Integer> bits = new ArrayList<>();
    for (Param p : model.params()) {
      for (int i = 0; i < p.value().size(); i++) {
        bits.add(Float.floatToRawIntBits(p.value().data()[p.value().offset() + i]));
      }
    }
    return bits;
  }
}
