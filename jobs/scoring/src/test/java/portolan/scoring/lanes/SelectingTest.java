// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;

class SelectingTest {
    private static final String TEXT = """
            name: test
            version: 1
            why: counted in tests
            threats: {revenue: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}}
            rules:
              - {id: goods, threats: [revenue], when: known(commodity_offence_rate), bits: commodity_offence_rate, why: w}
            """;
    private static final RuleSet WITHOUT = ruleSet(TEXT);
    private static final RuleSet WITH = ruleSet(TEXT + "budgets: {DEHAM: {mon-fri: {red: 4}}, DEBRV: {yellow: 1}}\n");

    private static final String FRIDAY = "2025-03-07T12:00:00Z";
    private static final String SATURDAY = "2025-03-08T12:00:00Z";
    private static final String MONDAY = "2025-03-10T12:00:00Z";

    /** One consignment's story. */
    private static final class Story {
        private @Nullable Selected selected;
        private final List<String> changes = new ArrayList<>();

        Story assess(RuleSet ruleSet, String at, @Nullable String office, Lane lane) {
            Assessment assessment = assessment(ruleSet, at, office, lane);
            assertThat(assessment.lane()).isEqualTo(lane);
            Selecting selecting = Selecting.of(selected, assessment, office, ruleSet);
            selected = selecting.selected() == null
                    ? null
                    : Selected.fromBytes(selecting.selected().toBytes());
            assertThat(selected).isEqualTo(selecting.selected());
            for (LaneChange change : selecting.changes()) {
                changes.add((change.by() > 0 ? "+" : "-") + change.lane() + " " + change.office() + " " + change.day());
            }
            return this;
        }
    }

    @Test
    void countsAConsignmentOnceHoweverOftenItIsAmended() {
        Story story = new Story()
                .assess(WITH, FRIDAY, "DEHAM", Lane.GREEN)
                .assess(WITH, FRIDAY, "DEHAM", Lane.RED)
                .assess(WITH, MONDAY, "DEHAM", Lane.RED)
                .assess(WITH, MONDAY, "DEHAM", Lane.GREEN)
                .assess(WITH, MONDAY, "DEHAM", Lane.RED);

        assertThat(story.changes).containsExactly("+RED DEHAM 2025-03-07");
    }

    @Test
    void movesItWhenALaterAssessmentIsStricter() {
        Story story = new Story()
                .assess(WITH, FRIDAY, "DEHAM", Lane.BLUE)
                .assess(WITH, MONDAY, "DEHAM", Lane.YELLOW)
                .assess(WITH, MONDAY, "DEBRV", Lane.RED);

        assertThat(story.changes)
                .containsExactly(
                        "+BLUE DEHAM 2025-03-07",
                        "-BLUE DEHAM 2025-03-07",
                        "+YELLOW DEHAM 2025-03-10",
                        "-YELLOW DEHAM 2025-03-10",
                        "+RED DEBRV 2025-03-10");
    }

    @Test
    void doesNotCountOnMondayWhoWasSelectedOnASaturdayWithoutABudget() {
        Story story = new Story().assess(WITH, SATURDAY, "DEHAM", Lane.RED).assess(WITH, MONDAY, "DEHAM", Lane.RED);

        assertThat(story.changes).isEmpty();
    }

    @Test
    void doesNotCountAtOneOfficeWhoWasSelectedAtAnotherOrAtNone() {
        Story story = new Story()
                .assess(WITH, MONDAY, null, Lane.YELLOW)
                .assess(WITH, MONDAY, "DECUX", Lane.YELLOW)
                .assess(WITH, MONDAY, "DEHAM", Lane.YELLOW);

        assertThat(story.changes).isEmpty();
    }

    @Test
    void theFirstRuleSetWithBudgetsDoesNotCountAnAmendmentOfWhatWasRedBefore() {
        Story story = new Story()
                .assess(WITHOUT, FRIDAY, "DEHAM", Lane.RED)
                .assess(WITH, MONDAY, "DEHAM", Lane.GREEN)
                .assess(WITH, MONDAY, "DEHAM", Lane.RED);

        assertThat(story.changes).isEmpty();
    }

    @Test
    void remembersNoMilderLaneUnderARuleSetWithoutBudgets() {
        Story story = new Story().assess(WITHOUT, MONDAY, "DEHAM", Lane.YELLOW);

        assertThat(story.selected).isNull();
        assertThat(story.changes).isEmpty();
    }

    @Test
    void takesBackWhatItCountedWhenTheRuleSetThatMovesItHasNoBudgets() {
        Story story = new Story()
                .assess(WITH, MONDAY, "DEHAM", Lane.YELLOW)
                .assess(WITHOUT, MONDAY, "DEHAM", Lane.RED)
                .assess(WITH, MONDAY, "DEHAM", Lane.RED);

        assertThat(story.changes).containsExactly("+YELLOW DEHAM 2025-03-10", "-YELLOW DEHAM 2025-03-10");
    }

    @Test
    void countsTheDrawnAndSaysSo() {
        RuleSet drawing = ruleSet(WITH.text() + "exploration: {share: 0.2, seed: 17}\n");
        int drawn = 0;
        for (int i = 0; i < 50; i++) {
            Assessment assessment = Scorer.assess(
                    drawing,
                    RuleSetRef.signed(drawing),
                    filed(consignment()
                            .id("HBL-" + i)
                            .office("DEHAM")
                            .receivedAt(Instant.parse(MONDAY))
                            .build()),
                    Readings.of(List.of()),
                    DataQuality.COMPLETE,
                    "engine-1",
                    Reference.bundled());
            List<LaneChange> changes =
                    Selecting.of(null, assessment, "DEHAM", drawing).changes();
            drawn += changes.size();
            assertThat(changes).allSatisfy(change -> {
                assertThat(change.drawn()).isTrue();
                assertThat(change.lane()).isEqualTo(Lane.RED);
            });
        }
        assertThat(drawn).isBetween(1, 25);
    }

    @Test
    void readsWhatVersionOneWroteAndRefusesTheFuture() {
        Selected selected = new Selected("DEHAM", LocalDate.parse("2025-03-10"), Lane.RED, true, true);
        byte[] pinned = HexFormat.of().parseHex("01" + "06444548414d" + "faba02" + "04524544" + "0101");

        assertThat(selected.toBytes()).isEqualTo(pinned);
        assertThat(Selected.fromBytes(pinned)).isEqualTo(selected);
        pinned[0] = 9;
        assertThatThrownBy(() -> Selected.fromBytes(pinned)).isInstanceOf(LayoutException.class);
    }

    static Assessment assessment(RuleSet ruleSet, String at, @Nullable String office, Lane lane) {
        double bits =
                switch (lane) {
                    case RED -> 5;
                    case YELLOW -> 3;
                    case BLUE -> 1;
                    case GREEN -> 0;
                };
        return Scorer.assess(
                ruleSet,
                RuleSetRef.signed(ruleSet),
                filed(consignment().office(office).receivedAt(Instant.parse(at)).build()),
                Readings.of(List.of(new Reading(Indicators.get("commodity_offence_rate"), bits, ""))),
                DataQuality.COMPLETE,
                "engine-1",
                Reference.bundled());
    }

    static RuleSet ruleSet(String text) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }
}
