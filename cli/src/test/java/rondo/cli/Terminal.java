package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A folder in which lines are typed as a person types them: {@code echo "Ada" | rondo predict
 * m.rondo > answers.txt}. What is Rondo's runs in one process that stands in the folder, everything
 * else of a line in bash.
 */
final class Terminal implements AutoCloseable {
  private static final String RONDO = "(\\./|\\.\\./)?rondo";

  private final Path folder;
  private final Process process;
  private final DataOutputStream to;
  private final DataInputStream from;

  Terminal(Path folder) throws IOException {
    this.folder = folder;
    process =
        new ProcessBuilder(command())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    from = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  /** With the vector kernels, where there are any: pages show trainings. */
  private static List<String> command() {
    List<String> command = OtherJvm.command("1g", Desk.class);
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      command.addAll(1, List.of("--add-modules", "jdk.incubator.vector"));
    }
    return command;
  }

  /** Types a line and waits for its end. */
  Transcript type(String line) throws IOException {
    List<String> parts = split(line, '|', 0);
    int at = 0;
    while (at < parts.size() && !words(parts.get(at)).get(0).matches(RONDO)) {
      at++;
    }
    if (at == parts.size()) {
      return bash(line, new byte[0]);
    }
    byte[] in =
        at == 0 ? new byte[0] : bytes(bash(String.join("|", parts.subList(0, at)), new byte[0]));
    Transcript said = rondo(words(parts.get(at)), in);
    if (at + 1 == parts.size()) {
      return said;
    }
    String rest = String.join("|", parts.subList(at + 1, parts.size()));
    Transcript last = bash(rest, said.out().getBytes(StandardCharsets.UTF_8));
    return new Transcript(said.exit(), last.out(), said.err() + last.err());
  }

  private static byte[] bytes(Transcript said) {
    return said.out().getBytes(StandardCharsets.UTF_8);
  }

  private Transcript rondo(List<String> all, byte[] piped) throws IOException {
    byte[] in = piped;
    String target = "";
    List<String> words = new ArrayList<>();
    for (Iterator<String> left = all.subList(1, all.size()).iterator(); left.hasNext(); ) {
      String word = left.next();
      if (word.equals("<")) {
        in = Files.readAllBytes(folder.resolve(left.next()));
      } else if (word.equals(">")) {
        target = left.next();
      } else {
        words.add(word);
      }
    }
    Transcript said = ask(words, in);
    if (target.isEmpty()) {
      return said;
    }
    Files.writeString(folder.resolve(target), said.out());
    return new Transcript(said.exit(), "", said.err());
  }

  private Transcript ask(List<String> words, byte[] in) throws IOException {
    to.writeInt(words.size());
    for (String word : words) {
      write(word.getBytes(StandardCharsets.UTF_8));
    }
    write(in);
    to.flush();
    Exit exit = Exit.valueOf(read());
    return new Transcript(exit, read(), read());
  }

  private void write(byte[] bytes) throws IOException {
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  private String read() throws IOException {
    return new String(from.readNBytes(from.readInt()), StandardCharsets.UTF_8);
  }

  private Transcript bash(String line, byte[] in) throws IOException {
    Path errors = Files.createTempFile("terminal", ".txt");
    Path input = Files.write(Files.createTempFile("terminal", ".in"), in);
    try {
      Process bash =
          new ProcessBuilder("bash", "-c", line)
              .directory(folder.toFile())
              .redirectInput(input.toFile())
              .redirectError(errors.toFile())
              .start();
      String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = bash.waitFor();
      String err = Files.readString(errors);
      assertThat(code).as("%s%n%s", line, err).isZero();
      return new Transcript(Exit.DONE, out, err);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("waiting for bash was interrupted", e);
    } finally {
      Files.delete(errors);
      Files.delete(input);
    }
  }

  /** The words of a command as bash cuts them, without its expansions; comments are left out. */
  static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    for (String word : split(command.strip(), ' ', '#')) {
      if (!word.isEmpty()) {
        words.add(bare(word));
      }
    }
    assertThat(words).as("words of '%s'", command).isNotEmpty();
    return words;
  }

  /**
   * Cuts a line wherever a character stands outside of quotes, and ends it where another does.
   *
   * @param end begins a word that ends the line; 0 if none does
   */
  private static List<String> split(String line, char at, int end) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && c == end && part.length() == 0) {
        break;
      }
      if (quote == 0 && c == at) {
        parts.add(part.toString());
        part.setLength(0);
        continue;
      }
      part.append(c);
      if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        part.append(line.charAt(++i));
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** A word without its quotes. */
  private static String bare(String word) {
    StringBuilder bare = new StringBuilder();
    int quote = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean escapes = c == '\\' && quote != '\'' && i + 1 < word.length();
      if (escapes && (quote == 0 || "\"\\$`".indexOf(word.charAt(i + 1)) >= 0)) {
        bare.append(word.charAt(++i));
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else {
        bare.append(c);
      }
    }
    return bare.toString();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      process.destroy();
    }
  }

  /** The process that stands in the folder: answers one command after the other. */
  static final class Desk {
    private Desk() {}

    public static void main(String[] nothing) throws IOException {
      DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
      DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
      System.setOut(System.err); // what a library prints is no answer
      for (int count = next(in); count >= 0; count = next(in)) {
        Object[] words = new Object[count];
        for (int i = 0; i < count; i++) {
          words[i] = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }
        String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        Transcript said = Transcript.reading(text, words);
        for (String each : List.of(said.exit().name(), said.out(), said.err())) {
          byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
          out.writeInt(bytes.length);
          out.write(bytes);
        }
        out.flush();
      }
    }

    private static int next(DataInputStream in) throws IOException {
      in.mark(1);
      if (in.read() < 0) {
        return -1;
      }
      in.reset();
      return in.readInt();
    }
  }
}
