package rondo.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Column;
import rondo.core.Inputs;
import rondo.core.Noise;
import rondo.core.Schema;

class SampleInputsTest {
  private static final Schema SCHEMA =
      Schema.of(
          Map.of(
              "words", new Schema.Kind.Ids(7),
              "vectors", new Schema.Kind.Reals(3),
              "characters",
                  new Schema.Kind.Nested(Schema.of(Map.of("letters", new Schema.Kind.Ids(5))))));

  @Test
  void samplesFitTheirSchema() {
    Inputs in = SampleInputs.draw(SCHEMA, Noise.of(3), 4, 1, 9);
    assertThat(in.time()).isEqualTo(9);
    assertThat(GraphInputs.feed(SCHEMA, in)).hasSize(6);
    assertThat(in.ids("words")).contains(0, 6);
    assertThat(Arrays.stream(in.ids("words")).distinct().count()).isEqualTo(7);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    Inputs a = SampleInputs.draw(SCHEMA, Noise.of(3), 4, 1);
    Inputs b = SampleInputs.draw(SCHEMA, Noise.of(3), 4, 1);
    Inputs c = SampleInputs.draw(SCHEMA, Noise.of(4), 4, 1);
    assertThat(letters(a)).containsExactly(letters(b)).isNotEqualTo(letters(c));
  }

  private static int[] letters(Inputs in) {
    return ((Column.Nested) in.column("characters")).items().ids("letters");
  }
}
