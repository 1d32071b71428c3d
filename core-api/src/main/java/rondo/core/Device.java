package rondo.core;

import java.util.List;
import java.util.Locale;

/** Where a model runs: {@code cpu}, {@code cuda} or {@code cuda:1}. */
public record Device(Kind kind, int index, int threads) {
  /** The devices there are. */
  public enum Kind {
    CPU,
    CUDA
  }

  public static final Device CPU = new Device(Kind.CPU, 0, 1);

  public Device {
    if (index < 0 || threads < 1) {
      throw new IllegalArgumentException(
          "a device needs an index of at least 0 and a thread: " + index + ", " + threads);
    }
  }

  /** Reads {@code cpu}, {@code cuda} or {@code cuda:N}. */
  public static Device parse(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.equals("cpu")) {
      return CPU;
    }
    if (word.matches("cuda(:\\d{1,3})?")) {
      return new Device(
          Kind.CUDA, word.equals("cuda") ? 0 : Integer.parseInt(word.substring(5)), 1);
    }
    throw new IllegalArgumentException(
        "no device named '%s'; known: cpu, cuda, cuda:N.%s"
            .formatted(text, Spelling.hint(word.replace("gpu", "cuda"), List.of("cuda", "cpu"))));
  }

  public Device threads(int count) {
    return new Device(kind, index, count);
  }

  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "cuda:" + index;
  }
}
