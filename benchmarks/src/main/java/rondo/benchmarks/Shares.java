package rondo.benchmarks;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingStream;

/**
 * Where a training spends its time, by Java Flight Recorder's samples of its threads' stacks: what
 * each sample was busy with, and in which method it was.
 */
final class Shares implements AutoCloseable {
  private static final String RECURRENT = "recurrent layer";
  private static final String WAITING = "waiting for the other thread";

  /** Who does what; the innermost frame that stands here tells. */
  private static final Map<String, String> TOPICS =
      Map.ofEntries(
          Map.entry("rondo.engine.layer.Lattice", "CRF"),
          Map.entry("rondo.engine.layer.Crf", "CRF"),
          Map.entry("rondo.engine.layer.Linear", "head"),
          Map.entry("rondo.engine.layer.Dropout", "dropout"),
          Map.entry("rondo.engine.layer.Recurrent", RECURRENT),
          Map.entry("rondo.core.Unrolled", RECURRENT),
          Map.entry("rondo.core.Steps", RECURRENT),
          Map.entry("rondo.engine.layer.Features", "words"),
          Map.entry("rondo.engine.layer.IdFeatures", "words"),
          Map.entry("rondo.engine.train.GradientSum", "summing gradients"),
          Map.entry("rondo.engine.train.Clipping", "clipping"),
          Map.entry("rondo.engine.train.Moments", "optimiser"),
          Map.entry("rondo.engine.train.Averaging", "averaging weights"),
          Map.entry("rondo.tasks.NerTask", "batching"),
          Map.entry("rondo.tasks.Epochs", "batching"),
          Map.entry("rondo.engine.kernel.PackedCopies", "packing weights"));

  /** A thread with nothing below these waits; below them stands whatever a thread was given. */
  private static final Set<String> THREADS =
      Set.of("rondo.engine.work.Job", "rondo.engine.work.Workers");

  private static final String NESTED = "rondo.engine.layer.NestedFeatures";

  private final RecordingStream stream = new RecordingStream();
  private final Map<String, Integer> topics = new TreeMap<>();
  private final Map<String, Integer> methods = new TreeMap<>();

  Shares() {
    stream.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(5));
    stream.setOrdered(false);
    stream.onEvent("jdk.ExecutionSample", this::count);
  }

  /** Samples from now on. */
  void start() {
    stream.startAsync();
  }

  private synchronized void count(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    if (stack == null || !event.getThread("sampledThread").getJavaName().startsWith("rondo")) {
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
    List<String> types = frames.stream().map(Shares::type).toList();
    String innermost = types.stream().filter(t -> t.startsWith("rondo.")).findFirst().orElse("");
    if (THREADS.contains(innermost)) {
      return WAITING;
    }
    String topic =
        types.stream().filter(TOPICS::containsKey).map(TOPICS::get).findFirst().orElse("rest");
    boolean nested = types.contains(NESTED);
    if (!topic.equals(RECURRENT)) {
      return nested ? "characters, else" : topic;
    }
    String way = frames.stream().anyMatch(Shares::back) ? ", back" : ", forward";
    return (nested ? "characters" : topic) + way;
  }

  /** Whether a frame is on the way back of a recurrent layer. */
  private static boolean back(RecordedFrame frame) {
    String method = frame.getMethod().getName();
    return switch (type(frame)) {
      case "rondo.core.Unrolled" -> method.contains("back") || method.equals("finish");
      case "rondo.engine.layer.Recurrent" -> method.contains("back");
      default -> false;
    };
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
