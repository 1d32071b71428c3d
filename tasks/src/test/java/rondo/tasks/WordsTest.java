package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.DataException;
import rondo.core.Example;
import rondo.core.NetworkSpec;
import rondo.core.Param;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;
import rondo.gru.GruType;

class WordsTest {
  private static final ClassifyType TYPE = new ClassifyType();
  private static final List<Example<List<String>, String>> DATA =
      List.of(
          new Example<>(List.of("Rain", "fell", "in", "Turin"), "weather"),
          new Example<>(List.of("it", "is", "RAIN"), "weather"),
          new Example<>(List.of("iPhone", "sold"), "trade"));

  @TempDir Path folder;

  private static Settings options(String... more) {
    Map<String, String> said = new TreeMap<>();
    for (int i = 0; i < more.length; i += 2) {
      said.put(more[i], more[i + 1]);
    }
    return TYPE.options().fill(said);
  }

  @Test
  void spellingsThatDifferInCapitalsAreOneWord() {
    TaskSpec spec = TYPE.fit(DATA, options());
    assertThat(spec.list("words")).contains("rain", "turin", "iPhone").doesNotContain("Rain");
    Words words = new Words(spec);
    int[] ids =
        words.inputs(List.of(List.of("rain", "Rain", "RAIN", "iphone", "snow"))).ids("words");
    assertThat(ids).startsWith(ids[0], ids[0], ids[0]).endsWith(0);
    assertThat(ids[3]).isPositive();
  }

  @Test
  void eachColumnMayBeLeftOut() {
    assertThat(TYPE.fit(DATA, options()).demand().tokens().columns().keySet())
        .containsExactly("characters", "shape", "words");
    Settings words = options("characters", "false", "shape", "false");
    assertThat(TYPE.fit(DATA, words).demand().tokens().columns().keySet()).containsExactly("words");
  }

  @Test
  void vectorsOfAFileStandBesideTheModelsOwn() throws IOException {
    Path file = folder.resolve("vectors.txt");
    Files.write(file, List.of("rain 1 2 3", "snow 4 5 6", "turin 7 8 9"));
    Settings options = options("vectors", file.toString(), "vectors-words", "2");
    TaskSpec spec = TYPE.fit(DATA, options);
    assertThat(spec.list("vectors")).containsExactly("<unk>", "rain", "snow");
    assertThat(TYPE.suited(DATA, options)).containsEntry("network.embedding.vectors", "3");

    FreshWeights weights = new FreshWeights(1);
    RecurrentNetworkType type = new RecurrentNetworkType();
    Settings small = Settings.of(Map.of("cell", "gru", "embedding.vectors", "3"));
    type.create(
        new NetworkSpec(type.name(), spec.demand(), type.options().fill(small.values())),
        new Registry<>("cell", List.of(new GruType())),
        TYPE.start(spec, weights).in("network"));
    Param E =
        weights.params().stream()
            .filter(p -> p.path().equals("network/features/vectors/E"))
            .findFirst()
            .orElseThrow();
    assertThat(E.value().rows(1, 2).copy().data()).startsWith(1, 2, 3, 4, 5, 6);

    int[] ids = new Words(spec).inputs(List.of(List.of("SNOW", "Rain", "turin"))).ids("vectors");
    assertThat(ids).containsExactly(2, 1, 0); // also words that the data do not have
  }

  @Test
  void aFileWithoutVectorsIsRefused() throws IOException {
    Path file = folder.resolve("empty.txt");
    Files.writeString(file, "");
    assertThatThrownBy(() -> TYPE.fit(DATA, options("vectors", file.toString())))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("empty.txt");
  }
}
