// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static portolan.pipeline.kafka.WireFixtures.outcome;
import static portolan.pipeline.kafka.WireFixtures.raw;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.NotExaminedReason;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Selector;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Position;

class OutcomeDecoderTest {
    private final TopicDecoder decoder = new TopicDecoder();

    @Test
    void everyFieldIsTakenOver() {
        RawRecord raw = reported(outcome -> {
            outcome.setCode(OutcomeCode.NOT_EXAMINED);
            outcome.setExamined(false);
            outcome.setReason(NotExaminedReason.NO_CAPACITY);
        });

        assertThat(((LedgerInput) decoder.decode(raw)).outcome())
                .isEqualTo(new Outcome(
                        "nl",
                        new ConsignmentKey("MAEU:B1:2026"),
                        portolan.scoring.manifest.OutcomeCode.NOT_EXAMINED,
                        false,
                        2,
                        WireFixtures.RECEIVED,
                        "NL000510",
                        "NO_CAPACITY",
                        "NARCOTICS",
                        Chosen.UNSAID,
                        new Position(
                                WireFixtures.APPENDED.toEpochMilli(),
                                Position.Input.OUTCOME,
                                "inspections.reported",
                                3,
                                42)));
    }

    /** A machine may say too much: what goes with another way of choosing says nothing. */
    @Test
    void howItWasChosenIsTakenOverAndArchived() {
        Map<Selector, Chosen> expected = Map.of(
                Selector.RANDOM, new Chosen(Chosen.By.RANDOM, 0.02, null, null),
                Selector.ENGINE, new Chosen(Chosen.By.ENGINE, null, "RED", "0123abc"),
                Selector.TIP, new Chosen(Chosen.By.TIP, null, null, null));
        expected.forEach((by, chosen) -> {
            Consumer<InspectionOutcome> selected = outcome -> {
                outcome.setSelectedBy(by);
                outcome.setSelectedShare(0.02);
                outcome.setSelectedLane(Lane.RED);
                outcome.setSelectedRuleSet(" 0123abc ");
            };
            LedgerInput read = (LedgerInput) requireNonNull(decoder.decode(reported(selected)));
            assertThat(requireNonNull(read.outcome()).chosen()).isEqualTo(chosen);
            InspectionOutcome wire = outcome();
            selected.accept(wire);
            assertThat(OutcomeRecords.archived(wire).chosen()).isEqualTo(chosen);
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void aShareThatIsNoneIsRefused(double share) {
        assertThat(rejected(reported(outcome -> {
                            outcome.setSelectedBy(Selector.RANDOM);
                            outcome.setSelectedShare(share);
                        }))
                        .message())
                .contains("selectedShare must be above 0 and at most 1");
    }

    /** It has no place for what is not counted, and the archive's column has eighteen digits. */
    @Test
    void aRevenueThatNobodyCanMeanIsRefused() {
        assertThat(rejected(reported(outcome -> outcome.setRevenueRecovered(WireFixtures.money("1000000000000001.00"))))
                        .message())
                .contains("revenueRecovered must lie between -1.0E15 and 1.0E15");
    }

    @Test
    void allFaultsAreInOneMessage() {
        Reject reject = rejected(reported(outcome -> {
            outcome.setTenant("");
            outcome.setVersion(0);
            outcome.setReportedAt(Instant.EPOCH);
        }));

        assertThat(reject.reason()).isEqualTo("MISSING_FIELD");
        assertThat(reject.message())
                .contains(
                        "tenant is missing",
                        "version must be 1 or more, given 0",
                        "reportedAt must lie between 1990 and ten years ahead, given 1970-01-01T00:00:00Z",
                        "report it again: consignment=MAEU:B1:2026, code=PROHIBITED_GOODS");
    }

    @Test
    void aFindingThatNobodyLookedForIsRefused() {
        Reject reject = rejected(reported(outcome -> outcome.setExamined(false)));

        assertThat(reject.reason()).isEqualTo("INVALID_VALUE");
        assertThat(reject.message()).contains("examined must be true where there is a finding");
    }

    @Test
    void anExaminationThatDidNotHappenIsRefused() {
        Reject reject = rejected(reported(outcome -> outcome.setCode(OutcomeCode.NOT_EXAMINED)));

        assertThat(reject.message()).contains("examined must be false where the code is NOT_EXAMINED");
    }

    @Test
    void aFilingOnTheTopicOfOutcomesIsAnUnknownSchema() {
        RawRecord astray = raw("inspections.reported", WireFixtures.bytes(WireFixtures.filing()));

        assertThat(rejected(astray).reason()).isEqualTo("UNKNOWN_SCHEMA");
    }

    private Reject rejected(RawRecord raw) {
        Reject reject = (Reject) decoder.decode(raw);
        assertThat(requireNonNull(reject).raw()).isSameAs(raw);
        return reject;
    }

    private static RawRecord reported(Consumer<InspectionOutcome> change) {
        InspectionOutcome outcome = outcome();
        change.accept(outcome);
        return raw(outcome);
    }
}
