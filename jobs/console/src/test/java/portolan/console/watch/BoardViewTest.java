// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.console.Assessments.NOON;
import static portolan.console.Assessments.assessment;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.console.Assessments;
import portolan.console.Expected;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.MessageAnswered;

class BoardViewTest {
    private static final long OPENED = NOON.toEpochMilli();

    @Test
    void looksAsCommitted() {
        Expected.assertLooksLike("board.txt", BoardView.lines(busyMorning(), Screen.endless(100)));
    }

    @Test
    void looksAsCommittedOnANarrowScreen() {
        Expected.assertLooksLike("board-narrow.txt", BoardView.lines(busyMorning(), Screen.endless(64)));
    }

    @Test
    void summaryLooksAsCommitted() {
        Expected.assertLooksLike("board-summary.txt", BoardSummary.lines(busyMorning(), Screen.endless(100)));
    }

    @Test
    void waitsInWordsUntilThereIsSomethingToShow() {
        assertThat(BoardView.lines(
                        new BoardTally(OPENED, Assessments.RULE_SETS).state(OPENED + 3_000), Screen.endless(100)))
                .containsExactly(
                        "portolan  00:03   0 filings/s   0 scored   warming up",
                        "",
                        "  Waiting for the first assessment.");
    }

    @Test
    void saysInOneLineThatNothingStandsOutWhileAllIsGreen() {
        BoardTally tally = new BoardTally(OPENED, Assessments.RULE_SETS);
        tally.assessed(assessment().because(0.15, "a trifle", "").build(), OPENED);

        List<String> lines = BoardView.lines(tally.state(OPENED), Screen.endless(100));

        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("  Nothing stands out yet: all GREEN in the last 10 minutes.");
        assertThat(String.join("", lines)).doesNotContain("Riskiest", "a trifle");
    }

    @Test
    void aReasonTakesThreeLinesAtMostAndEndsAfterAWord() {
        String evidence = IntStream.rangeClosed(1, 60).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        BoardTally tally = new BoardTally(OPENED, Assessments.RULE_SETS);
        tally.assessed(
                assessment()
                        .scoring(3, 0.9, Lane.RED)
                        .because(2, "why", evidence)
                        .build(),
                OPENED);

        for (int width = Screen.NARROWEST; width <= 140; width++) {
            List<String> lines = BoardView.lines(tally.state(OPENED), Screen.endless(width));
            int first = lines.size() - 3;
            assertThat(lines.get(first)).startsWith("      x4.0  why (word1 word2");
            String shown = lines.subList(first, lines.size()).stream()
                    .map(line -> line.substring(12))
                    .collect(Collectors.joining(" "));
            assertThat(shown).as("width %d", width).endsWith("..");
            assertThat("why (" + evidence + ")").startsWith(shown.substring(0, shown.length() - 2) + " ");
        }
    }

    @Test
    void reasonsOnOneFactStandTogetherAboveItsEvidence() {
        String seal = "TEMU2728480: was HL1234567, now HL5379549";
        String port = "loaded at ECGYE Guayaquil";
        BoardTally tally = new BoardTally(OPENED, Assessments.RULE_SETS);
        tally.assessed(
                assessment()
                        .scoring(3, 0.9, Lane.RED)
                        .reading("seal_changed", 1, seal)
                        .reading("port_exposure", 1, port)
                        .because(7, "seal changed", seal)
                        .because(5, "another thing", "its evidence")
                        .because(3, "seal changed at an exposed port", seal + "; " + port)
                        .build(),
                OPENED);

        List<String> lines = BoardView.lines(tally.state(OPENED), Screen.endless(100));

        assertThat(lines.subList(lines.size() - 4, lines.size()))
                .containsExactly(
                        "      x130  seal changed",
                        "      x8.0  seal changed at an exposed port (TEMU2728480: was HL1234567, now HL5379549; loaded at",
                        "            ECGYE Guayaquil)",
                        "       x32  another thing (its evidence)");
    }

    @Test
    void noLineIsWiderThanTheScreen() {
        BoardState state = busyMorning();
        for (int width = Screen.NARROWEST; width <= 140; width++) {
            int limit = width;
            assertThat(BoardView.lines(state, Screen.endless(width)))
                    .allSatisfy(line -> assertThat(TextLine.columnsOf(line)).isLessThanOrEqualTo(limit));
        }
    }

    @Test
    void showsWholeConsignmentsOnlyWhenTheScreenIsLow() {
        List<String> low = BoardView.lines(busyMorning(), new Screen(100, 18, false));

        // The summary, and of the second, which has five lines of reasons, nothing.
        assertThat(low).hasSizeLessThanOrEqualTo(18);
        assertThat(low.get(low.size() - 1)).contains("x1.7");
    }

