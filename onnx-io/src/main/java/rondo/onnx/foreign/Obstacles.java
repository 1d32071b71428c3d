package rondo.onnx.foreign;

import java.util.Map;
import rondo.core.graph.OpId;

/** What to do about operators that stand in the way of a native model. */
final class Obstacles {
  private static final Map<String, String> STANDARD =
      Map.of(
          "Loop",
              "a loop is no cell that trains; export the module with the recurrent layers of"
                  + " its framework, unrolled by none, or run the file on ONNX Runtime",
          "Scan",
              "a scan is no cell that trains; export the module with the recurrent layers of"
                  + " its framework, or run the file on ONNX Runtime",
          "If",
              "which branch is taken is only known in use; export the module with one of them,"
                  + " or run the file on ONNX Runtime",
          "LSTM", "no cell type here owns it; is the plugin of the lstm cell on the class path?",
          "GRU", "no cell type here owns it; is the plugin of the gru cell on the class path?",
          "RNN", "no cell type here owns it; is the plugin of the rnn cell on the class path?",
          "DynamicQuantizeLinear", "it quantises in use; export the model before quantising it",
          "MatMulInteger",
              "it computes with quantised numbers; export the model before quantising it");

  private Obstacles() {}

  static String advice(OpId op) {
    if (op.domain().equals("com.microsoft")) {
      return "it is ONNX Runtime's own; export the model before optimising or quantising it, or run"
          + " the file on ONNX Runtime";
    }
    if (!op.domain().isEmpty()) {
      return "no operator of domain '%s' is known here; put the plugin of the cell that owns it on the class path, or export the model with standard operators"
          .formatted(op.domain());
    }
    return STANDARD.getOrDefault(
        op.name(),
        "this operator is not computed here; export the model without it, or run the file on ONNX"
            + " Runtime");
  }
}
