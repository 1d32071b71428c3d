package rondo.benchmarks.exchange;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.benchmarks.Arguments;
import rondo.benchmarks.endurance.Figure;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.Param;
import rondo.engine.Rondo;

/** Damages exported files, and opens them. */
final class Mutations {
  private static final String HELP =
      """
      usage: benchmarks/run mutations [--count N] [--seed N]

      Trains small models of every task on the examples, writes them as ONNX in every form (ids, text,
      steps, a search), and opens them again after damage: bits turned, bytes overwritten, pieces
      moved, put in or taken out, ends cut off, lengths that lie. Each time the file must be refused
      in one sentence, or be the same model to the bit, within 5 seconds and 256 MB.

        --count N       how often; 1000
        --seed N        of the damage; 1

      The last line is JSON: how many ended so. The command ends with 1 if one did not.
      """;

  private static final long MOST_BYTES = 256_000_000;
  private static final double MOST_SECONDS = 5;
  private static final int EDGE = 6000; // bytes at both ends, where little is weights

  private final Rondo rondo = Rondo.load();
  private final Path home;
  private final Random random;
  private long mostBytes;
  private double mostSeconds;

  private Mutations(Path home, int seed) {
    this.home = home;
    this.random = new Random(seed);
  }

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    int count = given.number("--count", 1000);
    int seed = given.number("--seed", 1);
    given.end();
    long began = System.nanoTime();
    Path home = Files.createTempDirectory("rondo-mutations");
    Path examples = Path.of(System.getProperty("rondo.examples", "examples"));
    Mutations mutations = new Mutations(home, seed);
    int good = mutations.run(examples, count);
    Files.delete(home);
    System.out.println(new Figure("mutations", "refused or equal", good, seed).json(began));
    System.exit(good == count ? 0 : 1);
  }

  private int run(Path examples, int count) throws IOException {
    List<Exports.Exported> all = new Exports(rondo, examples, home).all();
    SortedMap<String, Integer> found = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      Exports.Exported each = all.get(i % all.size());
      String outcome = outcome(each);
      if (!outcome.equals("refused") && !outcome.equals("equal")) {
        System.out.printf("mutation %d of %s: %s%n", i + 1, each.name(), outcome);
        outcome = "wrong";
      }
      found.merge(outcome, 1, Integer::sum);
    }
    all.forEach(e -> System.out.printf("%-70s %s%n", e.name(), sizes(e.files())));
    System.out.printf("%s; at most %.1f MB and %.3f s%n", found, mostBytes / 1e6, mostSeconds);
    return count - found.getOrDefault("wrong", 0);
  }

  private static String sizes(Map<String, byte[]> files) {
    return files.values().stream().map(f -> f.length + " bytes").toList().toString();
  }

  /** One of the files is damaged, and any one is named. */
  private String outcome(Exports.Exported exported) throws IOException {
    List<String> names = List.copyOf(exported.files().keySet());
    String victim = names.get(random.nextInt(names.size()));
    for (Map.Entry<String, byte[]> file : exported.files().entrySet()) {
      boolean hurt = file.getKey().equals(victim);
      Files.write(home.resolve(file.getKey()), hurt ? damaged(file.getValue()) : file.getValue());
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    String outcome = opened(exported, home.resolve(names.get(random.nextInt(names.size()))));
    double seconds = (System.nanoTime() - start) / 1e9;
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    mostSeconds = Math.max(mostSeconds, seconds);
    mostBytes = Math.max(mostBytes, bytes);
    for (String name : names) {
      Files.delete(home.resolve(name));
    }
    if (bytes > MOST_BYTES || seconds > MOST_SECONDS) {
      return "%s, after %.1f s and %d MB".formatted(outcome, seconds, bytes / 1_000_000);
    }
    return outcome;
  }

  private String opened(Exports.Exported exported, Path file) {
    try {
      return same(exported.model(), rondo.model(file)) ? "equal" : "opened as another model";
    } catch (ModelFormatException e) {
      String said = String.valueOf(e.getMessage());
      return said.isBlank() || said.contains("\n") ? "refused as '" + said + "'" : "refused";
    } catch (RuntimeException | Error e) {
      return "failed: " + e;
    }
  }

  private static boolean same(Model<?, ?> one, Model<?, ?> two) {
    SortedMap<String, Integer> bits = new TreeMap<>();
    one.params().forEach(p -> bits.put(p.path(), bits(p)));
    SortedMap<String, Integer> others = new TreeMap<>();
    two.params().forEach(p -> others.put(p.path(), bits(p)));
    return one.spec().equals(two.spec()) && bits.equals(others);
  }

  private static int bits(Param p) {
    int at = p.value().offset();
    return Arrays.hashCode(Arrays.copyOfRange(p.value().data(), at, at + p.value().size()));
  }

  private byte[] damaged(byte[] file) {
    byte[] out = file.clone();
    int at = place(out.length);
    int length = Math.min(1 + random.nextInt(200), out.length - at);
    switch (random.nextInt(7)) {
      case 0 -> out[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        for (int i = 0, n = 1 + random.nextInt(20); i < n; i++) {
          out[place(out.length)] = (byte) random.nextInt(256);
        }
      }
      case 2 -> {
        return Arrays.copyOf(out, at);
      }
      case 3 -> Arrays.fill(out, at, Math.min(out.length, at + 4), (byte) 0xff); // a length
      case 4 -> System.arraycopy(out, at, out, place(out.length - length), length);
      case 5 -> { // taken out
        System.arraycopy(out, at + length, out, at, out.length - at - length);
        return Arrays.copyOf(out, out.length - length);
      }
      default -> { // put in
        byte[] longer = Arrays.copyOf(out, out.length + length);
        System.arraycopy(out, at, longer, at + length, out.length - at);
        return longer;
      }
    }
    return out;
  }

  /** Half of them at the ends, where the graph and the metadata begin and stop. */
  private int place(int length) {
    int edge = Math.min(length, EDGE);
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(edge);
      case 1 -> length - 1 - random.nextInt(edge);
      default -> random.nextInt(length);
    };
  }
}
