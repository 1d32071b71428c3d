package rondo.core.graph;

/** An operator's full name; the standard ones live in domain "". */
public record OpId(String domain, String name) {
  public static OpId onnx(String name) {
    return new OpId("", name);
  }

  @Override
  public String toString() {
    return domain.isEmpty() ? name : domain + "." + name;
  }
}
