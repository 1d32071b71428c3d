package rondo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rondo.core.Demand;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.TaskSpec;

class SpecTextsTest {
  private static ModelSpec spec() {
    Schema tokens = Schema.of(Map.of("words", new Schema.Kind.Ids(3)));
    Demand demand = new Demand(Schema.NONE, tokens, Demand.Wanted.EACH_TOKEN, 2);
    SortedMap<String, List<String>> lists = new TreeMap<>();
    lists.put("words", List.of("<unk>", "Ada \"the first\"\n", "Übung \uD83D\uDE00 \uD83D"));
    TaskSpec task = new TaskSpec("ner", demand, lists, Settings.of(Map.of("scheme", "iob2")));
    NetworkSpec network = new NetworkSpec("recurrent", demand, Settings.of(Map.of("cell", "lstm")));
    return new ModelSpec(network, task, new TreeMap<>(Map.of("seed", "7")));
  }

  @Test
  void aSpecWrittenAndReadIsTheSame() {
    SortedMap<String, String> texts = SpecTexts.write(spec());
    assertThat(texts).containsOnlyKeys("model.json", "lists/words.json");
    texts.put("something else", "of others");
    assertThat(SpecTexts.read("m.onnx", texts)).isEqualTo(spec());
  }

  @Test
  void aFileWithoutASpecIsToldSo() {
    assertThatThrownBy(() -> SpecTexts.read("m.onnx", Map.of()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("m.onnx")
        .hasMessageContaining("'model.json' is missing from its metadata");
  }
}
