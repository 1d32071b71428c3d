/**
 * Charts as SVG, by themselves: a {@link rondo.engine.chart.Figure} is a row of {@link
 * rondo.engine.chart.LineChart}s with a title and a legend, a {@link rondo.engine.chart.HeatMap} a
 * table of numbers; both are readable in light and in dark.
 *
 * <pre>{@code
 * Axis x = Axis.linear("step", 0, 100);
 * LineChart chart = new LineChart("loss", x, Axis.log("nats", 0.01, 10), lines);
 * Files.writeString(file, new Figure("How it learns", "seed 1", List.of(chart)).svg());
 * }</pre>
 */
package rondo.engine.chart;
