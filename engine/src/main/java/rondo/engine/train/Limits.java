package rondo.engine.train;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;

/**
 * When a training has gone on long enough; 0 is no limit.
 *
 * @param patience evaluations in a row without a better one (early stopping, Prechelt 1998)
 */
record Limits(int epochs, int steps, Duration time, int patience) {
  static final Options OPTIONS =
      Options.of(
          new Option("epochs", "40", "passes over the data, at most"),
          new Option("max-steps", "0", "updates of the weights, at most; 0 is no limit"),
          new Option(
              "max-time",
              "0",
              "time, at most, such as 90s, 30m or 2h, resumed runs and evaluations included; 0 is no limit"),
          new Option(
              "patience",
              "8",
              "stop after so many evaluations without a better one; 0 never does"));

  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(s|m|h)?");

  static Limits read(Settings settings) {
    return new Limits(
        settings.number("epochs", 1, 1_000_000),
        settings.number("max-steps", 0, Integer.MAX_VALUE),
        time(settings.text("max-time")),
        settings.number("patience", 0, Integer.MAX_VALUE));
  }

  private static Duration time(String text) {
    Matcher m = TIME.matcher(text.toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "option 'max-time' must be a number of seconds, or like 90s, 30m or 2h, is '"
              + text
              + "'");
    }
    long number = Long.parseLong(m.group(1));
    String unit = m.group(2) == null ? "s" : m.group(2);
    return switch (unit) {
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  /** Why it must not go on from here, if so. */
  Optional<Ending> reached(Progress progress) {
    if (patience > 0 && progress.standing().since() >= patience) {
      return Optional.of(Ending.PATIENCE);
    }
    if (progress.epoch() >= epochs) {
      return Optional.of(Ending.EPOCHS);
    }
    if (steps > 0 && progress.step() >= steps) {
      return Optional.of(Ending.STEPS);
    }
    if (!time.isZero() && progress.seconds() >= time.toMillis() / 1000.0) {
      return Optional.of(Ending.TIME);
    }
    return Optional.empty();
  }

  /** How many steps there will be where an epoch has so many, if nothing ends them early. */
  long expected(long perEpoch) {
    long all = Math.multiplyExact(perEpoch, (long) epochs);
    return steps > 0 ? Math.min(all, steps) : all;
  }
}
