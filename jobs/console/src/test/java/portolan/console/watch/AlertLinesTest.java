// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.console.Assessments.NOON;
import static portolan.console.Assessments.assessment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.console.Assessments;
import portolan.console.Expected;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;

class AlertLinesTest {
    @Test
    void looksAsCommitted() {
        Expected.assertLooksLike("alerts.txt", night(100));
    }

    @Test
    void looksAsCommittedOnANarrowScreen() {
        Expected.assertLooksLike("alerts-narrow.txt", night(64));
    }

    @Test
    void noLineIsWiderThanTheScreen() {
        for (int width = Screen.NARROWEST; width <= 140; width++) {
            int limit = width;
            assertThat(night(width))
                    .allSatisfy(line -> assertThat(TextLine.columnsOf(line)).isLessThanOrEqualTo(limit));
        }
    }

    @Test
    void jsonHasTheFieldsOfAlertFilesAndTheReasonsBesideThem() {
        assertThat(AlertJson.text(news(alert(AlertState.OPENED, true), red())))
                .startsWith("{\"alertId\":\"a\",\"tenant\":\"default\",\"consignmentKey\":\"COSU:6271904410:2026\"")
                .contains("\"probability\":0.838,\"borneOut\":true,\"low\":0.09", ",\"high\":0.19")
                .contains("\"decisionDueBy\":\"2026-03-03T14:00:00Z\"")
                .contains("\"reasons\":[{\"bits\":5.125,\"why\":\"the shipper has never filed before\"");
        assertThat(AlertJson.text(news(alert(AlertState.OPENED, true), null))).doesNotContain("reasons");
    }

    private static List<String> night(int width) {
        List<String> lines = new ArrayList<>();
        for (AlertNews news : List.of(
                news(alert(AlertState.OPENED, true, "score 2.4 bits", "lane RED"), red()),
                news(alert(AlertState.UPDATED, true, "score 3.4 -> 2.4 bits", "no longer urgent"), red()),
                news(alert(AlertState.UPDATED, false, "score 3.4 -> 2.4 bits\u001b[2J"), null),
                news(alert(AlertState.WITHDRAWN, true, "the filing was deleted"), red()))) {
            lines.addAll(AlertLines.of(news, NOON, Screen.endless(width)));
            lines.add("");
        }
        return lines;
    }

    private static AlertNews news(AlertRaised alert, @Nullable ConsignmentAssessed assessment) {
        return AlertNews.of(alert, assessment, Assessments.RULE_SETS, NOON.toEpochMilli());
    }

    private static ConsignmentAssessed red() {
        return assessment()
                .key("COSU:6271904410:2026")
                .scoring(2.375, 0.838, Lane.RED)
                .from("Ningbo Haitai Household Co Ltd")
                .to("Van der Linden Groothandel BV")
                .goods("plastic articles, parts")
                .via("CNNGB > COBUN > NLRTM")
                .dueBy(NOON.plus(Duration.ofHours(26)))
                .because(5.125, "the shipper has never filed before", "consignments remembered: 0")
                .because(2.5, "the whole description is a term that customs refuses", "\"parts\"")
                .build();
    }

    private static AlertRaised alert(AlertState state, boolean urgent, String... changes) {
        return AlertRaised.newBuilder()
                .setAlertId("a")
                .setTenant("default")
                .setConsignmentKey("COSU:6271904410:2026")
                .setThreat("narcotics")
                .setState(state)
                .setAt(NOON)
                .setAssessmentId(red().getAssessmentId())
                .setScore(2.375)
                .setLane(Lane.RED)
                .setUrgent(urgent)
                .setChanges(List.of(changes))
                .build();
    }
}
