package rondo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;

class SafetensorsTest {
  private static byte[] bytes(Safetensors tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tensors.write(out);
    return out.toByteArray();
  }

  private static Safetensors read(byte[] bytes) throws IOException {
    return Safetensors.read("'test'", new ByteArrayInputStream(bytes));
  }

  /** A file with this header, and so many bytes of numbers. */
  private static byte[] file(String header, int numbers) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(8 + text.length + numbers).order(ByteOrder.LITTLE_ENDIAN);
    return all.putLong(text.length).put(text).array();
  }

  @Test
  void everyBitComesBack() throws IOException {
    float[] odd = {0f, -0f, Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY, 1f / 3};
    Matrix large = Matrix.zeros(301, 107); // more than one chunk
    for (int i = 0; i < large.size(); i++) {
      large.data()[i] = i * 0.37f;
    }
    Matrix window = new Matrix(2, 2, new float[] {9, 9, 1, 2, 3, 4}, 2);
    Safetensors tensors =
        new Safetensors(
            new TreeMap<>(
                Map.of(
                    "odd", Safetensors.Floats.of(Matrix.of(2, 3, odd)),
                    "large", Safetensors.Floats.of(large),
                    "window", Safetensors.Floats.of(window),
                    "empty", Safetensors.Floats.of(Matrix.zeros(0, 5)),
                    "cube", new Safetensors.Floats(List.of(2, 1, 2), window),
                    "steps", Safetensors.Longs.of(Long.MIN_VALUE, 7),
                    "best", Safetensors.Doubles.of(Math.PI))),
            new TreeMap<>(Map.of("écrit par", "Rondo \ud83d\ude00 \ud800")));

    Safetensors back = read(bytes(tensors));

    assertThat(back.tensors().keySet()).isEqualTo(tensors.tensors().keySet());
    assertThat(back.metadata()).isEqualTo(tensors.metadata());
    assertThat(back.matrix("odd").data())
        .usingComparator((a, b) -> Arrays.equals(a, b) ? 0 : 1)
        .isEqualTo(odd);
    assertThat(back.matrix("large").data()).isEqualTo(large.data());
    assertThat(back.matrix("window").data()).containsExactly(1, 2, 3, 4);
    assertThat(back.get("cube").dims()).containsExactly(2, 1, 2);
    assertThat(back.get("empty").dims()).containsExactly(0, 5);
    assertThat(back.longs("steps")).containsExactly(Long.MIN_VALUE, 7);
    assertThat(back.doubles("best")).containsExactly(Math.PI);
    assertThat(bytes(back)).isEqualTo(bytes(tensors));
  }

  @Test
  void theBytesAreThoseOfThePublishedFormat() throws IOException {
    Safetensors one =
        new Safetensors(
            new TreeMap<>(Map.of("W", Safetensors.Floats.of(Matrix.of(1, 2, 1f, -2f)))),
            Collections.emptySortedMap());
    String header = "{\"W\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    String padded = header + " ".repeat(-header.length() & 7);
    ByteBuffer due = ByteBuffer.allocate(16 + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
    due.putLong(padded.length()).put(padded.getBytes(StandardCharsets.UTF_8));
    due.putFloat(1f).putFloat(-2f);
    assertThat(bytes(one)).isEqualTo(due.array());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,8]}}|8|shape [2, 2]",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],\"data_offsets\":[0,8]}}|8|shape",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,0],\"data_offsets\":[0,0]}}|0|shape",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}}|8|shape",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,16]}}|8|claims the bytes 0 to 16",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}|8|claims the bytes",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}|8|claims the bytes",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}|8|two data_offsets",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1e400]}}|8|whole numbers",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,99999999999999999999]}}|8|no JSON",
        "{\"W\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}|8|type 'BF16'",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|follow one another",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|8|behind its last",
        "{\"W\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"W\":1}|8|no JSON",
        "{\"W\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}|8|must have",
        "{\"W\":{\"code\":\"x\"}}|8|unknown",
        "{}{}|0|more than one",
        "[]|0|must have",
        "{\"W\":|0|no JSON",
        "nonsense|0|no JSON"
      })
  void whatCannotBeIsRefused(String header, int numbers, String said) {
    assertThatThrownBy(() -> read(file(header, numbers)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'test'")
        .hasMessageContaining(said);
  }

  @Test
  void twoTensorsMayNotShareBytes() {
    String both =
        "{\"A\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"B\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
    assertThatThrownBy(() -> read(file(both, 12)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'B'");
  }

  @Test
  void aHeaderLengthBeyondTheFileTakesNoMemory() {
    for (long length : new long[] {-1, Long.MAX_VALUE, Integer.MAX_VALUE, 17, 0}) {
      ByteBuffer file = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertThatThrownBy(() -> read(file.array()))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("header of " + Long.toUnsignedString(length));
    }
  }

  @Test
  void everyTruncationIsRefusedAndNoMutationEscapes() throws IOException {
    byte[] whole =
        bytes(
            new Safetensors(
                new TreeMap<>(
                    Map.of(
                        "a/W", Safetensors.Floats.of(Matrix.of(2, 2, 1, 2, 3, 4)),
                        "step", Safetensors.Longs.of(3))),
                Collections.emptySortedMap()));
    for (int n = 0; n < whole.length; n++) {
      byte[] cut = Arrays.copyOf(whole, n);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(ModelFormatException.class);
    }
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] hurt = whole.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        hurt[random.nextInt(hurt.length - 40)] = (byte) random.nextInt(256); // the header
      }
      try {
        read(hurt); // a changed name is a file like another
      } catch (ModelFormatException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(400);
  }
}
