import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Labels the sentences of standard input, one a line, with nothing but ONNX Runtime: {@code java
 * -cp onnxruntime.jar Label.java ner.onnx}.
 */
class Label {
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    OrtEnvironment ort = OrtEnvironment.getEnvironment();
    try (OrtSession session = ort.createSession(args[0])) {
      for (String line : in.lines().filter(each -> !each.isEmpty()).toList()) {
        String plain = line.replaceAll("[^\\x01-\\x{D7FF}\\x{E000}-\\x{FFFF}]", "\uFFFD");
        try (OnnxTensor text = OnnxTensor.createTensor(ort, new String[] {plain});
            OrtSession.Result found = session.run(Map.of("text", text))) {
          String[] tokens = ((String[][]) found.get("tokens").orElseThrow().getValue())[0];
          String[] labels = ((String[][]) found.get("answer").orElseThrow().getValue())[0];
          for (int t = 0; t < tokens.length; t++) {
            out.println(tokens[t] + "\t" + labels[t]);
          }
        }
        out.println();
      }
    }
    out.flush();
  }
}
