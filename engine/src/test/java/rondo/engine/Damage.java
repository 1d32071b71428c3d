package rondo.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** What disks, networks and people do to bytes; always the same for a seed. */
public final class Damage {
  private static final int[] WORDS = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x04034b50};
  private static final long[] LONGS = {-1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 1L << 53};

  private Damage() {}

  /** The bytes, damaged in one to three places; now and then it hits nothing. */
  public static byte[] of(byte[] whole, long seed) {
    Random random = new Random(seed);
    byte[] hurt = whole.clone();
    for (int i = random.nextInt(3); i >= 0 && hurt.length > 16; i--) {
      hurt = once(hurt, random);
    }
    return hurt;
  }

  private static byte[] once(byte[] whole, Random random) {
    byte[] hurt = whole.clone();
    int at = random.nextInt(hurt.length);
    int count = Math.min(hurt.length - at, 1 + random.nextInt(200));
    switch (random.nextInt(10)) {
      case 0 -> {
        return Arrays.copyOf(hurt, at);
      }
      case 1, 2 -> hurt[at] ^= (byte) (1 << random.nextInt(8));
      case 3 -> hurt[at] = (byte) random.nextInt(256);
      case 4 -> buffer(hurt).putInt(Math.min(at, hurt.length - 4), WORDS[random.nextInt(6)]);
      case 5 -> buffer(hurt).putLong(Math.min(at, hurt.length - 8), LONGS[random.nextInt(5)]);
      case 6 -> Arrays.fill(hurt, at, at + count, (byte) 0);
      case 7 -> System.arraycopy(whole, random.nextInt(hurt.length - count), hurt, at, count);
      case 8 -> {
        System.arraycopy(whole, at + count, hurt, at, hurt.length - at - count);
        return Arrays.copyOf(hurt, hurt.length - count); // a piece is gone
      }
      default -> {
        byte[] longer = Arrays.copyOf(whole, whole.length + count); // a piece stands twice
        System.arraycopy(whole, at, longer, at + count, whole.length - at);
        return longer;
      }
    }
    return hurt;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
