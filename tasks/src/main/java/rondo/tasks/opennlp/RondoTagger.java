package rondo.tasks.opennlp;

import java.util.List;
import opennlp.tools.postag.POSTagger;
import opennlp.tools.util.Sequence;
import rondo.tasks.Likely;
import rondo.tasks.Tagging;

/** OpenNLP's tagger of parts of speech over a model of ours, whatever its labels are. */
public final class RondoTagger implements POSTagger {
  private final Tagging tagging;

  public RondoTagger(Tagging tagging) {
    this.tagging = tagging;
  }

  @Override
  public String[] tag(String[] sentence) {
    return tagging.answer(List.of(sentence)).toArray(String[]::new);
  }

  /** The same; a model of ours reads the sentence and no other context. */
  @Override
  public String[] tag(String[] sentence, Object[] additionalContext) {
    return tag(sentence);
  }

  /**
   * The one best sequence, with the probability of each tag given the whole sentence; others are
   * not kept.
   */
  @Override
  public Sequence[] topKSequences(String[] sentence) {
    Sequence best = new Sequence();
    for (Likely each : tagging.likely(List.of(List.of(sentence))).get(0)) {
      best.add(each.label(), each.confidence());
    }
    return new Sequence[] {best};
  }

  /** The same; a model of ours reads the sentence and no other context. */
  @Override
  public Sequence[] topKSequences(String[] sentence, Object[] additionalContext) {
    return topKSequences(sentence);
  }
}
