package rondo.testkit;

import java.util.List;
import java.util.function.Consumer;
import rondo.core.CellType;
import rondo.core.Settings;

/** A cell type under some options, and how it is tried at many shapes. */
record Subject(CellType type, Settings options) {
  /** Tries it at each shape, each time with other weights and inputs. */
  void at(List<Shape> shapes, Consumer<Trial> promise) {
    for (int i = 0; i < shapes.size(); i++) {
      long seed = 100L + i;
      try {
        promise.accept(Trial.of(type, options, shapes.get(i), seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "%s at %s, seed %d: %s".formatted(this, shapes.get(i), seed, e.getMessage()), e);
      }
    }
  }

  /** Keeps a promise on ONNX Runtime, or has said that it cannot, which must then be so. */
  void onOnnxRuntime(boolean runs, Consumer<Subject> promise) {
    if (runs) {
      promise.accept(this);
      return;
    }
    try {
      promise.accept(this);
    } catch (AssertionError | RuntimeException asDeclared) {
      return;
    }
    throw new AssertionError(this + " was declared not to run on ONNX Runtime, but does");
  }

  @Override
  public String toString() {
    return type.name() + " " + options.values();
  }
}
