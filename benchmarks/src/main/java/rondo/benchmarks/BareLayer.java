package rondo.benchmarks;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * PyTorch, through DJL: a bidirectional LSTM and its output layer alone, over vectors that are
 * there already. Batches are padded to their longest sentence.
 */
final class BareLayer implements AutoCloseable {
  private final int labels;
  private final NDManager manager = NDManager.newBaseManager();
  private final Model model = Model.newInstance("bare");
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final Trainer trainer;
  private final List<Drawn> batches = new ArrayList<>();

  /**
   * One batch.
   *
   * @param x T x B x I
   * @param gold T B
   */
  private record Drawn(NDArray x, NDArray gold) {}

  /** Reads batches of these numbers of steps and sentences. */
  BareLayer(List<Sizes> sizes, int inputs, int hidden, int labels) {
    this.labels = labels;
    SequentialBlock block = new SequentialBlock();
    block.add(
        LSTM.builder()
            .setStateSize(hidden)
            .setNumLayers(1)
            .optBatchFirst(false)
            .optBidirectional(true)
            .optHasBiases(false) // DJL refuses them where both directions are read
            .build());
    block.add(Linear.builder().setUnits(labels).build());
    model.setBlock(block);
    Adam adam = Adam.builder().optLearningRateTracker(Tracker.fixed(2e-3f)).build();
    trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(adam));
    Random random = new Random(1);
    for (Sizes each : sizes) {
      int places = each.time() * each.batch();
      batches.add(
          new Drawn(
              manager.create(
                  Made.floats(places * inputs, random),
                  new Shape(each.time(), each.batch(), inputs)),
              manager
                  .create(random.ints(places, 0, labels).toArray())
                  .toType(DataType.FLOAT32, false)));
    }
    trainer.initialize(batches.get(0).x().getShape());
  }

  /** How large a batch is. */
  record Sizes(int time, int batch) {}

  /** Takes a step over each batch. */
  void epoch() {
    for (Drawn batch : batches) {
      float mean = step(batch);
      if (!Float.isFinite(mean)) {
        throw new IllegalStateException("PyTorch's loss is " + mean);
      }
    }
  }

  private float step(Drawn batch) {
    try (NDManager own = trainer.getManager().newSubManager();
        GradientCollector collector = trainer.newGradientCollector()) {
      batch.x().tempAttach(own);
      batch.gold().tempAttach(own);
      NDArray y = trainer.forward(new NDList(batch.x())).singletonOrThrow().reshape(-1, labels);
      NDArray mean = loss.evaluate(new NDList(batch.gold()), new NDList(y));
      collector.backward(mean);
      Peer.clip(model, own);
      trainer.step();
      return mean.getFloat();
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
    manager.close();
  }
}
