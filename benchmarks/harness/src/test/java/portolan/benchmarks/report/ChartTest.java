// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class ChartTest {
    @Test
    void bothAxesNameTheirUnit() throws Exception {
        Map<String, List<double[]>> series = new LinkedHashMap<>();
        series.put("engine <p99>", List.of(new double[] {10, 5}, new double[] {90, 800}));
        String svg = Charts.lines("Latency", "load %", "ms", series).file();

        parsed(svg);
        assertThat(svg).contains(">load %<", ">ms<", ">engine &lt;p99&gt;<", ">1,000<");
    }

    @Test
    void timeIsNeverShownByPowersOfTen() {
        Map<String, List<double[]>> series = Map.of("backlog", List.of(new double[] {0.001, 5}, new double[] {60, 8}));

        assertThat(Charts.overTime("Backlog", "filings", series).file()).contains(">0<", ">20<", ">40<", ">60<");
    }

    @Test
    void whatIsCountedThroughIsShownInEqualSteps() {
        List<double[]> windows = new ArrayList<>();
        for (int window = 1; window <= 60; window++) {
            windows.add(new double[] {window, 5});
        }

        assertThat(lines("Soak", "window", "ms", Map.of("engine", windows))).contains(">20<", ">40<", ">60<");
        List<double[]> thirds =
                List.of(new double[] {1, 5}, new double[] {20, 5}, new double[] {40, 6}, new double[] {60, 6});
        assertThat(lines("Soak", "window", "MiB", Map.of("engine", thirds))).contains(">20<", ">40<", ">60<");
        assertThat(lines(
                        "Rules",
                        "rules",
                        "s",
                        Map.of("engine", List.of(new double[] {20, 5}, new double[] {200, 5}, new double[] {2_000, 6
                        }))))
                .contains(">100<", ">1,000<");
    }

    private static String lines(String heading, String xLabel, String yLabel, Map<String, List<double[]>> series) {
        return Charts.lines(heading, xLabel, yLabel, series).file();
    }

    private static void parsed(String svg) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
