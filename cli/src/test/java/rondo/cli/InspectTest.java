package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {
  @TempDir Path folder;

  @Test
  void showsWhatAModelHolds() throws IOException {
    TinyModel model = TinyModel.in(folder, "--cell=gru", "--train.epochs=1");
    Transcript said = Transcript.of("inspect", model.file());
    assertThat(said.exit()).isEqualTo(Exit.DONE);
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .containsPattern("^file +\\Q" + model.file() + "\\E, [\\d,]+ bytes\n")
        .containsPattern("\ntask +ner\n")
        .containsPattern("\nnetwork +recurrent\n")
        .containsPattern("\nreads +characters: .* words: one of \\d+\n")
        .containsPattern("\nscores +9 for each token\n") // O, and four marks for two labels
        .containsPattern("\nlist tags +9 entries: O B-LOC ")
        .containsPattern("\nnetwork.cell +gru\n")
        .containsPattern("\nnetwork.hidden +12\n")
        .containsPattern("\nparameters +[\\d,]+ in \\d+ matrices\n")
        .containsPattern("\nrecipe.seed +1\n")
        .containsPattern("\ndev.f1 +\\d");
  }

  @Test
  void aFolderIsAnsweredWithTheFileInIt() {
    Transcript said = Transcript.of("inspect", folder);
    assertThat(said.exit()).isEqualTo(Exit.MODEL);
    assertThat(said.err()).contains("is a folder; name a model file in it");
  }

  @Test
  void moreThanAModelIsTooMuch() {
    Transcript said = Transcript.of("inspect", "a.rondo", "b.rondo");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .isEqualTo("rondo: 'b.rondo' is one word too many for inspect. See rondo inspect --help\n");
  }
}
