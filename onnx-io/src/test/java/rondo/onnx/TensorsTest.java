package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.core.ModelFormatException;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;
import rondo.onnx.wire.StringStringEntryProto;
import rondo.onnx.wire.TensorProto;

class TensorsTest {
  @TempDir Path folder;

  private static TensorProto proto(ElementType type, Consumer<TensorProto.Builder> content) {
    TensorProto.Builder out = TensorProto.newBuilder().setDataType(type.code()).addDims(3);
    content.accept(out);
    return out.build();
  }

  private static Tensor read(TensorProto in) {
    return Tensors.read(in, ExternalData.none());
  }

  /** Three numbers, the raw bytes are counted up from 1. */
  private static TensorProto raw(ElementType type) {
    byte[] bytes = new byte[(int) type.bytes(3)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i + 1);
    }
    if (type == ElementType.BOOL) {
      bytes = new byte[] {1, 0, 1};
    }
    if (type.bits() < 8) {
      bytes[bytes.length - 1] &= (byte) ((1 << 3 * type.bits() % 8) - 1); // nothing behind the last
    }
    ByteString content = ByteString.copyFrom(bytes);
    return proto(type, t -> t.setRawData(content));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ANY", "STRING"})
  void everyElementIsReadAndWrittenToTheBit(ElementType type) {
    TensorProto proto = raw(type);
    Tensor tensor = read(proto);
    assertThat(tensor.type()).isEqualTo(type);
    assertThat(tensor.dims()).containsExactly(3);
    assertThat(Tensors.write("", tensor)).isEqualTo(proto);
  }

  @Test
  void wholeNumbersAreWhatTheirBytesSay() {
    byte[] minus = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    assertThat(ints(ElementType.INT8, minus)).containsExactly(-1, -1, -1);
    assertThat(ints(ElementType.UINT8, minus)).containsExactly(255, 255, 255);
    assertThat(ints(ElementType.INT16, minus)).containsExactly(-1, -1, -1);
    assertThat(ints(ElementType.UINT16, minus)).containsExactly(65535, 65535, 65535);
    assertThat(ints(ElementType.UINT32, minus))
        .containsExactly(4294967295L, 4294967295L, 4294967295L);
    assertThat(ints(ElementType.INT4, (byte) 0x8f, (byte) 0x07)).containsExactly(-1, -8, 7);
    assertThat(ints(ElementType.UINT4, (byte) 0x8f, (byte) 0x07)).containsExactly(15, 8, 7);
    assertThat(ints(ElementType.INT2, (byte) 0b10_01_11)).containsExactly(-1, 1, -2);
    assertThat(ints(ElementType.UINT2, (byte) 0b10_01_11)).containsExactly(3, 1, 2);
  }

  private static long[] ints(ElementType type, byte... bytes) {
    ByteString content = ByteString.copyFrom(bytes, 0, (int) type.bytes(3));
    return ((Tensor.Ints) read(proto(type, t -> t.setRawData(content)))).data();
  }

