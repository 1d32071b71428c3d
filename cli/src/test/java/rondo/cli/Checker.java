package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.onnx.ModelProto;
import org.bytedeco.onnx.global.onnx;

/** The official checker, which infers types and shapes, too; it comes for linux-x86_64 only. */
final class Checker {
  private Checker() {}

  /** Demands that it takes a file. */
  static void check(Path file) throws IOException {
    if (Loader.getPlatform().equals("linux-x86_64")) {
      byte[] bytes = Files.readAllBytes(file);
      try (ModelProto model = new ModelProto();
          BytePointer pointer = new BytePointer(bytes)) {
        assertThat(onnx.ParseProtoFromBytes(model, pointer, bytes.length)).isTrue();
        onnx.check_model(model, true, false, false);
      }
    }
  }
}
