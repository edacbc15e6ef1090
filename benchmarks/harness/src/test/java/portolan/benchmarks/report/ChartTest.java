// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

final class ChartTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.0037, 0.9, 1, 7, 99, 100, 101, 48_211, 2_390_000})
    void anAxisBeginsAtZeroHoldsTheHighestValueAndHasFewRoundMarks(double highest) {
        Scale scale = Scale.linear(highest);

        assertThat(scale.ticks().get(0)).isZero();
        assertThat(scale.ticks().get(scale.ticks().size() - 1)).isGreaterThanOrEqualTo(highest * 0.999_999);
        assertThat(scale.ticks()).hasSizeBetween(2, 7);
        double step = scale.ticks().get(1);
        double leading = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
        assertThat(leading)
                .satisfiesAnyOf(
                        value -> assertThat(value).isCloseTo(1, within(1e-6)),
                        value -> assertThat(value).isCloseTo(2, within(1e-6)),
                        value -> assertThat(value).isCloseTo(5, within(1e-6)));
    }

    @Test
    void equalRatiosAreEquallyLongOnALogarithmicAxis() {
        Scale scale = Scale.logarithmic(3, 2_000);

        assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(scale.at(100) - scale.at(10)).isCloseTo(scale.at(1_000) - scale.at(100), within(1e-9));
    }

    @Test
    void bothAxesNameTheirUnit() throws Exception {
        Map<String, List<double[]>> series = new LinkedHashMap<>();
        series.put("engine <p99>", List.of(new double[] {10, 5}, new double[] {90, 800}));
        String svg = LineChart.render("Latency", "load %", "ms", series);

        parsed(svg);
        assertThat(svg).contains(">load %<", ">ms<", ">engine &lt;p99&gt;<", ">1,000<");
    }

    @Test
    void timeIsNeverShownByPowersOfTen() {
        Map<String, List<double[]>> series = Map.of("backlog", List.of(new double[] {0.001, 5}, new double[] {60, 8}));

        assertThat(LineChart.overTime("Backlog", "filings", series)).contains(">0<", ">20<", ">40<", ">60<");
    }

    @Test
    void whatIsCountedThroughIsShownInEqualSteps() {
        List<double[]> windows = new ArrayList<>();
        for (int window = 1; window <= 60; window++) {
            windows.add(new double[] {window, 5});
        }

        assertThat(LineChart.render("Soak", "window", "ms", Map.of("engine", windows)))
                .contains(">20<", ">40<", ">60<");
        List<double[]> thirds =
                List.of(new double[] {1, 5}, new double[] {20, 5}, new double[] {40, 6}, new double[] {60, 6});
        assertThat(LineChart.render("Soak", "window", "MiB", Map.of("engine", thirds)))
                .contains(">20<", ">40<", ">60<");
        assertThat(LineChart.render(
                        "Rules",
                        "rules",
                        "s",
                        Map.of("engine", List.of(new double[] {20, 5}, new double[] {200, 5}, new double[] {2_000, 6
                        }))))
                .contains(">100<", ">1,000<");
    }

    @Test
    void aBarIsAsLongAsItsMedianIsAlongTheAxis() throws Exception {
        Map<String, Spread> rows = new LinkedHashMap<>();
        rows.put("whole", Spread.of(List.of(100.0)));
        rows.put("half", Spread.of(List.of(40.0, 50.0, 60.0)));
        String svg = BarChart.render("Rate", "filings/s", rows);

        parsed(svg);
        List<Double> widths = svg.lines()
                .filter(line -> line.startsWith("<rect"))
                .map(line -> Double.parseDouble(line.replaceAll(".*width=\"([0-9.]+)\".*", "$1")))
                .toList();
        assertThat(widths.get(1)).isCloseTo(widths.get(0) / 2, within(0.1));
        assertThat(svg).contains(">filings/s<");
    }

    @Test
    void theNameOfABarHasRoom() throws Exception {
        String longest = "one-memory, rules trivial, workload one memory, write alerts";
        String svg = BarChart.render("Rate", "filings/s", Map.of(longest, Spread.of(List.of(50.0))));

        parsed(svg);
        double end = svg.lines()
                .filter(line -> line.contains(">" + longest + "<"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* x=\"([0-9.]+)\".*|.*", "$1")))
                .findFirst()
                .orElseThrow();
        assertThat(end).isGreaterThan(longest.length() * 6);
    }

    private static void parsed(String svg) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
