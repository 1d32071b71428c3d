package rondo.benchmarks.adding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of a lesson, and how it is kept in a file.
 *
 * @param mse on held-out sequences, of the weights that were best on the dev data
 * @param before the mean norm of the gradient at each step, before the first update
 * @param after the same with the weights that were kept
 * @param curve the error on the dev data on the way
 */
record Learnt(
    Lesson lesson,
    double mse,
    long steps,
    double seconds,
    double[] before,
    double[] after,
    List<Point> curve) {

  /** The error on the dev data after a step. */
  record Point(long step, double mse) {}

  /** The least error on the dev data, by which one training is preferred to another. */
  double dev() {
    return curve.stream().mapToDouble(Point::mse).min().orElse(Double.POSITIVE_INFINITY);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-5s %-6s %4d %6d %9.5f %9.5f %8.1f",
        lesson.cell(),
        lesson.rate(),
        lesson.seed(),
        steps,
        dev(),
        mse,
        seconds);
  }

  static String header() {
    return String.format(
        "%-5s %-6s %4s %6s %9s %9s %8s", "cell", "rate", "seed", "steps", "dev", "test", "seconds");
  }

  private static Path file(Path folder, Lesson lesson) {
    return folder.resolve(lesson.cell() + "-" + lesson.rate() + "-" + lesson.seed() + ".txt");
  }

  /** Keeps it in a folder. */
  void write(Path folder) throws IOException {
    String points = curve.stream().map(p -> p.step + " " + p.mse).collect(Collectors.joining(" "));
    Files.createDirectories(folder);
    Files.write(
        file(folder, lesson),
        List.of(
            "course " + lesson.course(),
            "mse " + mse,
            "steps " + steps,
            "seconds " + seconds,
            "before " + numbers(before),
            "after " + numbers(after),
            "curve " + points));
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }

  /** What came of a lesson, if that was kept in a folder. */
  static Optional<Learnt> read(Path folder, Lesson lesson) throws IOException {
    Path file = file(folder, lesson);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, String> lines = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ", 2);
      lines.put(parts[0], parts[1]);
    }
    if (!lines.getOrDefault("course", "").equals(lesson.course().toString())) {
      throw new IllegalArgumentException(
          "'%s' was kept of another course, %s; name another folder, or the same options"
              .formatted(file, lines.get("course")));
    }
    double[] points = numbers(lines.getOrDefault("curve", ""));
    List<Point> curve = new ArrayList<>();
    for (int i = 0; i + 1 < points.length; i += 2) {
      curve.add(new Point((long) points[i], points[i + 1]));
    }
    return Optional.of(
        new Learnt(
            lesson,
            numbers(lines.getOrDefault("mse", ""))[0],
            (long) numbers(lines.getOrDefault("steps", ""))[0],
            numbers(lines.getOrDefault("seconds", ""))[0],
            numbers(lines.getOrDefault("before", "")),
            numbers(lines.getOrDefault("after", "")),
            curve));
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }
}
