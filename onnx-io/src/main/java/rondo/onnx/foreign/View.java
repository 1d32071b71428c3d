package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import rondo.onnx.operator.Size;

/**
 * A value as somebody's moves of axes show it: where it stands, in which order its atoms lie there,
 * and which of them make up each axis that is seen. Transposing, reshaping, squeezing give another
 * view of the same place.
 *
 * @param base the atoms in the order of memory, the last one fastest
 */
record View(Slot slot, List<Atom> base, List<List<Atom>> axes) {
  View {
    base = List.copyOf(base);
    axes = axes.stream().map(List::copyOf).toList();
  }

  /** A place whose memory is in the order of its axes. */
  static View plain(Slot slot, List<List<Atom>> axes) {
    return new View(slot, axes.stream().flatMap(List::stream).toList(), axes);
  }

  /** The same with an atom for each axis. */
  static View of(Slot slot, List<Size> sizes) {
    return plain(slot, atoms(sizes));
  }

  static List<List<Atom>> atoms(List<Size> sizes) {
    List<List<Atom>> axes = new ArrayList<>();
    for (Size each : sizes) {
      axes.add(each.one() ? List.of() : List.of(Atom.of(each)));
    }
    return axes;
  }

  boolean floats() {
    return slot.floats();
  }

  int rank() {
    return axes.size();
  }

  Size size(int axis) {
    return Size.product(axes.get(axis).stream().map(Atom::size).toList());
  }

  List<Size> sizes() {
    List<Size> all = new ArrayList<>();
    for (int i = 0; i < rank(); i++) {
      all.add(size(i));
    }
    return all;
  }

  /** The atoms in the order of the axes. */
  List<Atom> order() {
    return axes.stream().flatMap(List::stream).toList();
  }

  /** Whether memory is in the order of the axes. */
  boolean plain() {
    return order().equals(base);
  }

  /** The same place with other axes. */
  View seen(List<List<Atom>> others) {
    return new View(slot, base, others);
  }

  View transposed(int[] perm) {
    List<List<Atom>> moved = new ArrayList<>();
    for (int each : perm) {
      moved.add(axes.get(each));
    }
    return seen(moved);
  }

  /** Without axes that are one long. */
  View without(List<Integer> gone) {
    List<Atom> idle = new ArrayList<>();
    List<List<Atom>> others = new ArrayList<>();
    for (int i = 0; i < rank(); i++) {
      if (gone.contains(i)) {
        idle.addAll(axes.get(i));
      } else {
        others.add(axes.get(i));
      }
    }
    List<Atom> left = base.stream().filter(a -> !idle.contains(a)).toList();
    return new View(slot, left, others);
  }

  /** With an atom for an axis that has none, being one long. */
  View withAtom(int axis) {
    Atom one = Atom.of(Size.ONE);
    List<Atom> more = new ArrayList<>(List.of(one));
    more.addAll(base);
    List<List<Atom>> others = new ArrayList<>(axes);
    others.set(axis, List.of(one));
    return new View(slot, more, others);
  }

  /** With an atom in the place of several that are its parts, or the other way round. */
  View split(Atom whole, List<Atom> parts) {
    List<List<Atom>> others = new ArrayList<>();
    axes.forEach(a -> others.add(replaced(a, whole, parts)));
    return new View(slot, replaced(base, whole, parts), others);
  }

  private static List<Atom> replaced(List<Atom> all, Atom whole, List<Atom> parts) {
    List<Atom> others = new ArrayList<>();
    for (Atom each : all) {
      if (each == whole) {
        others.addAll(parts);
      } else {
        others.add(each);
      }
    }
    return others;
  }
}
