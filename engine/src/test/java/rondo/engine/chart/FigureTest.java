package rondo.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FigureTest {
  private static final double[] X = {0, 1, 2};

  private static LineChart chart(List<LineChart.Line> lines) {
    return new LineChart("loss", Axis.linear("step", 0, 2), Axis.linear("nats", 0, 3), lines);
  }

  private static Element drawn(Figure figure) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(figure.svg())))
        .getDocumentElement();
  }

  private static int height(Element svg) {
    return Integer.parseInt(svg.getAttribute("height"));
  }

  @Test
  void namesOfLinesTakeAsManyRowsAsTheyNeed() throws Exception {
    List<LineChart.Line> two = IntStream.range(0, 2).mapToObj(i -> line("layer" + i, X)).toList();
    List<LineChart.Line> nine =
        IntStream.range(0, 9).mapToObj(i -> line("layer" + i + "/forward", X)).toList();
    int one = height(drawn(Figure.of(chart(nine.subList(0, 1)))));
    assertThat(height(drawn(Figure.of(chart(two))))).isGreaterThan(one);
    Element many = drawn(Figure.of(chart(nine)));
    assertThat(height(many)).isGreaterThan(one + 4 * 22);
    for (int i = 0; i < many.getElementsByTagName("text").getLength(); i++) {
      Element text = (Element) many.getElementsByTagName("text").item(i);
      if (text.getTextContent().startsWith("layer")) {
        double end =
            Double.parseDouble(text.getAttribute("x")) + 7 * text.getTextContent().length();
        assertThat(end).isLessThan(400);
      }
    }
  }

  private static LineChart.Line line(String name, double... x) {
    return new LineChart.Line(name, 0, false, x, x);
  }

  @Test
  void aLineOfOnePointIsADot() {
    assertThat(Figure.of(chart(List.of(line("a", 1)))).svg())
        .containsPattern("<path class=\"line c0 dot\" d=\"M[\\d. ]+h0\"/>");
  }

  @Test
  void picturesOnOnePageShareNoName() {
    assertThat(Figure.of(chart(List.of(line("a < b", X)))).svg())
        .doesNotContain(" id=")
        .doesNotContain("a < b");
  }
}
