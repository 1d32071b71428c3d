package rondo.core.graph;

import java.util.Arrays;
import java.util.Optional;

/** What a tensor holds: all that ONNX can store. */
public enum ElementType {
  FLOAT(1, 32),
  DOUBLE(11, 64),
  INT32(6, 32),
  INT64(7, 64),
  BOOL(9, 8),
  STRING(8, 0),
  /** Not said, as at the ports of functions; no tensor holds it. */
  ANY(0, 0),
  INT8(3, 8),
  INT16(5, 16),
  UINT8(2, 8),
  UINT16(4, 16),
  UINT32(12, 32),
  UINT64(13, 64),
  INT4(22, 4),
  UINT4(21, 4),
  INT2(26, 2),
  UINT2(25, 2),
  FLOAT16(10, 16),
  BFLOAT16(16, 16),
  FLOAT8E4M3FN(17, 8),
  FLOAT8E4M3FNUZ(18, 8),
  FLOAT8E5M2(19, 8),
  FLOAT8E5M2FNUZ(20, 8),
  FLOAT8E8M0(24, 8),
  FLOAT4E2M1(23, 4),
  COMPLEX64(14, 64),
  COMPLEX128(15, 128);

  private final int code;
  private final int bits;

  ElementType(int code, int bits) {
    this.code = code;
    this.bits = bits;
  }

  /** The type to which ONNX gives this number. */
  public static Optional<ElementType> of(int code) {
    return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
  }

  /** The number that ONNX gives it. */
  public int code() {
    return code;
  }

  /** How many bits one takes; 0 where that is not the same for all. */
  public int bits() {
    return bits;
  }

  /** The bytes that so many take, small ones side by side. */
  public long bytes(long count) {
    return (Math.multiplyExact(count, (long) bits) + 7) / 8;
  }

  /** Whether they are whole numbers; truth values are. */
  public boolean whole() {
    return this == BOOL || name().startsWith("INT") || unsigned();
  }

  public boolean unsigned() {
    return name().startsWith("UINT");
  }
}
