package rondo.testkit.mutation;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Device;
import rondo.core.ModelFormatException;
import rondo.core.graph.Graph;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;

/**
 * ONNX Runtime in a process of its own, which a file may end or hold up without harm: the next file
 * meets a new one.
 */
public final class RuntimeApart implements AutoCloseable {
  private static final int PATIENCE_MS = 20_000;
  private static final long MOST_KB = 6_000_000; // of addresses, most of them never used

  private Optional<Peer> peer = Optional.empty();

  /** The process, and the way to it. */
  private record Peer(Process process, Socket socket, DataInputStream in, DataOutputStream out) {
    void end() {
      process.destroyForcibly();
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What came of a file. */
  public sealed interface Said {
    /** All its outputs, by name. */
    record Answer(SortedMap<String, Tensor> outputs) implements Said {}

    /** It is refused. */
    record Refusal(String why) implements Said {}

    /** It ended the process, or took it longer than anybody waits. */
    record End() implements Said {}
  }

  /** Runs a file once. */
  public Said run(byte[] file, Map<String, Tensor> inputs) {
    try {
      Peer at = peer.orElseGet(RuntimeApart::start);
      peer = Optional.of(at);
      send(at.out, file);
      send(at.out, packed(inputs));
      at.out.flush();
      boolean answered = at.in.readBoolean();
      byte[] said = at.in.readNBytes(at.in.readInt());
      return answered
          ? new Said.Answer(unpacked(said))
          : new Said.Refusal(new String(said, StandardCharsets.UTF_8));
    } catch (EOFException | SocketTimeoutException | SocketException e) {
      close();
      return new Said.End();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Peer start() {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process =
          new ProcessBuilder(command(door.getLocalPort()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      door.setSoTimeout(PATIENCE_MS);
      Socket socket = door.accept();
      socket.setSoTimeout(PATIENCE_MS);
      return new Peer(
          process,
          socket,
          new DataInputStream(socket.getInputStream()),
          new DataOutputStream(new BufferedOutputStream(socket.getOutputStream())));
    } catch (IOException e) {
      throw new UncheckedIOException("the process of ONNX Runtime does not start: " + e, e);
    }
  }

  private static List<String> command(int port) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("sh", "-c", "ulimit -v " + MOST_KB + "; ulimit -c 0; exec \"$@\"", "sh"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=64m"));
    words.addAll(List.of("-XX:CompressedClassSpaceSize=64m", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:ErrorFile=/dev/null"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(There.class.getName(), Integer.toString(port)));
    return words;
  }

  @Override
  public void close() {
    peer.ifPresent(Peer::end);
    peer = Optional.empty();
  }

  // what goes between the two

  private static void send(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Tensors as the constants of a graph. */
  private static byte[] packed(Map<String, Tensor> tensors) {
    Graph graph = new Graph();
    tensors.forEach(
        (name, t) -> {
          Value v = graph.constant(name, t);
          graph.output(new Port(v, t.type(), t.dims().stream().map(String::valueOf).toList()));
        });
    return OnnxFile.write(graph);
  }

  private static SortedMap<String, Tensor> unpacked(byte[] bytes) {
    return new TreeMap<>(OnnxFile.read(bytes).constants());
  }

  /** The other process. */
  static final class There {
    private There() {}

    public static void main(String[] args) throws IOException {
      int port = Integer.parseInt(args[0]);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
          DataInputStream in = new DataInputStream(socket.getInputStream());
          DataOutputStream out =
              new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
        while (true) {
          byte[] file = in.readNBytes(in.readInt());
          Map<String, Tensor> inputs = unpacked(in.readNBytes(in.readInt()));
          answer(file, inputs, out);
          out.flush();
        }
      } catch (EOFException e) {
        return; // nobody asks any more
      }
    }

    private static void answer(byte[] file, Map<String, Tensor> inputs, DataOutputStream out)
        throws IOException {
      byte[] said;
      boolean answered = true;
      try (OrtModel model = OrtModel.open(file, Device.CPU)) {
        Map<String, Tensor> wanted = new TreeMap<>(inputs);
        wanted.keySet().retainAll(model.inputs());
        said = packed(model.run(wanted));
      } catch (IllegalArgumentException | IllegalStateException | ModelFormatException e) {
        answered = false;
        said = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      }
      out.writeBoolean(answered);
      send(out, said);
    }
  }
}
