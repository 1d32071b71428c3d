package rondo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {
  @Test
  void whatAShellWouldChangeIsQuoted() {
    List<String> words =
        List.of("./rondo", "train", "my data/it's.conll", "--train.freeze=*/b", "$HOME", "", "Zoë");
    assertThat(Shell.line(words))
        .isEqualTo("./rondo train 'my data/it'\\''s.conll' '--train.freeze=*/b' '$HOME' '' Zoë");
  }
}