    @Test
    void theRiskiestOfTheLastMinutesStandByLaneAndInTheOrderInWhichTheyMustBeDecided() {
        BoardTally tally = new BoardTally(OPENED, Assessments.RULE_SETS);
        tally.assessed(assessment().key("A").scoring(9, 0.99, Lane.RED).build(), OPENED);
        tally.assessed(dueIn("B", 8, 30), OPENED);
        tally.assessed(dueIn("C", 7, 3), OPENED);
        tally.assessed(dueIn("D", 6, 3), OPENED);
        tally.assessed(dueIn("E", 5, -1), OPENED);
        tally.assessed(
                assessment()
                        .key("F")
                        .scoring(4, 0.9, Lane.YELLOW)
                        .dueBy(NOON.minus(Duration.ofHours(9)))
                        .build(),
                OPENED);

        assertThat(BoardView.lines(tally.state(OPENED), Screen.endless(100)))
                .filteredOn(line -> line.matches(" \\d  (RED|YELLOW) .*"))
                .extracting(line -> line.replaceAll(" +", " "))
                .containsExactly(
                        " 1 RED 2 in 10 E OVERDUE by 60 min: 2026-03-02 11:00Z",
                        " 2 RED 4 in 10 C due in 3 h: 2026-03-02 15:00Z",
                        " 3 RED 3 in 10 D due in 3 h: 2026-03-02 15:00Z",
                        " 4 RED 4 in 10 B due in 30 h: 2026-03-03 18:00Z",
                        " 5 RED 5 in 10 A no deadline known",
                        " 6 YELLOW 1 in 5 F OVERDUE by 9 h: 2026-03-02 03:00Z");
    }

    @Test
    void aLowScreenShowsTheRiskiestAndNotThoseDueFirst() {
        BoardTally tally = new BoardTally(OPENED, Assessments.RULE_SETS);
        tally.assessed(dueIn("MILD", 1, 1), OPENED);
        tally.assessed(dueIn("RISKY", 9, 30), OPENED);

        assertThat(String.join("", BoardView.lines(tally.state(OPENED), new Screen(100, 12, false))))
                .contains("RISKY")
                .doesNotContain("MILD");
    }

    @Test
    void whatWasDrawnSaysSoAndIsRankedByWhatItScores() {
        BoardTally tally = new BoardTally(OPENED, Assessments.RULE_SETS);
        tally.assessed(assessment().key("SCORED").scoring(1, 0.6, Lane.RED).build(), OPENED);
        tally.assessed(
                assessment().key("DRAWN").scoring(-4, 0.06, Lane.YELLOW).drawn().build(), OPENED);
        tally.assessed(
                assessment()
                        .key("HARMLESS")
                        .scoring(-9, 0.002, Lane.GREEN)
                        .drawn()
                        .build(),
                OPENED);

        List<String> lines = BoardView.lines(tally.state(OPENED), Screen.endless(100));

        assertThat(lines)
                .filteredOn(line -> line.startsWith("  RED "))
                .singleElement()
                .asString()
                .contains("  3 ")
                .endsWith("examine, 2 drawn");
        int drawn = lines.indexOf(lines.stream()
                .filter(line -> line.contains("DRAWN"))
                .findFirst()
                .orElseThrow());
        assertThat(lines.get(drawn)).startsWith(" 2  YELLOW ");
        assertThat(lines.get(drawn + 1))
                .isEqualTo("    drawn, so RED whatever it scores | narcotics 1 in 39 (1 in 58 to 1 in 24)");
        assertThat(String.join("", lines)).containsOnlyOnce("drawn, so").doesNotContain("HARMLESS");
    }

    private static ConsignmentAssessed dueIn(String key, double bits, int hours) {
        return assessment()
                .key(key)
                .scoring(bits, 0.9, Lane.RED)
                .dueBy(NOON.plus(Duration.ofHours(hours)))
                .build();
    }

    @Test
    void paintsOnlyWhereColoursAreShown() {
        assertThat(String.join("", BoardView.lines(busyMorning(), Screen.endless(100))))
                .doesNotContain("\u001b");
        assertThat(String.join("", BoardView.lines(busyMorning(), new Screen(100, 60, true))))
                .contains(Paint.RED.over("RED"));
    }

    @Test
    void aNameCannotMoveTheCursorOrTurnTheLine() {
        BoardTally tally = new BoardTally(OPENED, Assessments.RULE_SETS);
        tally.assessed(
                assessment()
                        .from("Evil\u001b[2J\u202eCo\r\nLtd")
                        .scoring(3, 0.9, Lane.RED)
                        .build(),
                OPENED);

        assertThat(String.join("", BoardView.lines(tally.state(OPENED), Screen.endless(100))))
                .contains("Evil\\u001b[2J\\u202eCo")
                .doesNotContain("\u001b", "\u202e", "\r");
    }

