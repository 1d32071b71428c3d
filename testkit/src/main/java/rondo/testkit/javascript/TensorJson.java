package rondo.testkit.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;

/**
 * Tensors as JSON, named as ONNX Runtime's JavaScript names them. Every value is a string, since
 * JSON has neither NaN nor whole numbers of 64 bits.
 */
final class TensorJson {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, ElementType> TYPES =
      Map.of(
          "float32", ElementType.FLOAT,
          "float64", ElementType.DOUBLE,
          "int32", ElementType.INT32,
          "int64", ElementType.INT64,
          "bool", ElementType.BOOL,
          "string", ElementType.STRING);

  private TensorJson() {}

  static ObjectNode write(Tensor tensor) {
    String type =
        TYPES.entrySet().stream()
            .filter(each -> each.getValue() == tensor.type())
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(tensor.type() + " are not fed"))
            .getKey();
    ObjectNode written = JSON.createObjectNode().put("type", type);
    ArrayNode dims = written.putArray("dims");
    tensor.dims().forEach(dims::add);
    ArrayNode data = written.putArray("data");
    values(tensor).forEach(data::add);
    return written;
  }

  private static Stream<String> values(Tensor tensor) {
    if (tensor instanceof Tensor.Floats t) {
      return IntStream.range(0, t.data().length).mapToObj(i -> Float.toString(t.data()[i]));
    }
    if (tensor instanceof Tensor.Doubles t) {
      return DoubleStream.of(t.data()).mapToObj(Double::toString);
    }
    if (tensor instanceof Tensor.Ints t) {
      return LongStream.of(t.data()).mapToObj(Long::toString);
    }
    return Arrays.stream(((Tensor.Strings) tensor).data());
  }

  static Tensor read(JsonNode written) {
    List<Integer> dims = new ArrayList<>();
    written.path("dims").forEach(each -> dims.add(each.asInt()));
    List<String> data = new ArrayList<>();
    written.path("data").forEach(each -> data.add(each.textValue()));
    ElementType type = TYPES.get(written.path("type").asText());
    if (type == null) {
      throw new IllegalArgumentException(written.path("type") + " is not read");
    }
    return switch (type) {
      case FLOAT -> {
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.parseFloat(data.get(i));
        }
        yield new Tensor.Floats(dims, values);
      }
      case DOUBLE ->
          new Tensor.Doubles(dims, data.stream().mapToDouble(Double::parseDouble).toArray());
      case STRING -> new Tensor.Strings(dims, data.toArray(String[]::new));
      default -> new Tensor.Ints(dims, data.stream().mapToLong(Long::parseLong).toArray(), type);
    };
  }
}
