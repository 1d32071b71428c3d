/**
 * A cell by somebody else, built as somebody else would build it: {@link
 * org.example.indrnn.IndRnnPlugin} is what the jar contributes, {@link
 * org.example.indrnn.IndRnnType} makes cells and reads and writes them as an ONNX operator of its
 * own, and {@code IndRnn} is the equation and its mirror. With this jar on the class path, or in a
 * folder named by {@code --plugins}, a recipe may say
 *
 * <pre>{@code
 * network.cell = indrnn
 * }</pre>
 */
package org.example.indrnn;
