package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Evaluation;

/** Our figures beside those that sacreBLEU 2.6.0 wrote down for the same files. */
class SacreBleuCasesTest {
  private static final Path CASES =
      Path.of(System.getProperty("rondo.shared", "../shared"), "data/translation/sacrebleu-cases");

  private static final List<String> FILES =
      List.of(
          "light-noise",
          "heavy-noise",
          "perfect",
          "all-empty",
          "one-empty",
          "wrong-sentences",
          "too-long",
          "too-short",
          "odd-characters",
          "single-line",
          "lower-cased",
          "one-word-lines",
          "no-4gram-match");

  private static final Offset<Double> SAME = within(1e-6); // six digits are written down

  @Test
  void noCaseIsLeftOut() throws IOException {
    Set<String> cases = new HashSet<>();
    Set<String> figures = new HashSet<>();
    for (JsonNode each : expected()) {
      cases.add(each.get("case").asText());
      each.fieldNames().forEachRemaining(figures::add);
    }
    assertThat(FILES).containsExactlyInAnyOrderElementsOf(cases);
    figures.removeAll(Set.of("case", "lines", "sentence-bleu-first", "chrf", "chrf++"));
    assertThat(bleus().map(each -> each.get()[1])).containsAll(figures).hasSize(13 * 8);
  }

  private static JsonNode expected() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "the shared data are missing: " + CASES);
    return new ObjectMapper().readTree(CASES.resolve("expected.json").toFile());
  }

  private static JsonNode expected(String file) throws IOException {
    for (JsonNode each : expected()) {
      if (each.get("case").asText().equals(file)) {
        return each;
      }
    }
    throw new AssertionError("nothing is written down for " + file);
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(CASES.resolve(file));
  }

  static Stream<Arguments> bleus() {
    List<Arguments> all = new ArrayList<>();
    for (String file : FILES) {
      for (Tokenization tokenization : Tokenization.values()) {
        String name = "bleu-" + tokenization.sign();
        all.add(Arguments.of(file, name, tokenization, false));
        all.add(Arguments.of(file, name + "-lc", tokenization, true));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("bleus")
  void bleuIsTheSame(String file, String name, Tokenization tokenization, boolean lowerCased)
      throws IOException {
    JsonNode expected = expected(file).get(name);
    Bleu bleu = lowerCased ? Bleu.lowerCased(tokenization) : new Bleu(tokenization);
    List<String> hypotheses = lines(file + ".hyp");
    List<String> references = lines(file + ".ref");
    assertThat(hypotheses).hasSize(expected(file).get("lines").asInt()).hasSameSizeAs(references);
    for (int i = 0; i < hypotheses.size(); i++) {
      bleu.add(hypotheses.get(i), references.get(i));
    }

    Evaluation e = bleu.evaluation();
    assertThat(e.value()).isCloseTo(expected.get("score").asDouble(), SAME);
    assertThat(e.value("brevity-penalty")).isCloseTo(expected.get("bp").asDouble(), SAME);
    assertThat(e.value("length")).isEqualTo(expected.get("sys_len").asDouble());
    assertThat(e.value("reference-length")).isEqualTo(expected.get("ref_len").asDouble());
    List<Double> precisions =
        IntStream.rangeClosed(1, 4).mapToObj(n -> e.value("precision-" + n)).toList();
    assertThat(precisions)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b))
        .isEqualTo(
            IntStream.range(0, 4)
                .mapToObj(n -> expected.get("precisions").get(n).asDouble())
                .toList());
    assertSameSettings(bleu.signature(), expected);
  }

  /** All but the program that computed. */
  private static void assertSameSettings(String signature, JsonNode expected) {
    String theirs = expected.get("signature").asText();
    assertThat(signature).isEqualTo(theirs.replace("version:2.6.0", "version:rondo-development"));
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void chrfIsTheSame(String file) throws IOException {
    assertSame(new Chrf(), file, "chrf");
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void chrfPlusPlusIsTheSame(String file) throws IOException {
    assertSame(Chrf.plusPlus(), file, "chrf++");
  }

  private static void assertSame(Chrf chrf, String file, String name) throws IOException {
    JsonNode expected = expected(file).get(name);
    List<String> hypotheses = lines(file + ".hyp");
    List<String> references = lines(file + ".ref");
    for (int i = 0; i < hypotheses.size(); i++) {
      chrf.add(hypotheses.get(i), references.get(i));
    }
    assertThat(chrf.evaluation().value(name)).isCloseTo(expected.get("score").asDouble(), SAME);
    assertSameSettings(chrf.signature(), expected);
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void bleuOfTheFirstSentenceIsTheSame(String file) throws IOException {
    double expected = expected(file).get("sentence-bleu-first").asDouble();
    List<String> references = lines(file + ".ref").subList(0, 1);
    double score = new Bleu().counts(lines(file + ".hyp").get(0), references).sentenceScore();
    assertThat(score).isCloseTo(expected, SAME);
  }
}
