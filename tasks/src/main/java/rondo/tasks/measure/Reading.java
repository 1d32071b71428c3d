package rondo.tasks.measure;

import java.util.List;
import java.util.Optional;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

/**
 * The tags of a sentence and the spans they mean, read once because they may be measured often.
 *
 * @param spans as conlleval reads tags, or strictly
 */
record Reading(List<String> tags, List<Span> spans) {
  static Reading of(List<String> tags, Optional<Scheme> strict) {
    List<Span> spans =
        strict.map(s -> StrictSpans.read(tags, s)).orElseGet(() -> Scheme.spans(tags));
    return new Reading(tags, spans);
  }
}
