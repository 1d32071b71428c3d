package rondo.tasks.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import opennlp.tools.sentdetect.SentenceDetector;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;

/**
 * Where a trained sentence detector of OpenNLP sees an end, and at the end of a line. It is asked
 * line by line, and of a long line in windows: the last sentence of a window may go on behind it,
 * so the next window begins with it again.
 */
final class OpenNlpEnds implements Ends {
  private static final int WINDOW = 4096; // chars
  private static final int LONGEST = 512; // chars without white space in one window

  private final SentenceDetector detector; // not safe for threads, so each text has its own
  private final String text;
  private final Deque<Integer> ends = new ArrayDeque<>(); // of the last window, not yet told

  private OpenNlpEnds(SentenceDetector detector, String text) {
    this.detector = detector;
    this.text = text;
  }

  static Ends.Finder trained(TrainedModel model) {
    try {
      SentenceModel read = new SentenceModel(new ByteArrayInputStream(model.bytes()));
      return text -> new OpenNlpEnds(new SentenceDetectorME(read), text);
    } catch (IOException | RuntimeException e) {
      throw model.unreadable("sentence", e);
    }
  }

  @Override
  public int after(int from) {
    if (ends.isEmpty()) {
      look(from);
    }
    return ends.remove();
  }

  private void look(int from) {
    int end = windowEnd(from);
    boolean whole = end == text.length() || Characters.lineEnd(text.charAt(end - 1));
    int last = from;
    for (opennlp.tools.util.Span span : detector.sentPosDetect(text.substring(from, end))) {
      int past = from + span.getEnd();
      if (past > last && Characters.border(text, past)) {
        ends.add(past);
        last = past;
      }
    }
    ends.pollLast(); // of the last sentence, which takes what is left, or goes on behind the window
    boolean enough = !ends.isEmpty() && ends.getLast() - from > (end - from) / 2;
    if (whole || !enough) { // steps of less than half a window would make a long line slow
      ends.add(end);
    }
  }

  /** The end of the line, or where it grows too long, at white space if there is any. */
  private int windowEnd(int from) {
    int limit = Math.min(text.length(), from + WINDOW);
    int space = from; // one past the last white space
    for (int at = from; at < limit; at++) {
      char c = text.charAt(at);
      if (Characters.lineEnd(c)) {
        return at + 1;
      }
      if (Characters.space(c)) {
        space = at + 1;
      } else if (at - space >= LONGEST && Characters.border(text, at)) {
        return at;
      }
    }
    if (limit == text.length()) {
      return limit;
    }
    return space > from ? space : limit;
  }
}
