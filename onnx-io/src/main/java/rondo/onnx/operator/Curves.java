package rondo.onnx.operator;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Function;

/** The functions of one number that ONNX names. */
final class Curves {
  private static final double SELU_ALPHA = 1.67326319217681884765625;
  private static final double SELU_GAMMA = 1.05070102214813232421875;

  static final double TANH_GELU = Math.sqrt(2 / Math.PI);
  static final double CUBIC_GELU = 0.044715;

  /** Those without parameters. */
  static final Map<String, Curve> PLAIN =
      Map.ofEntries(
          entry("Neg", new Curve(x -> -x, (x, y) -> -1).with((x, u) -> -x)),
          entry(
              "Abs",
              new Curve(Math::abs, (x, y) -> Math.signum(x))
                  .with((x, unsigned) -> unsigned ? x : Math.abs(x))),
          entry(
              "Sign",
              Curve.stepped(Math::signum)
                  .with((x, unsigned) -> unsigned && x != 0 ? 1 : Long.signum(x))),
          entry("Floor", Curve.stepped(Math::floor)),
          entry("Ceil", Curve.stepped(Math::ceil)),
          entry("Round", Curve.stepped(Math::rint)),
          entry("Exp", new Curve(Math::exp, (x, y) -> y)),
          entry("Log", new Curve(Math::log, (x, y) -> 1 / x)),
          entry("Sqrt", new Curve(Math::sqrt, (x, y) -> 0.5 / y)),
          entry("Reciprocal", new Curve(x -> 1 / x, (x, y) -> -y * y)),
          entry("Sin", new Curve(Math::sin, (x, y) -> Math.cos(x))),
          entry("Cos", new Curve(Math::cos, (x, y) -> -Math.sin(x))),
          entry("Erf", new Curve(Erf::at, (x, y) -> Erf.SLOPE * Math.exp(-x * x))),
          entry("Sigmoid", new Curve(Curves::sigmoid, (x, y) -> y * (1 - y))),
          entry("Tanh", new Curve(Curves::tanh, (x, y) -> 1 - y * y)),
          entry(
              "Relu",
              new Curve(x -> x < 0 ? 0 : x, (x, y) -> x > 0 ? 1 : 0)
                  .with((x, unsigned) -> unsigned ? x : Math.max(x, 0))),
          entry("Softplus", new Curve(Curves::softplus, (x, y) -> sigmoid(x))),
          entry(
              "Softsign",
              new Curve(
                  x -> x / (1 + Math.abs(x)),
                  (x, y) -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))))),
          entry("HardSwish", new Curve(x -> x * ramp(x, 1 / 6.0, 0.5), Curves::hardSwishSlope)));

  /** Those with parameters, which a node says or not. */
  static final Map<String, Function<NodeWords, Curve>> SHAPED =
      Map.ofEntries(
          entry("LeakyRelu", w -> leakyRelu(w.only("alpha").real("alpha", 0.01f))),
          entry("ThresholdedRelu", w -> thresholded(w.only("alpha").real("alpha", 1))),
          entry("Elu", w -> elu(w.only("alpha").real("alpha", 1), 1, 1)),
          entry("Celu", Curves::celu),
          entry("Selu", Curves::selu),
          entry("HardSigmoid", Curves::hardSigmoid));

  private Curves() {}

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** In half of the time that Java's own takes, right to 12 digits. */
  private static double tanh(double x) {
    return Math.abs(x) < 1e-3 ? x - x * x * x / 3 : 1 - 2 / (Math.exp(2 * x) + 1);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double ramp(double x, double alpha, double beta) {
    return Math.max(0, Math.min(1, alpha * x + beta));
  }

  private static double hardSwishSlope(double x, double y) {
    return x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5;
  }

  private static Curve leakyRelu(double alpha) {
    return new Curve(x -> x < 0 ? alpha * x : x, (x, y) -> x < 0 ? alpha : 1);
  }

  private static Curve thresholded(double alpha) {
    return new Curve(x -> x > alpha ? x : 0, (x, y) -> x > alpha ? 1 : 0);
  }

  /** gamma x, or gamma alpha (exp(x / width) - 1) below 0. */
  private static Curve elu(double alpha, double gamma, double width) {
    return new Curve(
        x -> gamma * (x < 0 ? alpha * Math.expm1(x / width) : x),
        (x, y) -> gamma * (x < 0 ? alpha / width * Math.exp(x / width) : 1));
  }

  private static Curve celu(NodeWords words) {
    float alpha = words.only("alpha").real("alpha", 1);
    return elu(alpha, 1, alpha);
  }

  private static Curve selu(NodeWords words) {
    words.only("alpha", "gamma");
    return elu(words.real("alpha", (float) SELU_ALPHA), words.real("gamma", (float) SELU_GAMMA), 1);
  }

  private static Curve hardSigmoid(NodeWords words) {
    words.only("alpha", "beta");
    double alpha = words.real("alpha", 0.2f);
    double beta = words.real("beta", 0.5f);
    return new Curve(x -> ramp(x, alpha, beta), (x, y) -> y > 0 && y < 1 ? alpha : 0);
  }

  static Curve swish(double alpha) {
    return new Curve(
        x -> x * sigmoid(alpha * x),
        (x, y) -> {
          double s = sigmoid(alpha * x);
          return s + alpha * x * s * (1 - s);
        });
  }

  static Curve mish() {
    return new Curve(
        x -> x * tanh(softplus(x)),
        (x, y) -> {
          double t = tanh(softplus(x));
          return t + x * (1 - t * t) * sigmoid(x);
        });
  }

  /** x times the chance of less than x, where x is normally distributed. */
  static Curve gelu() {
    return new Curve(
        x -> 0.5 * x * (1 + Erf.at(x / Math.sqrt(2))),
        (x, y) -> {
          double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
          return 0.5 * (1 + Erf.at(x / Math.sqrt(2))) + x * density;
        });
  }

  /** Its neighbour that is made of tanh. */
  static Curve tanhGelu() {
    return new Curve(
        x -> 0.5 * x * (1 + tanh(TANH_GELU * (x + CUBIC_GELU * x * x * x))),
        (x, y) -> {
          double t = tanh(TANH_GELU * (x + CUBIC_GELU * x * x * x));
          double inner = TANH_GELU * (1 + 3 * CUBIC_GELU * x * x);
          return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * inner;
        });
  }
}
