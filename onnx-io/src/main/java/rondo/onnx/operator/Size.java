package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rondo.core.ModelFormatException;

/**
 * How long an axis is: a number times unknowns, such as 2·batch.
 *
 * @param unknowns in alphabetical order, one as often as it is a factor
 */
public record Size(long number, List<String> unknowns) {
  public static final Size ONE = of(1);
  private static final int MOST = 64; // unknowns in a product

  public Size {
    unknowns = number == 0 ? List.of() : unknowns.stream().sorted().toList();
  }

  public static Size of(long number) {
    return new Size(number, List.of());
  }

  public static Size of(String unknown) {
    return new Size(1, List.of(unknown));
  }

  public boolean known() {
    return unknowns.isEmpty();
  }

  public boolean one() {
    return equals(ONE);
  }

  public Size times(Size other) {
    List<String> both = new ArrayList<>(unknowns);
    both.addAll(other.unknowns);
    if (both.size() > MOST) {
      throw new ModelFormatException(
          "a length is a product of more than %d unknown ones".formatted(MOST));
    }
    try {
      return new Size(Math.multiplyExact(number, other.number), both);
    } catch (ArithmeticException e) {
      throw new ModelFormatException("%s times %s is no length".formatted(this, other), e);
    }
  }

  /** What times the other is this; nothing where that is no such size. */
  public Optional<Size> over(Size other) {
    List<String> left = new ArrayList<>(unknowns);
    for (String each : other.unknowns) {
      if (!left.remove(each)) {
        return Optional.empty();
      }
    }
    if (other.number == 0 || number % other.number != 0) {
      return Optional.empty();
    }
    return Optional.of(new Size(number / other.number, left));
  }

  /**
   * Whether the other is as long; nothing where that depends on unknowns. An axis of unknown length
   * is taken to be longer than one.
   */
  public Optional<Boolean> same(Size other) {
    if (unknowns.equals(other.unknowns)) {
      return Optional.of(number == other.number);
    }
    Size some = known() ? other : this;
    Size fixed = known() ? this : other;
    return fixed.known() && (fixed.number <= some.number || fixed.number % some.number != 0)
        ? Optional.of(false)
        : Optional.empty();
  }

  public static Size product(List<Size> sizes) {
    return sizes.stream().reduce(ONE, Size::times);
  }

  @Override
  public String toString() {
    if (known()) {
      return Long.toString(number);
    }
    return (number == 1 ? "" : number + "·") + String.join("·", unknowns);
  }
}
