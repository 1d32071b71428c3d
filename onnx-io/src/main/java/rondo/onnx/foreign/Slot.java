package rondo.onnx.foreign;

import rondo.core.graph.ElementType;

/**
 * A place that a step of a program writes and others read.
 *
 * @param number which one it is
 * @param learns whether a parameter had a hand in it, so that its gradient is asked for
 */
record Slot(int number, ElementType type, boolean learns) {
  boolean floats() {
    return type == ElementType.FLOAT;
  }
}
