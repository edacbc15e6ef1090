// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Charts as they are drawn: where marks stand, and that nothing is cut off. */
class ChartTest {
    private static final Axis TO_100 = Axis.linear("rate, filings/s", 0, 100);

    @ParameterizedTest
    @ValueSource(doubles = {0.0037, 0.9, 1, 7, 99, 100, 101, 48_211, 2_390_000})
    void anAxisBeginsAtZeroHoldsTheHighestValueAndHasFewRoundMarks(double highest) {
        Axis axis = Axis.linear("", 0, highest);

        assertThat(axis.first()).isZero();
        assertThat(axis.last()).isGreaterThanOrEqualTo(highest * 0.999_999);
        assertThat(axis.ticks()).hasSizeBetween(2, 7);
        double step = axis.ticks().get(1);
        double leading = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
        assertThat(leading)
                .satisfiesAnyOf(
                        value -> assertThat(value).isCloseTo(1, within(1e-6)),
                        value -> assertThat(value).isCloseTo(2, within(1e-6)),
                        value -> assertThat(value).isCloseTo(5, within(1e-6)));
    }

    @Test
    void anAxisReachesBelowZeroWhereValuesDo() {
        assertThat(Axis.linear("", -30, 160).ticks()).containsExactly(-50.0, 0.0, 50.0, 100.0, 150.0, 200.0);
    }

    @Test
    void equalRatiosAreEquallyLongOnALogarithmicAxis() {
        Axis axis = Axis.logarithmic("", 3, 2_000);

        assertThat(axis.ticks()).containsExactly(1.0, 10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(axis.at(100) - axis.at(10)).isCloseTo(axis.at(1_000) - axis.at(100), within(1e-9));
    }

    @Test
    void aBarIsAsLongAsItsValueIsAlongTheAxis() throws Exception {
        Document chart = parsed(new BarChart("Rate", TO_100)
                .bar(BarChart.Bar.of("whole", 100, "100", "engine"))
                .bar(BarChart.Bar.of("half", 50, "50", "a").range(40, 60)));

        NodeList bars = chart.getElementsByTagName("rect");
        assertThat(number(bars.item(1), "width")).isCloseTo(number(bars.item(0), "width") / 2, within(0.1));
        assertThat(chart.getDocumentElement().getTextContent()).contains("rate, filings/s", "whole", "half: 50");
    }

    @Test
    void noTextOfAChartIsCutOff() throws Exception {
        String longest = "one-memory, rules trivial, workload one memory, write alerts";
        inside(parsed(
                new BarChart(longest, TO_100).bar(BarChart.Bar.of(longest, 50, "2,390,000 filings/s", "engine"))));
        LineChart lines = new LineChart("", TO_100, Axis.linear("p99, ms", 0, 4_321_000));
        for (int i = 0; i < 9; i++) {
            lines.line(longest.substring(5 * i), List.of(new double[] {0, 1}, new double[] {99, 4e6}), "a");
        }
        inside(parsed(lines));
    }

    @Test
    void aLineBreaksOffWhereThereIsNoValue() throws Exception {
        List<double[]> points = new ArrayList<>();
        for (int x = 0; x < 5; x++) {
            points.add(new double[] {x, x == 2 ? Double.NaN : x});
        }
        Document chart = parsed(new LineChart("", TO_100, TO_100).line("", points, "engine"));

        assertThat(((Element) chart.getElementsByTagName("path").item(0)).getAttribute("d"))
                .matches("M[^M]*L[^M]*M[^M]*L[^M]*");
    }

    @Test
    void aFileHasItsColours() {
        Svg chart = new LineChart("a < b", TO_100, TO_100)
                .line("<b>", List.of(), "a")
                .draw();

        assertThat(chart.file()).contains("stroke: #d9722a", "a &lt; b").doesNotContain("var(", "<b>");
    }

    private static void inside(Document chart) {
        String[] box = chart.getDocumentElement().getAttribute("viewBox").split(" ", -1);
        NodeList texts = chart.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            if (text.getAttribute("x").isEmpty()) {
                continue;
            }
            double width = Svg.widthOf(text.getTextContent());
            double x = number(text, "x")
                    - switch (text.getAttribute("text-anchor")) {
                        case "middle" -> width / 2;
                        case "end" -> width;
                        default -> 0;
                    };
            assertThat(x).as(text.getTextContent()).isGreaterThanOrEqualTo(0);
            assertThat(x + width).as(text.getTextContent()).isLessThanOrEqualTo(Double.parseDouble(box[2]));
            assertThat(number(text, "y")).as(text.getTextContent()).isLessThan(Double.parseDouble(box[3]));
        }
    }

    private static double number(Object of, String name) {
        return Double.parseDouble(((Element) of).getAttribute(name));
    }

    private static Document parsed(BarChart chart) throws Exception {
        return parsed(chart.draw());
    }

    private static Document parsed(LineChart chart) throws Exception {
        return parsed(chart.draw());
    }

    private static Document parsed(Svg chart) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.file())));
    }
}
