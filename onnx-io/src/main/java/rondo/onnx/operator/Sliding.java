package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a node says that something moves over the axes behind channels [N,C,…], of which there must
 * be one or two.
 */
record Sliding(NodeWords words, Window.Fit fit) {
  private static final int MOST = 1 << 24; // a bound, so that sums of such numbers fit

  static Sliding of(NodeWords words) {
    String pad = words.text("auto_pad", "NOTSET");
    Window.Fit fit =
        switch (pad) {
          case "NOTSET", "VALID" -> Window.Fit.SAID;
          case "SAME_UPPER" -> Window.Fit.SAME_UPPER;
          case "SAME_LOWER" -> Window.Fit.SAME_LOWER;
          default -> throw words.refused("there is no auto_pad '%s'", pad);
        };
    if (!pad.equals("NOTSET") && words.wholes("pads").isPresent()) {
      throw words.refused("pads cannot be said where auto_pad is %s", pad);
    }
    return new Sliding(words.alone(), fit);
  }

  int number(String called, long said, int least) {
    if (said < least || said > MOST) {
      throw words.refused("%s must be %d to %d, is %d", called, least, MOST, said);
    }
    return (int) said;
  }

  /** As many as are wanted, each as small as can be where they are not said. */
  private List<Integer> numbers(String called, int count, int least) {
    List<Long> said =
        words.wholes(called).orElseGet(() -> Collections.nCopies(count, (long) least));
    if (said.size() != count) {
      throw words.refused("%s must be %d numbers, is %s", called, count, said);
    }
    return said.stream().map(each -> number(called, each, least)).toList();
  }

  private List<Window> windows(int axes) {
    List<Integer> strides = numbers("strides", axes, 1);
    List<Integer> dilations = numbers("dilations", axes, 1);
    List<Integer> pads = numbers("pads", 2 * axes, 0);
    List<Window> windows = new ArrayList<>();
    for (int k = 0; k < axes; k++) {
      windows.add(
          new Window(strides.get(k), dilations.get(k), fit, pads.get(k), pads.get(axes + k)));
    }
    return windows;
  }

  /** The axes behind the channels. */
  <T> List<T> axes(List<T> dims) {
    if (dims.size() < 3 || dims.size() > 4) {
      throw words.refused(
          "it is computed over channels of one axis or two, not over values of dims %s", dims);
    }
    return dims.subList(2, dims.size());
  }

  /** How many places a kernel has on each axis. */
  List<Size> places(List<Size> lengths, List<Size> kernel, Supplier<Size> fresh) {
    List<Window> windows = windows(lengths.size());
    List<Size> out = new ArrayList<>();
    for (int k = 0; k < lengths.size(); k++) {
      out.add(windows.get(k).places(lengths.get(k), kernel.get(k)).orElseGet(fresh));
    }
    return out;
  }

  /** What a kernel over some channels sees. */
  Patches patches(int channels, List<Integer> lengths, List<Integer> kernel) {
    List<Window> windows = windows(lengths.size());
    List<Integer> places = new ArrayList<>();
    for (int k = 0; k < lengths.size(); k++) {
      number("a kernel's reach", windows.get(k).reach(kernel.get(k)), 1);
      places.add(words.length(windows.get(k).places(lengths.get(k), kernel.get(k))));
    }
    return Patches.of(channels, lengths, kernel, places, windows);
  }
}
