package rondo.engine.tiny;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Cursor;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.graph.Graph;
import rondo.engine.layer.CrossEntropy;
import rondo.engine.model.Vocabulary;

/** A letter for each letter. */
record CaesarTask(TaskSpec spec, Vocabulary letters) implements Task<String, String> {
  CaesarTask(TaskSpec spec) {
    this(spec, Vocabulary.of(spec.list(CaesarType.LETTERS), Vocabulary.Folding.NONE));
  }

  static List<String> letters(String word) {
    return word.chars().mapToObj(c -> String.valueOf((char) c)).toList();
  }

  private Inputs inputs(List<String> words) {
    int B = words.size();
    int[] lengths = words.stream().mapToInt(String::length).toArray();
    int time = words.stream().mapToInt(String::length).max().orElse(0);
    int[] ids = new int[time * B];
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        ids[t * B + b] = letters.id(words.get(b).substring(t, t + 1));
      }
    }
    return Inputs.ids(CaesarType.LETTERS, time, lengths, ids);
  }

  @Override
  public Stream<List<Batch>> epoch(List<Example<String, String>> data, Plan plan, Noise order) {
    List<List<Batch>> steps = new ArrayList<>();
    for (int from = 0; from < data.size(); from += plan.rows()) {
      List<Batch> parts = new ArrayList<>();
      int end = Math.min(data.size(), from + plan.rows());
      for (int at = from; at < end; at += plan.part()) {
        List<Example<String, String>> part = data.subList(at, Math.min(end, at + plan.part()));
        parts.add(
            new Batch(
                Inputs.NONE,
                inputs(part.stream().map(Example::input).toList()),
                inputs(part.stream().map(Example::gold).toList()),
                false));
      }
      steps.add(parts);
    }
    return steps.stream();
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return CrossEntropy.PLAIN.through(head, hidden, batch.gold().ids(CaesarType.LETTERS), pass);
  }

  @Override
  public List<String> answer(List<String> inputs, Runner runner) {
    try (Cursor cursor = runner.start(Inputs.NONE)) {
      Sequence scores = cursor.score(inputs(inputs)).values();
      List<String> answers = new ArrayList<>();
      for (int b = 0; b < scores.batch(); b++) {
        StringBuilder answer = new StringBuilder();
        for (int t = 0; t < scores.lengths()[b]; t++) {
          answer.append(letters.word(best(scores, t * scores.batch() + b)));
        }
        answers.add(answer.toString());
      }
      return answers;
    }
  }

  private static int best(Sequence scores, int row) {
    int best = 0;
    for (int j = 1; j < scores.width(); j++) {
      if (scores.rows().get(row, j) > scores.rows().get(row, best)) {
        best = j;
      }
    }
    return best;
  }

  @Override
  public Evaluation evaluate(List<Example<String, String>> gold, List<String> answers) {
    int right = 0;
    for (int i = 0; i < gold.size(); i++) {
      right += gold.get(i).gold().equals(answers.get(i)) ? 1 : 0;
    }
    return new Evaluation(
        "words", new TreeMap<>(Map.of("words", 100.0 * right / gold.size())), right + " right");
  }

  @Override
  public Map<String, Graph> write(rondo.core.Network network, Form form) {
    throw new UnsupportedOperationException("a cipher is not written down");
  }
}