    private static MessageAnswered receipt(int filed, @Nullable String reason) {
        return MessageAnswered.newBuilder()
                .setSha256("00")
                .setSender("port")
                .setTopic("messages.received")
                .setPartition(0)
                .setOffset(0)
                .setReceivedAt(NOON)
                .setBytes(1)
                .setFound(filed)
                .setFiled(filed)
                .setRejected(0)
                .setReason(reason)
                .build();
    }

    private static BoardState busyMorning() {
        BoardTally tally = new BoardTally(OPENED, Assessments.RULE_SETS);
        long now = OPENED;
        for (int i = 0; i < 4_200; i++) {
            now = OPENED + 10L * i;
            Lane lane = i % 700 == 0 ? Lane.YELLOW : i % 30 == 1 ? Lane.BLUE : Lane.GREEN;
            tally.assessed(
                    assessment()
                            .key("MAEU:" + (260_000_000 + i) + ":2026")
                            .scoring(lane == Lane.GREEN ? -6 : -3, 0.1, lane)
                            .filedAt(NOON.plusMillis(10L * i - 20 - i % 180))
                            .build(),
                    now);
        }
        for (int i = 0; i < 310; i++) {
            tally.answered(receipt(i % 100 == 0 ? 0 : 7, i % 100 == 0 ? "TRUNCATED" : null));
        }
        tally.assessed(
                assessment()
                        .key("COSU:6271904410:2026")
                        .scoring(2.375, 0.838, Lane.RED)
                        .filedAt(NOON.plusMillis(41_900))
                        .from("Ningbo Haitai Household Co Ltd")
                        .to("Van der Linden Groothandel BV")
                        .goods("plastic articles, parts")
                        .via("CNNGB > COBUN > NLRTM")
                        .on("ship MSC LORENA, voyage 234E", NOON.plus(Duration.ofHours(50)), 2, "NL000396")
                        .dueBy(NOON.plus(Duration.ofHours(26)))
                        .because(5.125, "the shipper has never filed before", "consignments remembered: 0")
                        .because(2.5, "the whole description is a term that customs refuses", "\"parts\"")
                        .because(0.75, "loaded at a port on the exposure list", "COBUN, weight 3 of 5")
                        .because(0.5, "freight paid in cash", "")
                        .because(-0.5, "the goods fit the consignee", "3 of 4")
                        .build(),
                now);
        tally.assessed(
                assessment()
                        .key("HLCU:HAM260311877:2026")
                        .scoring(-1.5, 0.261, Lane.RED)
                        .filedAt(NOON.plusMillis(41_950))
                        .from("Exportadora del Magdalena S.A.S.")
                        .to("株式会社みなと商事")
                        .via("COSMR > NLRTM")
                        .dueBy(NOON.minus(Duration.ofMinutes(35)))
                        .goods("fresh bananas in cartons, refrigerated at 13 degrees, consigned to order of the bank")
                        .because(
                                2,
                                "past inspections of these goods, from there, under this duty, found offences more often"
                                        + " than elsewhere",
                                "080390 from CO: 14 offences of 212 examined, 6.6 % against 2.1 %")
                        .because(3, "far heavier than this shipper's habit", "28,400 kg against 9,100 to 11,300 kg")
                        .because(1.5, "wrong check digit in a container number", "MSKU 123456 7, expected 3")
                        .build(),
                now);
        tally.assessed(
                assessment()
                        .key("POST:EE260077:2026")
                        .scoring(-2.25, 0.0829, Lane.YELLOW)
                        .asWritten()
                        .filedAt(NOON.plusMillis(41_950))
                        .from(null)
                        .to("M. Duarte")
                        .goods(null)
                        .via(null)
                        .sayingFiledAt(NOON.minus(Duration.ofDays(300)))
                        .dueBy(NOON.minus(Duration.ofDays(297)))
                        .because(3.75, "surprising goods for this shipper", "HS 8471 in 0 of 212 consignments")
                        .build(),
                now);
        for (AlertState state : List.of(AlertState.OPENED, AlertState.OPENED, AlertState.UPDATED)) {
            tally.alert(alert(state));
        }
        for (int i = 0; i < 12; i++) {
            tally.rejected();
        }
        return tally.state(now);
    }

    private static AlertRaised alert(AlertState state) {
        return AlertRaised.newBuilder()
                .setAlertId("a")
                .setTenant("test")
                .setConsignmentKey("COSU:6271904410:2026")
                .setThreat("narcotics")
                .setState(state)
                .setAt(NOON)
                .setAssessmentId("1")
                .setScore(2)
                .setLane(Lane.RED)
                .build();
    }
}
