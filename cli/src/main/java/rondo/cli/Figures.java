package rondo.cli;

import java.util.Locale;

/** Numbers as a person reads them, the same in every locale. */
final class Figures {
  private Figures() {}

  static String score(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String loss(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** With as many digits as it needs. */
  static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** With commas between thousands. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A share from 0 to 1: {@code 4.2%}. */
  static String share(double value) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * value);
  }

  /** {@code 812 KiB}, {@code 34.5 MiB}, {@code 2.1 GiB}. */
  static String bytes(long value) {
    double kilo = value / 1024.0;
    if (kilo < 1000) {
      return String.format(Locale.ROOT, "%.0f KiB", kilo);
    }
    double mega = kilo / 1024;
    return mega < 1000
        ? String.format(Locale.ROOT, "%.1f MiB", mega)
        : String.format(Locale.ROOT, "%.1f GiB", mega / 1024);
  }

  /** {@code 4.2 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
  static String time(double seconds) {
    if (seconds < 59.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
