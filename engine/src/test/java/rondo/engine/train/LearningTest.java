package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Model;

class LearningTest {
  @Test
  void echoIsLearnedToTheEnd() {
    Lesson lesson = Lesson.echo(200, 20);
    Model<int[], int[]> model = lesson.model();
    Outcome outcome = lesson.trainer(model, Map.of("epochs", "60", "rate", "0.01")).run();
    assertThat(outcome.best().orElseThrow().value()).isEqualTo(100);
    assertThat(outcome.loss()).isLessThan(0.01);
  }

  @Test
  void theFirstBitIsRememberedAcrossTheCutsOfTruncatedBptt() {
    Lesson lesson = Lesson.remember(200, 12);
    Model<int[], int[]> model = lesson.model();
    Map<String, String> given = Map.of("epochs", "40", "rate", "0.01", "time", "4");
    Outcome outcome = lesson.trainer(model, given).run();
    // without the carried state the last two thirds would be guesses: 67 at most
    assertThat(outcome.best().orElseThrow().value()).isEqualTo(100);
  }
}
