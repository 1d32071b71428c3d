package rondo.engine.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One direction of a chart: what it shows, from where to where, and where its ticks stand.
 *
 * @param log whether equal distances are equal factors
 * @param ticks in the order of their values
 */
public record Axis(String label, double from, double to, boolean log, List<Tick> ticks) {
  private static final int MOST = 6; // ticks

  /** A value with its name. */
  public record Tick(double value, String name) {}

  public Axis {
    if (!(from < to) || log && !(from > 0)) {
      throw new IllegalArgumentException(
          "axis '%s' cannot go from %s to %s%s"
              .formatted(label, from, to, log ? " by factors" : ""));
    }
    ticks = List.copyOf(ticks);
  }

  /** Ticks at round numbers. */
  public static Axis linear(String label, double from, double to) {
    double step = Math.pow(10, Math.ceil(Math.log10((to - from) / MOST)));
    for (double finer : new double[] {0.2, 0.5}) {
      if ((to - from) / (step * finer) <= MOST) {
        step *= finer;
        break;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
      ticks.add(new Tick(i * step, round(i * step)));
    }
    return new Axis(label, from, to, false, ticks);
  }

  private static String round(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceFirst("\\.?0+$", "");
  }

  /** Ticks at powers of ten, as many as there is room for. */
  public static Axis log(String label, double from, double to) {
    int first = (int) Math.ceil(Math.log10(from) - 1e-9);
    int last = (int) Math.floor(Math.log10(to) + 1e-9);
    int each = Math.max(1, (last - first + MOST - 1) / MOST);
    List<Tick> ticks = new ArrayList<>();
    for (int power = Math.floorDiv(last, each) * each; power >= first; power -= each) {
      ticks.add(0, new Tick(Math.pow(10, power), power(power)));
    }
    return new Axis(label, from, to, true, ticks);
  }

  private static String power(int power) {
    if (power >= -3 && power <= 3) {
      return round(Math.pow(10, power));
    }
    StringBuilder name = new StringBuilder("10");
    Integer.toString(power).chars().forEach(digit -> name.append(raised(digit)));
    return name.toString();
  }

  private static char raised(int digit) {
    return digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0');
  }

  /** A place for each name: 0, 1, 2 and so on, with half a place at both ends. */
  public static Axis named(String label, List<String> names) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ticks.add(new Tick(i, names.get(i)));
    }
    return new Axis(label, -0.5, names.size() - 0.5, false, ticks);
  }

  /** Where a value lies: 0 at the start of the axis, 1 at its end. */
  double place(double value) {
    return log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  }
}
