package rondo.benchmarks;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingStream;

/**
 * Where a training spends its time, by Java Flight Recorder's samples of its threads' stacks: what
 * each sample was busy with, and in which method it was.
 */
final class Shares implements AutoCloseable {
  private static final String WAITING = "waiting for the other thread";

  /** Who does what; the innermost frame that stands here tells. */
  private static final Map<String, String> TOPICS =
      Map.ofEntries(
          Map.entry("rondo.engine.layer.Lattice", "CRF"),
          Map.entry("rondo.engine.layer.Crf", "CRF"),
          Map.entry("rondo.engine.layer.Linear", "head"),
          Map.entry("rondo.engine.layer.Dropout", "dropout"),
          Map.entry("rondo.engine.layer.Recurrent", "recurrent layer"),
          Map.entry("rondo.core.Unrolled", "recurrent layer"),
          Map.entry("rondo.core.Steps", "recurrent layer"),
          Map.entry("rondo.engine.layer.Features", "words"),
          Map.entry("rondo.engine.layer.IdFeatures", "words"),
          Map.entry("rondo.engine.train.GradientSum", "summing gradients"),
          Map.entry("rondo.engine.train.Clipping", "clipping"),
          Map.entry("rondo.engine.train.Moments", "optimiser"),
          Map.entry("rondo.engine.train.Averaging", "averaging weights"),
          Map.entry("rondo.tasks.NerTask", "batching"),
          Map.entry("rondo.tasks.Epochs", "batching"),
          Map.entry("rondo.engine.work.Job", WAITING),
          Map.entry("rondo.engine.work.Workers", WAITING));

  private static final String NESTED = "rondo.engine.layer.NestedFeatures";

  private final RecordingStream stream = new RecordingStream();
  private final AtomicBoolean on = new AtomicBoolean();
  private final Map<String, Integer> topics = new TreeMap<>();
  private final Map<String, Integer> methods = new TreeMap<>();

  Shares() {
    stream.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(5));
    stream.setOrdered(false);
    stream.onEvent("jdk.ExecutionSample", this::count);
  }

  /** Samples from now on. */
  void start() {
    on.set(true);
    stream.startAsync();
  }

  private synchronized void count(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    if (!on.get()
        || stack == null
        || !event.getThread("sampledThread").getJavaName().startsWith("rondo")) {
      return;
    }
    List<RecordedFrame> frames = stack.getFrames();
    String topic = topic(frames);
    topics.merge(topic, 1, Integer::sum);
    RecordedFrame top = frames.get(0);
    String name = type(top).replaceFirst(".*[.]", "") + "." + top.getMethod().getName();
    methods.merge(name + " of " + topic, 1, Integer::sum);
  }

  private static String topic(List<RecordedFrame> frames) {
    String topic = "rest";
    boolean nested = false;
    boolean back = false;
    boolean found = false;
    for (RecordedFrame frame : frames) {
      String type = type(frame);
      nested |= type.equals(NESTED);
      back |=
          type.equals("rondo.core.Unrolled")
              && frame.getMethod().getName().matches(".*back.*|finish");
      back |=
          type.equals("rondo.engine.layer.Recurrent")
              && frame.getMethod().getName().contains("back");
      if (!found && TOPICS.containsKey(type)) {
        found = true;
        topic = TOPICS.get(type);
      }
    }
    if (topic.equals(WAITING)) {
      return topic;
    }
    boolean recurrent = topic.equals("recurrent layer");
    String way = recurrent ? back ? ", back" : ", forward" : "";
    return (nested ? "characters" + (recurrent ? "" : ", else") : topic) + way;
  }

  /** The class of a frame, without the nested ones and lambdas in it. */
  private static String type(RecordedFrame frame) {
    return frame.getMethod().getType().getName().replaceFirst("[$].*", "");
  }

  /** What each was busy with, in percent of all samples, the most first. */
  synchronized void print(int hottest) {
    lines("busy with", topics, topics.size());
    lines("method", methods, hottest);
  }

  private static void lines(String title, Map<String, Integer> counts, int most) {
    int all = counts.values().stream().mapToInt(i -> i).sum();
    System.out.printf("%-60s %6s%n", title, "%");
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .forEach(e -> System.out.printf("%-60s %6.1f%n", e.getKey(), 100.0 * e.getValue() / all));
  }

  @Override
  public void close() {
    stream.close();
  }
}
