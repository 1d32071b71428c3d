package rondo.benchmarks;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** PyTorch, through DJL: the same layers, loss, clipping and optimiser, time-major as ours. */
final class Peer implements Contender {
  private static final double NORM = 5;

  private final NDManager manager;
  private final Model model;
  private final Trainer trainer;
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final NDArray x; // T x B x I
  private final NDArray gold; // T B

  /** A network over drawn numbers, whose gradient nobody asks for. */
  Peer(String cell, Shape s) {
    manager = NDManager.newBaseManager();
    model = Model.newInstance(cell);
    SequentialBlock block = new SequentialBlock().add(recurrent(cell, s));
    model.setBlock(block.add(Linear.builder().setUnits(CLASSES).build()));
    Adam adam = Adam.builder().optLearningRateTracker(Tracker.fixed(1e-3f)).build();
    trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(adam));
    Random random = new Random(1);
    ai.djl.ndarray.types.Shape shape =
        new ai.djl.ndarray.types.Shape(s.time(), s.batch(), s.input());
    x = manager.create(Made.floats(s.time() * s.batch() * s.input(), random), shape);
    gold =
        manager
            .create(random.ints(s.time() * s.batch(), 0, CLASSES).toArray())
            .toType(DataType.FLOAT32, false);
    trainer.initialize(shape);
  }

  /** The version of PyTorch, asked before any is used, and the threads it may use. */
  static String start(int threads) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    try {
      return Engine.getEngine("PyTorch").getVersion();
    } catch (EngineException | LinkageError e) {
      throw new IllegalStateException(
          "PyTorch cannot be loaded; its library comes with ai.djl.pytorch:pytorch-native-cpu,"
              + " for Linux on x86-64, and is unpacked into DJL_CACHE_DIR",
          e);
    }
  }

  private static Block recurrent(String cell, Shape s) {
    return switch (cell) {
      case "lstm" -> built(LSTM.builder(), s).build();
      case "gru" -> built(GRU.builder(), s).build();
      default -> built(RNN.builder().setActivation(RNN.Activation.TANH), s).build();
    };
  }

  /** DJL refuses biases where both directions are read. */
  private static <B extends RecurrentBlock.BaseBuilder<B>> B built(B builder, Shape s) {
    return builder
        .setStateSize(s.hidden())
        .setNumLayers(1)
        .optBatchFirst(false)
        .optBidirectional(s.bidirectional())
        .optHasBiases(!s.bidirectional());
  }

  @Override
  public double train() {
    try (NDManager own = trainer.getManager().newSubManager();
        GradientCollector collector = trainer.newGradientCollector()) {
      x.tempAttach(own);
      gold.tempAttach(own);
      NDArray y = trainer.forward(new NDList(x)).singletonOrThrow().reshape(-1, CLASSES);
      NDArray mean = loss.evaluate(new NDList(gold), new NDList(y));
      collector.backward(mean);
      clip(model, own);
      trainer.step();
      return mean.getFloat();
    }
  }

  /** Holds the norm of all gradients together to {@link #NORM}. */
  static void clip(Model model, NDManager own) {
    List<NDArray> gradients = new ArrayList<>();
    NDArray squares = own.zeros(new ai.djl.ndarray.types.Shape());
    for (Parameter p : model.getBlock().getParameters().values()) {
      NDArray g = p.getArray().getGradient();
      g.attach(own);
      gradients.add(g);
      squares.addi(g.square().sum());
    }
    double norm = Math.sqrt(squares.getFloat());
    if (norm > NORM) {
      gradients.forEach(g -> g.muli(NORM / norm));
    }
  }

  @Override
  public double forward() {
    try (NDManager own = trainer.getManager().newSubManager()) {
      x.tempAttach(own);
      return trainer.evaluate(new NDList(x)).singletonOrThrow().getFloat(0, 0, 0);
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
    manager.close();
  }
}
