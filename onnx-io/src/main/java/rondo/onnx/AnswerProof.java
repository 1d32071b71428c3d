package rondo.onnx;

import java.util.SortedMap;
import rondo.core.Device;

/** The proof of one file that answers by itself, which any runtime can run. */
interface AnswerProof extends Proof {
  /** Runs model and file, and compares; what differs is thrown as a {@link Mismatch}. */
  Agreement check(byte[] file, OnnxRuntime runtime);

  @Override
  default Agreement check(SortedMap<String, byte[]> files, Device device) {
    return check(Proof.named("file", files, ""), file -> OrtModel.open(file, device));
  }
}
