package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListPluginsTest {
  @TempDir Path folder;

  @Test
  void listsWhatThereIsByKind() {
    Transcript said = Transcript.of("plugins");
    assertThat(said.exit()).isEqualTo(Exit.DONE);
    assertThat(said.err()).isEmpty();
    assertThat(
            said.out()
                .lines()
                .map(l -> l.replaceAll("^(\\S+ +\\S+).*", "$1").replaceAll(" +", " ")))
        .contains(
            "task ner",
            "network recurrent",
            "network seq2seq",
            "cell gru",
            "cell lstm",
            "cell rnn",
            "backend native",
            "backend onnxruntime",
            "exporter onnx",
            "exporter rondo",
            "importer onnx",
            "importer rondo");
  }

  @Test
  void showsOptionsAsTheyAreTyped() {
    Transcript said = Transcript.of("plugins", "--options");
    assertThat(said.out())
        .containsPattern("\n  --network\\.hidden +.*\\(128\\)\n")
        .containsPattern("\n  --network\\.cell\\.forget-bias +")
        .containsPattern("\n  --train\\.epochs +")
        .containsPattern("\n  --task\\.tokenizer +")
        .containsPattern("\n  and of a model made elsewhere, for rondo import\n  --task\\.vocab +");
  }

  @Test
  void aFolderWithoutPluginsIsRefused() throws IOException {
    Transcript empty = Transcript.of("plugins", "--plugins", folder);
    assertThat(empty.exit()).isEqualTo(Exit.MODEL);
    assertThat(empty.err()).startsWith("rondo: there is no jar in --plugins " + folder);
    Files.writeString(folder.resolve("text.jar"), "no jar at all");
    Transcript broken = Transcript.of("plugins", "--plugins", folder);
    assertThat(broken.exit()).isEqualTo(Exit.MODEL);
    assertThat(broken.err()).contains("text.jar cannot be read as a jar");
  }
}
