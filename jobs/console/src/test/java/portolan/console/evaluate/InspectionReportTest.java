// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectionReportTest {
    private final InspectionReport report = new InspectionReport(List.of(run(5, 0, 3), run(5, 20, 4)), "14 days");

    @Test
    void showsEachSettingOverTimeAndWhole() {
        List<String> lines = report.lines();

        assertThat(lines.get(0))
                .isEqualTo("8,000 consignments in 8 weeks, 80 offences; outcomes known 14 days after the week");
        assertThat(lines).contains("5 % inspected");
        // 3 of 50 a week, of 10 offences; 1 of the 10 drawn at random.
        assertThat(lines).anyMatch(line -> line.matches(" +0( +6\\.0){4}( +30\\.0){4} +6\\.0 +30\\.0 +30\\.0 +-"));
        assertThat(lines)
                .anyMatch(line -> line.matches(" +20( +8\\.0){4}( +40\\.0){4} +8\\.0 +40\\.0 +40\\.0 +10\\.0"));
    }

    @Test
    void thePageAsksNothingOfAnybody() {
        assertThat(report.html())
                .contains("Recall, 5 % inspected", "20 % at random", "<svg ")
                .doesNotContain("http", "src=", "url(", "<script", "NaN");
        assertThat(report.json()).contains("\"explored\" : 20", "\"foundDrawn\" : 8");
    }

    private static InspectionRun run(int percent, int explored, int found) {
        List<InspectionRun.Week> weeks = new ArrayList<>();
        for (int week = 0; week < 8; week++) {
            int drawn = explored == 0 ? 0 : 10;
            weeks.add(new InspectionRun.Week(1_000, 10, 50, found, drawn, drawn / 10, 1_000, 100 * found));
        }
        return new InspectionRun(percent, explored, weeks);
    }
}
