/**
 * The standard operators as they are computed where no layer takes their place: on tensors of any
 * rank, with gradients, with what is known of the lengths of their results before anything runs,
 * and with the nodes that compute the same. {@link rondo.onnx.operator.Operators} makes an {@link
 * rondo.onnx.operator.Operator} of what a node says, whichever version of the operator said it.
 *
 * <pre>{@code
 * NodeWords words = new NodeWords(node, 17, constants);
 * Operators.Applied applied = Operators.of(words).orElseThrow();
 * Tensor y = applied.operator().compute(List.of(x), Room.unbounded()).result();
 * }</pre>
 */
package rondo.onnx.operator;
