package rondo.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowGradientsTest {
  @Test
  void rowsAddUpAsInAMapOfAllRows() {
    Random random = new Random(1);
    RowGradients gradients = new RowGradients(3);
    for (int step = 0; step < 5; step++) {
      Map<Integer, float[]> expected = new TreeMap<>();
      for (int i = 0; i < 3000; i++) {
        // rows that share their low bits, and the ends of the range, among them
        int row =
            switch (i % 4) {
              case 0 -> random.nextInt(1000);
              case 1 -> random.nextInt(1000) << 16;
              case 2 -> random.nextInt(50);
              default -> Integer.MAX_VALUE - random.nextInt(3);
            };
        float[] from = {9, 1, i, -i, 9};
        gradients.add(row, from, 1);
        float[] sum = expected.computeIfAbsent(row, r -> new float[3]);
        for (int j = 0; j < 3; j++) {
          sum[j] += from[1 + j];
        }
      }
      assertThat(gradients.size()).isEqualTo(expected.size());
      assertThat(gradients.touched())
          .containsExactly(expected.keySet().stream().mapToInt(r -> r).toArray());
      expected.forEach(
          (row, sum) -> {
            for (int j = 0; j < 3; j++) {
              assertThat(gradients.data()[gradients.at(row) + j]).isEqualTo(sum[j]);
            }
          });
      gradients.clear();
      assertThat(gradients.touched()).isEmpty();
    }
  }

  @Test
  void memoryGrowsWithTheTouchedRowsOnly() {
    RowGradients gradients = new RowGradients(100);
    gradients.add(1_000_000_000, new float[100], 0);
    assertThat(gradients.data().length).isLessThanOrEqualTo(16 * 100);
  }

  @Test
  void aRowThatWasNotTouchedIsRefused() {
    RowGradients gradients = new RowGradients(2);
    gradients.add(4, new float[2], 0);
    assertThatThrownBy(() -> gradients.at(5)).hasMessage("row 5 was not touched");
  }
}
