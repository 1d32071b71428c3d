package rondo.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final int MANY = 200_000;

  @Test
  void isAFunctionOfSeedSiteAndIndexForever() { // a resumed run and a later version must draw these
    Noise site = Noise.of(42).at(7).at("dropout");
    assertThat(site.bits(0)).isEqualTo(Noise.of(42).at(7).at("dropout").bits(0));
    assertThat(Noise.of(1).bits(0)).isEqualTo(GOLDEN_BITS);
    assertThat(Noise.of(1).at("a").uniform(3)).isEqualTo(GOLDEN_UNIFORM);
  }

  private static final long GOLDEN_BITS = 6791897765849424158L;
  private static final float GOLDEN_UNIFORM = 0.5814692378044128f;

  @Test
  void isUniform() {
    Noise noise = Noise.of(3);
    int[] tenths = new int[10];
    for (int i = 0; i < MANY; i++) {
      float u = noise.uniform(i);
      assertThat(u).isBetween(0f, Math.nextDown(1f));
      tenths[(int) (u * 10)]++;
    }
    double chi = 0;
    for (int n : tenths) {
      chi += Math.pow(n - MANY / 10.0, 2) / (MANY / 10.0);
    }
    assertThat(chi).isLessThan(27.9); // 9 degrees of freedom, one seed in a thousand is above
  }

  @Test
  void isNormalWhereAsked() {
    Noise noise = Noise.of(4);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      double g = noise.gaussian(i);
      sum += g;
      squares += g * g;
    }
    assertThat(sum / MANY).isCloseTo(0, within(4 / Math.sqrt(MANY))); // four standard errors
    assertThat(squares / MANY).isCloseTo(1, within(4 * Math.sqrt(2.0 / MANY)));
  }

  @Test
  void differsFromSeedToSeedAndSiteToSite() {
    Set<Long> seen = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      for (int step = 0; step < 50; step++) {
        for (String site : new String[] {"a", "b", "layer0/dropout"}) {
          seen.add(Noise.of(seed).at(step).at(site).bits(0));
        }
      }
    }
    assertThat(seen).hasSize(50 * 50 * 3);
  }

  @Test
  void neighbouringSeedsAreNotCorrelated() {
    double product = 0;
    for (int i = 0; i < MANY; i++) {
      product += (Noise.of(8).uniform(i) - 0.5) * (Noise.of(9).uniform(i) - 0.5);
    }
    assertThat(product / MANY)
        .isCloseTo(0, within(4 / (12 * Math.sqrt(MANY)))); // four standard errors
  }

  @Test
  void staysNoneAtEverySite() {
    assertThat(Noise.NONE.at("x").at(3).none()).isTrue();
    assertThat(Noise.of(0).none()).isFalse();
  }
}
