package rondo.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A function that a cell applies to its sums, with the name and the parameters that ONNX gives it.
 * Written as in {@code tanh} or {@code leakyrelu(0.01)} or {@code scaledtanh(1.7,0.6)}.
 *
 * <p>Derivatives are taken from the output, so that a cell need not keep its sums.
 */
public record Activation(Kind kind, float alpha, float beta) {
  /**
   * The functions that ONNX names for recurrent operators, and the identity, which it calls
   * Affine(1,0).
   */
  public enum Kind {
    SIGMOID("Sigmoid", 0, 0, 0),
    TANH("Tanh", 0, 0, 0),
    RELU("Relu", 0, 0, 0),
    LEAKYRELU("LeakyRelu", 1, 0.01f, 0),
    THRESHOLDEDRELU("ThresholdedRelu", 1, 1, 0),
    SCALEDTANH("ScaledTanh", 2, 1, 1),
    HARDSIGMOID("HardSigmoid", 2, 0.2f, 0.5f),
    ELU("Elu", 1, 1, 0),
    SOFTSIGN("Softsign", 0, 0, 0),
    SOFTPLUS("Softplus", 0, 0, 0),
    AFFINE("Affine", 2, 1, 0);

    private final String onnx;
    private final int parameters;
    private final float alpha;
    private final float beta;

    Kind(String onnx, int parameters, float alpha, float beta) {
      this.onnx = onnx;
      this.parameters = parameters;
      this.alpha = alpha;
      this.beta = beta;
    }

    /** The name in ONNX's {@code activations}. */
    public String onnx() {
      return onnx;
    }

    /** How many of alpha and beta it takes: 0, 1 or 2. */
    public int parameters() {
      return parameters;
    }

    /** The function of this name, in any case. */
    public static Kind named(String name) {
      List<String> known =
          Arrays.stream(values()).map(k -> k.onnx.toLowerCase(Locale.ROOT)).toList();
      String word = name.toLowerCase(Locale.ROOT);
      int at = known.indexOf(word);
      if (at < 0) {
        throw new IllegalArgumentException(
            "no activation named '%s'; known: identity, %s.%s"
                .formatted(name, String.join(", ", known), Spelling.hint(word, known)));
      }
      return values()[at];
    }

    /** With the parameters that ONNX gives it where none are said. */
    public Activation standard() {
      return new Activation(this, alpha, beta);
    }
  }

  public static final Activation SIGMOID = Kind.SIGMOID.standard();
  public static final Activation TANH = Kind.TANH.standard();
  public static final Activation RELU = Kind.RELU.standard();
  public static final Activation IDENTITY = Kind.AFFINE.standard();

  public Activation {
    if (kind == Kind.LEAKYRELU && alpha < 0 || kind == Kind.ELU && alpha < 0) {
      throw new IllegalArgumentException(
          "%s needs an alpha of at least 0 to be trained, has %s".formatted(kind.onnx, alpha));
    }
    if (kind == Kind.SCALEDTANH && alpha == 0) {
      throw new IllegalArgumentException("ScaledTanh with an alpha of 0 is zero everywhere");
    }
  }

  /** Reads a name, in any case, with its parameters in brackets if any. */
  public static Activation parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    int open = word.indexOf('(');
    String name = open < 0 ? word : word.substring(0, open);
    if (name.equals("identity")) {
      return IDENTITY;
    }
    Kind kind = Kind.named(name);
    if (open < 0) {
      return kind.standard();
    }
    String[] given = word.substring(open + 1).replace(")", "").split(",", -1);
    if (!word.endsWith(")") || given.length > kind.parameters) {
      throw new IllegalArgumentException(
          "activation '%s' must be %s with up to %d numbers in brackets"
              .formatted(text, name, kind.parameters));
    }
    try {
      float a = Float.parseFloat(given[0].strip());
      return new Activation(
          kind, a, given.length > 1 ? Float.parseFloat(given[1].strip()) : kind.beta);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "activation '" + text + "' has parameters that are not numbers", e);
    }
  }

  /** Reads so many of them, separated by spaces or commas. */
  public static List<Activation> parseAll(String text, int count) {
    List<Activation> all =
        Arrays.stream(text.strip().split("[,\\s]+(?![^(]*\\))")).map(Activation::parse).toList();
    if (all.size() != count) {
      throw new IllegalArgumentException(
          "%d activations are needed, '%s' has %d".formatted(count, text.strip(), all.size()));
    }
    return all;
  }

  /** Applies the function in place. */
  public void apply(Kernels kernels, float[] x, int from, int count) {
    int end = from + count;
    switch (kind) {
      case SIGMOID -> kernels.sigmoid(x, from, count);
      case TANH -> kernels.tanh(x, from, count);
      case SCALEDTANH -> {
        scale(x, from, end, beta);
        kernels.tanh(x, from, count);
        scale(x, from, end, alpha);
      }
      default -> {
        for (int i = from; i < end; i++) {
          x[i] = at(x[i]);
        }
      }
    }
  }

  private float at(float x) {
    return switch (kind) {
      case RELU -> Math.max(0, x);
      case LEAKYRELU -> x >= 0 ? x : alpha * x;
      case THRESHOLDEDRELU -> x > alpha ? x : 0;
      case HARDSIGMOID -> Math.max(0, Math.min(1, alpha * x + beta));
      case ELU -> x >= 0 ? x : (float) (alpha * Math.expm1(x));
      case SOFTSIGN -> x / (1 + Math.abs(x));
      case SOFTPLUS -> (float) (Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))));
      case AFFINE -> alpha * x + beta;
      case SIGMOID, TANH, SCALEDTANH -> throw new IllegalStateException(kind + " has a kernel");
    };
  }

  private static void scale(float[] x, int from, int end, float factor) {
    if (factor != 1) {
      for (int i = from; i < end; i++) {
        x[i] *= factor;
      }
    }
  }

  /** The derivative at the place where the output is y. */
  public float slope(float y) {
    return switch (kind) {
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
      case RELU -> y > 0 ? 1 : 0;
      case LEAKYRELU -> y >= 0 ? 1 : alpha;
      case THRESHOLDEDRELU -> y != 0 ? 1 : 0;
      case SCALEDTANH -> beta * (alpha - y * y / alpha);
      case HARDSIGMOID -> y > 0 && y < 1 ? alpha : 0;
      case ELU -> y >= 0 ? 1 : y + alpha;
      case SOFTSIGN -> (1 - Math.abs(y)) * (1 - Math.abs(y));
      case SOFTPLUS -> (float) -Math.expm1(-y);
      case AFFINE -> alpha;
    };
  }

  /** Takes a gradient back through the function: dy *= f'(x), which the outputs y tell. */
  public void back(Kernels kernels, float[] y, int from, float[] dy, int at, int count) {
    switch (kind) {
      case SIGMOID -> kernels.sigmoidBack(y, from, dy, at, count);
      case TANH -> kernels.tanhBack(y, from, dy, at, count);
      default -> {
        for (int j = 0; j < count; j++) {
          dy[at + j] *= slope(y[from + j]);
        }
      }
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    String name = kind.onnx.toLowerCase(Locale.ROOT);
    return switch (kind.parameters) {
      case 0 -> name;
      case 1 -> name + "(" + alpha + ")";
      default -> name + "(" + alpha + "," + beta + ")";
    };
  }
}
