package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.engine.chart.Figure;
import rondo.engine.chart.LineChart;

class HistoryTest {
  @TempDir Path folder;

  private History written(String... lines) throws IOException {
    Files.writeString(folder.resolve("metrics.jsonl"), String.join("\n", lines));
    return History.read(folder);
  }

  @Test
  void aTrainingIsReadAsItWent() throws IOException {
    Lesson lesson = Lesson.echo(40, 30);
    Map<String, String> given = Map.of("epochs", "2", "report", "2");
    lesson.trainer(lesson.model(), given).into(folder).run();
    History history = History.read(folder);
    assertThat(history.steps()).extracting(History.Step::step).containsExactly(2L, 4L, 6L);
    assertThat(history.steps()).allSatisfy(s -> assertThat(s.rate()).isEqualTo(0.002));
    assertThat(history.steps()).allSatisfy(s -> assertThat(s.norm()).isPositive());
    assertThat(history.evaluations()).extracting(History.Evaluated::epoch).containsExactly(1, 2);
    assertThat(history.evaluations().get(0).best()).isTrue();
    assertThat(history.evaluations().get(0).value()).isBetween(0.0, 100.0);
    assertThat(LearningCurves.of(history))
        .extracting(LineChart::title)
        .containsExactly("Loss", "On the dev data", "Rate", "Gradient", "Speed");
  }

  @Test
  void trainingsStandBesideEachOther() throws IOException {
    String line =
        "{'event':'evaluated','epoch':1,'step':%d,'loss':1,'metric':'%s','values':{'%s':%d}}";
    SortedMap<String, History> three = new TreeMap<>();
    three.put("a", written(line.replace('\'', '"').formatted(10, "f1", "f1", 50)));
    three.put("b", written(line.replace('\'', '"').formatted(30, "f1", "f1", 60)));
    three.put("c", written(line.replace('\'', '"').formatted(20, "bleu", "bleu", 7)));
    List<LineChart> charts = LearningCurves.beside(three);
    assertThat(charts).extracting(c -> c.y().label()).endsWith("bleu", "f1").hasSize(3);
    assertThat(charts).allSatisfy(c -> assertThat(c.x().to()).isEqualTo(30));
    assertThat(charts.get(2).lines()).extracting(LineChart.Line::name).containsExactly("a", "b");
    // a training has one colour in all charts
    assertThat(charts.get(1).lines().get(0).colour()).isEqualTo(2);
    assertThat(charts.get(0).lines().get(2).colour()).isEqualTo(2);
  }

  @Test
  void whereNothingWasLeftThereIsNothing() {
    assertThat(History.read(folder).steps()).isEmpty();
    assertThat(LearningCurves.of(History.read(folder))).isEmpty();
  }

  @Test
  void halfALineIsPassedOverAndWhatIsNotFiniteHasNoPlace() throws IOException {
    History history =
        written(
            "{\"event\":\"step\",\"epoch\":1,\"step\":1,\"seconds\":1,\"loss\":\"NaN\",\"rate\":0.1}",
            "{\"event\":\"step\",\"epoch\":1,\"step\":2,\"seconds\":1,\"loss\":2,\"rate\":0.1}",
            "[1, 2]",
            "{\"event\":\"evalu");
    assertThat(history.steps()).hasSize(2);
    List<LineChart> curves = LearningCurves.of(history);
    assertThat(curves).extracting(LineChart::title).containsExactly("Loss", "Rate");
    assertThat(Figure.of(curves.get(0)).svg()).doesNotContain("NaN");
  }

  @Test
  void aLongTrainingTakesNoMoreRoomThanAPictureShows() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 10_001; i++) {
      lines.append(
          "{\"event\":\"step\",\"step\":%d,\"loss\":%d,\"rate\":1}%n".formatted(i, 20_000 - i));
    }
    LineChart.Line loss = LearningCurves.of(written(lines.toString())).get(0).lines().get(0);
    assertThat(loss.x()).hasSizeBetween(300, 400).endsWith(10_001).isSorted();
    assertThat(loss.y()).endsWith(9_999);
  }
}