  /** What stands in lists is what stands in bytes. */
  @Test
  void listsSayTheSame() {
    same(
        ElementType.FLOAT,
        t -> t.addAllFloatData(List.of(1f, -2f, 3f)),
        0,
        0,
        128,
        63,
        0,
        0,
        0,
        192,
        0,
        0,
        64,
        64);
    for (ElementType each :
        List.of(
            ElementType.INT8,
            ElementType.UINT8,
            ElementType.FLOAT8E4M3FN,
            ElementType.FLOAT8E8M0)) {
      same(each, t -> t.addAllInt32Data(List.of(1, 250, 3)), 1, 250, 3);
    }
    same(ElementType.INT8, t -> t.addAllInt32Data(List.of(1, -6, 3)), 1, 250, 3);
    same(ElementType.BOOL, t -> t.addAllInt32Data(List.of(1, 0, 2)), 1, 0, 1);
    for (ElementType each :
        List.of(ElementType.INT16, ElementType.UINT16, ElementType.FLOAT16, ElementType.BFLOAT16)) {
      same(each, t -> t.addAllInt32Data(List.of(1, 0x8002, 3)), 1, 0, 2, 128, 3, 0);
    }
    same(
        ElementType.INT32,
        t -> t.addAllInt32Data(List.of(1, -1, 3)),
        1,
        0,
        0,
        0,
        255,
        255,
        255,
        255,
        3,
        0,
        0,
        0);
    same(
        ElementType.UINT32,
        t -> t.addAllUint64Data(List.of(1L, 4294967295L, 3L)),
        1,
        0,
        0,
        0,
        255,
        255,
        255,
        255,
        3,
        0,
        0,
        0);
    for (ElementType each : List.of(ElementType.INT4, ElementType.UINT4, ElementType.FLOAT4E2M1)) {
      same(each, t -> t.addAllInt32Data(List.of(0x8f, 7)), 0x8f, 7);
    }
    same(ElementType.INT2, t -> t.addInt32Data(0b10_01_11), 0b10_01_11);
    assertThat(
            ((Tensor.Ints)
                    read(proto(ElementType.UINT64, t -> t.addAllUint64Data(List.of(1L, -1L, 3L)))))
                .data())
        .containsExactly(1, -1, 3);
    assertThat(
            ((Tensor.Ints)
                    read(proto(ElementType.INT64, t -> t.addAllInt64Data(List.of(1L, -1L, 3L)))))
                .data())
        .containsExactly(1, -1, 3);
    assertThat(
            ((Tensor.Doubles)
                    read(
                        proto(ElementType.DOUBLE, t -> t.addAllDoubleData(List.of(1.0, 2.5, 3.0)))))
                .data())
        .containsExactly(1, 2.5, 3);
    assertThat(
            ((Tensor.Held)
                    read(
                        proto(
                            ElementType.COMPLEX64,
                            t -> t.addAllFloatData(List.of(1f, 2f, 3f, 4f, 5f, 6f)))))
                .data())
        .hasSize(24);
    assertThat(
            ((Tensor.Held)
                    read(
                        proto(
                            ElementType.COMPLEX128,
                            t -> t.addAllDoubleData(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0)))))
                .data())
        .hasSize(48);
  }

  private static void same(ElementType type, Consumer<TensorProto.Builder> listed, int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    TensorProto raw = proto(type, t -> t.setRawData(ByteString.copyFrom(content)));
    assertThat(Tensors.write("", read(proto(type, listed)))).as(type.name()).isEqualTo(raw);
  }

  // beside the file

  private Tensor beside(String... entries) {
    return Tensors.read(external(entries), ExternalData.beside(folder.resolve("m.onnx")));
  }

  private static TensorProto external(String... entries) {
    return proto(
        ElementType.INT8,
        t -> {
          t.setDataLocation(TensorProto.DataLocation.EXTERNAL);
          for (int i = 0; i < entries.length; i += 2) {
            t.addExternalData(
                StringStringEntryProto.newBuilder().setKey(entries[i]).setValue(entries[i + 1]));
          }
        });
  }

  @Test
  void valuesBesideTheFileAreRead() throws IOException {
    Files.createDirectory(folder.resolve("deep"));
    Files.write(folder.resolve("deep/values"), new byte[] {9, 1, 2, 3, 9});
    Files.write(folder.resolve("three"), new byte[] {1, 2, 3});
    Tensor.Ints some =
        (Tensor.Ints) beside("location", "deep/values", "offset", "1", "length", "3");
    assertThat(some.data()).containsExactly(1, 2, 3);
    assertThat(((Tensor.Ints) beside("location", "three")).data()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|its values stand in ''; only files in the model's own folder are read",
        "/etc/passwd|only files in the model's own folder",
        "../three|only files in the model's own folder",
        "deep/../../three|only files in the model's own folder",
        "deep\\three|only files in the model's own folder",
        "deep|is not beside the model",
        "four|is not beside the model",
        "link|is a link; links are not followed",
        "way/three|is a link; links are not followed",
        "two|its values take 3 bytes; it says that they are 2 from 0 on of 'two', which has 2"
      })
  void whatIsNotInTheFolderIsNotRead(String location, String why) throws IOException {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "links and paths are told as Unix tells them");
    Path real = Files.createDirectory(folder.resolve("deep"));
    Files.write(real.resolve("three"), new byte[3]);
    Files.write(folder.resolve("two"), new byte[2]);
    Files.createSymbolicLink(folder.resolve("link"), real.resolve("three"));
    Files.createSymbolicLink(folder.resolve("way"), real);
    refuses(why, "location", location);
  }

  @Test
  void whatIsNotThereIsNotRead() throws IOException {
    Files.write(folder.resolve("three"), new byte[3]);
    refuses("from 1 on of 'three', which has 3", "location", "three", "offset", "1");
    refuses("its values take 3 bytes", "location", "three", "length", "4");
    refuses("from 1 on", "location", "three", "offset", "1", "length", "3");
    refuses("'-1', which is no number", "location", "three", "offset", "-1");
    refuses("which is no number", "location", "three", "length", "1e3");
    refuses("its values stand in ''");
    ExternalData data = ExternalData.beside(folder.resolve("m.onnx"));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 5; i++) {
                Tensors.read(external("location", "three"), data);
              }
            })
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("ask for more than 4 times what 'three' holds");
  }

  private void refuses(String why, String... entries) {
    assertThatThrownBy(() -> beside(entries))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(why);
  }
}
