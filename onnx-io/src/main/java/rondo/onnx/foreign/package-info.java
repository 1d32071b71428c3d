/**
 * Models made elsewhere, read as networks that train on. What a graph computes is told apart by
 * what it means, not by how somebody's exporter wrote it: recurrent nodes become cells, look-ups
 * and products with constants become layers, moves of axes become views that cost nothing, and what
 * is between is computed as it stands by {@link rondo.onnx.operator.Operator}s, with gradients.
 */
package rondo.onnx.foreign;
