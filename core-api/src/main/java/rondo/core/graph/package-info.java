/**
 * A computation as ONNX pictures it, without ONNX's classes: layers append their nodes to a {@link
 * rondo.core.graph.Graph}, and cell types read nodes back. Turning a graph into bytes and bytes
 * into a graph is another module's affair.
 *
 * <pre>{@code
 * Graph g = new Graph();
 * Value x = g.input("x", ElementType.FLOAT, "T", "B", "8");
 * g.output("y", g.op("Tanh", x), ElementType.FLOAT, "T", "B", "8");
 * }</pre>
 */
package rondo.core.graph;
