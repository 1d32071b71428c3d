package rondo.tasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import rondo.core.Batch;
import rondo.core.Inputs;
import rondo.core.Known;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Network;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphText;

/** A task whose answers are read off labels of words: what its {@link Tagger} does for it. */
interface TaggerTask<O> extends Task<List<String>, O>, GraphText {
  Tagger tagger();

  @Override
  default TaskSpec spec() {
    return tagger().spec();
  }

  @Override
  default Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return tagger().loss(hidden, head, batch, pass);
  }

  @Override
  default Optional<Known> known(List<List<String>> inputs) {
    return Optional.of(tagger().known(inputs));
  }

  @Override
  default Map<String, Graph> write(Network network, Form form) {
    return tagger().write(network, form);
  }

  @Override
  default SortedMap<String, Tensor> answers(Sequence scores) {
    return tagger().answers(scores);
  }

  @Override
  default List<String> tokens(String sentence) {
    return tagger().tokens(sentence);
  }

  @Override
  default Inputs inputs(List<List<String>> sentences) {
    return tagger().inputs(sentences);
  }

  @Override
  default List<String> words() {
    return tagger().words();
  }
}
