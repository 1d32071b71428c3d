/** Graphs to ONNX bytes and back, and ONNX Runtime as a place to run them. */
package rondo.onnx;
