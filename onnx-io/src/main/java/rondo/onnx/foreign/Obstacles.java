package rondo.onnx.foreign;

import java.util.Map;
import rondo.core.graph.OpId;

/** What to do about operators that stand in the way of a native model. */
final class Obstacles {
  private static final String RUNTIME =
      ", or import it as it is, with --native=false, to run it on ONNX Runtime";

  private static final Map<String, String> STANDARD =
      Map.of(
          "Loop",
          "a loop is no cell that trains; export the model with the recurrent layers of its"
              + " framework"
              + RUNTIME,
          "Scan",
          "a scan is no cell that trains; export the model with the recurrent layers of its"
              + " framework"
              + RUNTIME,
          "If",
          "which branch is taken is only known in use; export the model with one of them" + RUNTIME,
          "LSTM",
          "no cell type here owns it; is the plugin of the lstm cell on the class path?",
          "GRU",
          "no cell type here owns it; is the plugin of the gru cell on the class path?",
          "RNN",
          "no cell type here owns it; is the plugin of the rnn cell on the class path?",
          "DynamicQuantizeLinear",
          "it quantises in use; export the model before quantising it" + RUNTIME,
          "MatMulInteger",
          "it computes with quantised numbers; export the model before quantising it" + RUNTIME);

  private Obstacles() {}

  static String advice(OpId op) {
    if (op.domain().equals("com.microsoft")) {
      return "it is ONNX Runtime's own; export the model before optimising or quantising it"
          + RUNTIME;
    }
    if (!op.domain().isEmpty()) {
      return "no operator of domain '%s' is known here; put the plugin of the cell that owns it on the class path, or export the model with standard operators"
          .formatted(op.domain());
    }
    return STANDARD.getOrDefault(
        op.name(), "this operator is not computed here; export the model without it" + RUNTIME);
  }
}
