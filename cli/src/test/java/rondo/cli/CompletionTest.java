package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shells are told to complete; bash is asked, others read their script where they are. */
class CompletionTest {
  /** Asks for what follows each line, as bash does when a person presses the key. */
  private static final String ASK =
      """
      source "$1"
      while IFS= read -r COMP_LINE; do
        COMP_POINT=${#COMP_LINE} COMPREPLY=()
        _rondo
        (IFS=' '; echo "${COMPREPLY[*]}")
      done
      """;

  @TempDir static Path folder = Path.of("");

  @BeforeAll
  static void files() throws IOException {
    Files.writeString(folder.resolve("my train.conll"), "");
    Files.createDirectory(folder.resolve("models"));
  }

  @Test
  void bashCompletesWhatCanBeTyped() throws IOException, InterruptedException {
    Map<String, String> due = new TreeMap<>();
    due.put("rondo trai", "train");
    due.put("rondo -v eva", "evaluate");
    due.put("rondo help ex", "export");
    due.put("rondo train n", "ner");
    due.put("rondo train ner --ce", "--cell");
    due.put("rondo train ner --cell ", "gru lstm rnn");
    due.put("rondo train ner --cell=g", "gru");
    due.put("rondo train ner --network recu", "recurrent");
    due.put("rondo train ner --network.cell=l", "lstm");
    due.put("rondo train ner --network.hid", "--network.hidden=");
    due.put("rondo train ner --task.shape=", "true false");
    due.put("rondo train ner --resume m", "must");
    due.put("rondo train ner --seed ", "");
    due.put("rondo train ner --json --data my", "my train.conll");
    due.put("rondo train ner -o m", "models");
    due.put("rondo predict mo", "models");
    due.put("rondo predict m.rondo --backend o", "onnxruntime");
    due.put("rondo predict m.rondo --task.beam-", "--task.beam-margin=");
    due.put("rondo export m.rondo --format r", "rondo");
    due.put("rondo export m.rondo --inp", "--input=");
    due.put("rondo completion p", "powershell");
    assertThat(asked(List.copyOf(due.keySet()))).isEqualTo(List.copyOf(due.values()));
  }

  private static List<String> asked(List<String> lines) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("rondo.bash"), script("bash"));
    Path ask = Files.writeString(folder.resolve("ask.bash"), ASK);
    Path typed = Files.write(folder.resolve("typed"), lines);
    return List.of(run(typed, "bash", ask.toString(), script.toString()).split("\n", -1))
        .subList(0, lines.size());
  }

  private static String run(Path in, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private static String script(String shell) {
    Transcript said = Transcript.of("completion", shell);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    return said.out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void whoIsHereReadsItsScript(String shell) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("script." + shell), script(shell));
    boolean here =
        Stream.of(System.getenv("PATH").split(":")).anyMatch(p -> Files.exists(Path.of(p, shell)));
    if (here) {
      assertThat(run(script, shell, "-n", script.toString())).isEmpty();
    }
    assertThat(Files.readString(script)).contains("train", "network.hidden", "gru lstm rnn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zsh", "fish", "powershell"})
  void everyScriptKnowsEveryVerbAndOption(String shell) {
    String script = script(shell);
    for (Verb verb : Verb.values()) {
      assertThat(script).contains(verb.word());
    }
    List<String> wanted = new ArrayList<>(List.of("train.epochs", "backend.threads", "task.beam"));
    wanted.addAll(List.of("dry-run", "resume", "onnxruntime", "must", "seq2seq", "powershell"));
    assertThat(script).contains(wanted);
    assertThat(script).doesNotContain("%VERBS%", "sha256");
  }

  @Test
  void quotesOfPowerShellAreClosed() {
    int depth = 0;
    boolean quoted = false;
    for (char c : script("powershell").replaceAll("(?m)^#.*$", "").toCharArray()) {
      quoted ^= c == '\'';
      depth += quoted ? 0 : "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
      assertThat(depth).isNotNegative();
    }
    assertThat(quoted).isFalse();
    assertThat(depth).isZero();
  }
}
