package rondo.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import rondo.core.Matrix;

class HeatMapTest {
  private static final Matrix VALUES = Matrix.of(2, 3, 0.75f, 0.25f, 0, 0, 0.001f, 0.999f);

  private static HeatMap map(String... columns) {
    return new HeatMap("a < b", "who & what", List.of(columns), List.of("uno", "dos"), VALUES);
  }

  private static Document parsed(HeatMap map) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(map.svg())));
  }

  private static List<Element> all(Document svg, String tag) {
    NodeList found = svg.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<Element> cells(Document svg) {
    return all(svg, "rect").stream().filter(r -> r.getAttribute("class").equals("heat")).toList();
  }

  @Test
  void eachValueThatCanBeSeenHasACell() throws Exception {
    List<Element> cells = cells(parsed(map("one", "two", "three")));
    assertThat(cells)
        .extracting(c -> c.getAttribute("fill-opacity"))
        .containsExactly("0.75", "0.25", "1.00");
    assertThat(cells.get(0).getAttribute("y")).isEqualTo(cells.get(1).getAttribute("y"));
    assertThat(cells.get(0).getAttribute("x")).isNotEqualTo(cells.get(2).getAttribute("x"));
  }

  @Test
  void whoCannotSeeItIsToldWhatItIs() throws Exception {
    Document svg = parsed(map("one", "two", "three"));
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(all(svg, "title").get(0).getTextContent()).isEqualTo("a < b");
    assertThat(all(svg, "desc").get(0).getTextContent()).isEqualTo("who & what");
  }

  @Test
  void namesOfAnyKindAreText() throws Exception {
    Document svg = parsed(map("<b>&\"'", "\u0000\u001b\ud800\uffff", "猫".repeat(40)));
    assertThat(all(svg, "text"))
        .extracting(Element::getTextContent)
        .contains("<b>&\"'", "\ufffd\ufffd\ufffd\ufffd", "猫".repeat(23) + "…");
  }

  @Test
  void everythingLiesInsideThePicture() throws Exception {
    Document svg = parsed(map("one", "two", "three"));
    double width = Double.parseDouble(svg.getDocumentElement().getAttribute("width"));
    double height = Double.parseDouble(svg.getDocumentElement().getAttribute("height"));
    for (Element cell : cells(svg)) {
      assertThat(Double.parseDouble(cell.getAttribute("x"))).isBetween(0.0, width - 26);
      assertThat(Double.parseDouble(cell.getAttribute("y"))).isBetween(44.0, height - 26 - 40);
    }
  }

  @Test
  void namesAndValuesMustFit() {
    assertThatThrownBy(() -> map("one"))
        .hasMessage("a heat map of 2 x 1 names needs as many values, not 2 x 3");
  }
}
