// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.score.Assessment;

/** What the bill memory says of master and house once the time for both is over. */
class BillsDueTest {
    private static final Consignment HOUSE = consignment().build();
    private static final Consignment MASTER = consignment()
            .id("MAEU123456789")
            .level(BillLevel.MASTER)
            .master(null)
            .build();

    private static final Consignment RIVAL =
            consignment().filer("SECOND").consignedTo("NL999").build();

    private final SequentialEngine engine =
            new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());
    private final List<Assessment> assessments = new ArrayList<>();

    @Test
    void nothingIsSaidOfABillBeforeTheTimeForBothIsOver() {
        file(EventKind.CREATE, HOUSE, 0);

        assertThat(reading(HOUSE, Indicators.get("orphan_house"))).isNull();
    }

    @Test
    void aHouseWhoseMasterNeverCameIsAnOrphan() {
        file(EventKind.CREATE, HOUSE, 0);
        passEverything();

        assertThat(reading(HOUSE, Indicators.get("orphan_house")))
                .isEqualTo(new Reading(
                        Indicators.get("orphan_house"), 1, "no master bill MAEU:MAEU123456789 by the deadline"));
    }

    @Test
    void aMasterThatNoHouseNamesIsWithoutHouses() {
        file(EventKind.CREATE, MASTER, 0);
        passEverything();

        assertThat(reading(MASTER, Indicators.get("master_without_houses")))
                .isEqualTo(new Reading(
                        Indicators.get("master_without_houses"),
                        1,
                        "no house bill for MAEU:MAEU123456789 by the deadline"));
    }

    @Test
    void whereNothingIsMissingNothingIsAssessedAnew() {
        file(EventKind.CREATE, HOUSE, 0);
        file(EventKind.CREATE, MASTER, 1);
        passEverything();

        assertThat(assessments).hasSize(2);
        assertThat(reading(HOUSE, Indicators.get("orphan_house")))
                .as("its master came after it")
                .isNull();
        assertThat(reading(MASTER, Indicators.get("master_without_houses")))
                .isEqualTo(
                        new Reading(Indicators.get("master_without_houses"), 0, "1 house bill for MAEU:MAEU123456789"));
    }

    @Test
    void whatElseWasReadStaysWhenABillIsMissed() {
        file(EventKind.CREATE, HOUSE, 0);
        List<Reading> stated = assessments.get(0).readings().all();
        passEverything();

        assertThat(assessments).hasSize(2);
        assertThat(assessments.get(1).readings().all()).containsAll(stated).hasSize(stated.size() + 1);
    }

    @Test
    void aClaimThatCameAfterItWasStatedCountsWhenABillIsMissed() {
        file(EventKind.CREATE, HOUSE, 0);
        file(EventKind.CREATE, RIVAL, 1);
        passEverything();

        assertThat(reading(HOUSE, Indicators.get("duplicate_bill")))
                .extracting(Reading::value)
                .isEqualTo(1.0);
    }

    @Test
    void aClaimThatWasWithdrawnSinceItWasStatedCountsNoMore() {
        file(EventKind.CREATE, HOUSE, 0);
        file(EventKind.CREATE, RIVAL, 1);
        file(EventKind.REPLACE, HOUSE, 2);
        assertThat(reading(HOUSE, Indicators.get("duplicate_bill"))).isNotNull();
        file(EventKind.DELETE, RIVAL, 3);
        passEverything();

        assertThat(reading(HOUSE, Indicators.get("orphan_house"))).isNotNull();
        assertThat(reading(HOUSE, Indicators.get("duplicate_bill"))).isNull();
    }

    @Test
    void anAmendmentAfterTheDeadlineSaysAtOnceWhatIsMissing() {
        file(EventKind.CREATE, HOUSE, 0);
        passTo(24 * 40);
        file(EventKind.REPLACE, HOUSE, 24 * 40);

        assertThat(assessments).as("three of the house").hasSize(4);
        assertThat(reading(HOUSE, Indicators.get("orphan_house")))
                .extracting(Reading::value)
                .isEqualTo(1.0);
    }

    @Test
    void aMasterThatWasWithdrawnIsNone() {
        file(EventKind.CREATE, HOUSE, 0);
        file(EventKind.CREATE, MASTER, 1);
        file(EventKind.DELETE, MASTER, 2);
        passEverything();

        assertThat(reading(HOUSE, Indicators.get("orphan_house")))
                .extracting(Reading::value)
                .isEqualTo(1.0);
    }

    /** Its sequence begins anew then, and with it the places of what falls due. */
    @Test
    void aBillThatIsFiledAgainAfterItWasForgottenHasAssessmentsOfItsOwn() {
        file(EventKind.CREATE, HOUSE, 0);
        passTo(24 * 40);
        file(EventKind.CREATE, HOUSE, 24 * 900);
        passEverything();

        assertThat(assessments)
                .as("the house twice, what fell due of it twice, and another bill")
                .hasSize(5)
                .extracting(Assessment::assessmentId)
                .doesNotHaveDuplicates();
    }

    private void file(EventKind kind, Consignment said, int hour) {
        Consignment bill = said.receivedAt(said.receivedAt().plus(Duration.ofHours(hour)));
        keep(engine.take(new Filing(
                kind + "-" + bill.key().value(),
                kind,
                "26NL-" + bill.filer().id() + "-" + bill.key().value(),
                kind == EventKind.CREATE ? 1 : 2,
                null,
                bill.receivedAt(),
                new Position(bill.receivedAt().toEpochMilli(), Position.Input.FILING, "filings", 0, hour + 1L),
                bill)));
    }

    /** Another bill, long after: what was due before it has passed. */
    private void passTo(int hour) {
        Consignment other = consignment()
                .id("STRAIGHT")
                .level(BillLevel.STRAIGHT)
                .master(null)
                .build();
        keep(engine.take(new Filing(
                "other",
                EventKind.CREATE,
                "26NL-other",
                1,
                null,
                other.receivedAt(),
                new Position(
                        other.receivedAt().plus(Duration.ofHours(hour)).toEpochMilli() - 1,
                        Position.Input.FILING,
                        "filings",
                        0,
                        hour),
                other)));
    }

    private void passEverything() {
        keep(engine.finish());
    }

    private void keep(List<Replayed> replayed) {
        replayed.stream().map(Replayed::assessment).filter(Objects::nonNull).forEach(assessments::add);
    }

    /** Of the bill's last assessment. */
    private @Nullable Reading reading(Consignment bill, Indicator indicator) {
        Assessment last = null;
        for (Assessment assessment : assessments) {
            last = assessment.key().equals(bill.key()) ? assessment : last;
        }
        return Objects.requireNonNull(last, "the bill was never assessed")
                .readings()
                .get(indicator);
    }
}
