package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MainTest {
  @Test
  void helpNamesEveryVerb() {
    Transcript said = Transcript.of("--help");
    assertThat(said.exit()).isEqualTo(Exit.DONE);
    assertThat(said.err()).isEmpty();
    for (Verb each : Verb.values()) {
      assertThat(said.out()).contains("  " + each.word() + " ").contains(each.summary());
    }
  }

  @Test
  void helpNamesEveryExitCode() {
    String help = Transcript.of("--help").out();
    for (Exit each : Exit.values()) {
      assertThat(help).containsPattern("\n +" + each.code() + "  \\S");
    }
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void helpIsAVerbToo() {
    assertThat(Transcript.of("help")).isEqualTo(Transcript.of("--help"));
    assertThat(Transcript.of("help", "train")).isEqualTo(Transcript.of("train", "--help"));
    Transcript unknown = Transcript.of("help", "exprot");
    assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
    assertThat(unknown.err()).endsWith(" Did you mean 'export'?\n");
  }

  @ParameterizedTest
  @CsvSource({
    "train ner --resume alwyas, 'train: --resume must be one of auto, never, must, is ''alwyas''.'",
    "train ner --resume mst, 'train: --resume must be one of auto, never, must, is ''mst''. Did you mean ''must''?'",
    "train ner --folds ten, 'train: --folds must be a whole number, is ''ten''.'",
    "evaluate --min much, 'evaluate: --min must be a number, is ''much''.'",
    "translate --format josnl, 'translate: --format must be one of text, jsonl, is ''josnl''. Did you mean ''jsonl''?'",
    "train ner --seed, 'train: --seed needs a value, N.'",
    "predict, 'predict needs MODEL.'"
  })
  void valuesThatCannotBeMeantAreToldWithThoseThatCan(String words, String sentence) {
    Transcript said = Transcript.of((Object[]) words.split(" "));
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    String verb = words.split(" ")[0];
    assertThat(said.err()).isEqualTo("rondo: %s See rondo %s --help%n".formatted(sentence, verb));
  }

  @Test
  void versionNamesJavaAndKernels() {
    Transcript said = Transcript.of("--version");
    assertThat(said.exit()).isEqualTo(Exit.DONE);
    assertThat(said.out())
        .matches("rondo \\S+\njava " + Runtime.version().feature() + "[^\n]*\nkernels \\S.*\n");
  }

  @Test
  void nothingSaidIsAnsweredWithHelpOnStandardError() {
    Transcript said = Transcript.of();
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).startsWith("Usage: rondo");
  }

  @Test
  void unknownVerbGetsTheNearestOne() {
    Transcript said = Transcript.of("trian", "ner");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .isEqualTo(
            "rondo: there is no verb 'trian'; there are "
                + String.join(", ", Verb.words())
                + ". Did you mean 'train'?\n");
  }

  @Test
  void unknownOptionGetsTheNearestOne() {
    Transcript said = Transcript.of("--verson");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .isEqualTo(
            "rondo: there is no option '--verson'. Did you mean '--version'? See rondo --help\n");
  }

  @ParameterizedTest
  @EnumSource
  void helpOfEachVerbHasAnExample(Verb verb) {
    Transcript said = Transcript.of(verb.word(), "--help");
    assertThat(said.exit()).isEqualTo(Exit.DONE);
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("Usage: rondo " + verb.word())
        .containsPattern("Examples?\n  (.* \\| )?rondo " + verb.word());
    assertThat(said.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @EnumSource
  void misspeltOptionOfEachVerbGetsTheNearestOne(Verb verb) {
    Transcript said = Transcript.of(verb.word(), "model.rondo", "--plugin=x");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).startsWith("rondo: ").contains("Did you mean '--plugins'?");
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void optionsMayStandBeforeTheVerb() {
    Transcript before = Transcript.of("--plugins", "nowhere", "plugins");
    Transcript behind = Transcript.of("plugins", "--plugins", "nowhere");
    assertThat(before).isEqualTo(behind);
    assertThat(before.exit()).isEqualTo(Exit.MODEL);
    assertThat(before.err())
        .isEqualTo(
            "rondo: there is no folder 'nowhere' for --plugins; create it and put jars into it\n");
  }

  @Test
  void stackTraceIsForTheCurious() {
    Transcript quiet = Transcript.of("inspect", "nothing.rondo");
    Transcript verbose = Transcript.of("inspect", "nothing.rondo", "-v");
    assertThat(quiet.err())
        .isEqualTo("rondo: there is no model file 'nothing.rondo'; is the path right?\n");
    assertThat(verbose.err()).startsWith(quiet.err()).contains("\tat rondo.cli.");
    assertThat(verbose.exit()).isEqualTo(quiet.exit()).isEqualTo(Exit.MODEL);
  }
}
