// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Rejudgement;
import portolan.scoring.score.ThreatScore;

/** What inspections found raises the threats that it is a find of, in the baseline, from the first to the last stage. */
class OutcomesOfThreatsTest {
    private static final int FINDS = 6;
    private static final List<String> RATES = List.of("shipper-offences", "consignee-offences");

    @Test
    void sixNarcoticsFindsSpeakForNarcoticsAndNotForRevenue() {
        Assessment next = afterFinds(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS");

        assertThat(bits(next, "narcotics")).isPositive().isEqualTo(bits(next, "offence"));
        assertThat(bits(next, "revenue")).isZero();
        assertThat(bits(next, "security")).isZero();
    }

    @Test
    void sixNarcoticsFindsRaiseNarcoticsAndAnyOffenceAndNotRevenue() {
        Assessment before = afterFinds(OutcomeCode.NOT_EXAMINED, null);
        Assessment next = afterFinds(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS");

        assertThat(score(next, "narcotics") - score(before, "narcotics")).isGreaterThan(2);
        assertThat(score(next, "offence") - score(before, "offence")).isGreaterThan(2);
        assertThat(score(next, "revenue")).isEqualTo(score(before, "revenue"));
    }

    /** Another kind of goods is another threat's find; of wildlife no threat is but that of any offence. */
    @Test
    void findsOfGoodsSpeakForTheThreatOfTheirKind() {
        Assessment weapons = afterFinds(OutcomeCode.PROHIBITED_GOODS, "WEAPONS");
        Assessment wildlife = afterFinds(OutcomeCode.PROHIBITED_GOODS, "WILDLIFE");

        assertThat(bits(weapons, "security")).isPositive().isEqualTo(bits(weapons, "offence"));
        assertThat(bits(weapons, "narcotics")).isZero();
        assertThat(bits(weapons, "revenue")).isZero();
        assertThat(bits(wildlife, "offence")).isPositive();
        assertThat(bits(wildlife, "narcotics") + bits(wildlife, "security") + bits(wildlife, "revenue"))
                .isZero();
    }

    @Test
    void goodsOfNoStatedKindSpeakForEveryThreatOfGoods() {
        Assessment next = afterFinds(OutcomeCode.PROHIBITED_GOODS, null);

        assertThat(bits(next, "narcotics"))
                .isPositive()
                .isEqualTo(bits(next, "security"))
                .isEqualTo(bits(next, "revenue"));
    }

    @Test
    void findsOfFalseDocumentsSpeakForBothThreatsTheyAreFindsOf() {
        Assessment next = afterFinds(OutcomeCode.DOCUMENT_FRAUD, null);

        assertThat(bits(next, "narcotics")).isZero();
        assertThat(bits(next, "revenue")).isPositive().isEqualTo(bits(next, "security"));
    }

    @Test
    void offencesThatAreNotSpecifiedSpeakForEveryThreat() {
        Assessment next = afterFinds(OutcomeCode.OFFENCE_UNSPECIFIED, null);

        assertThat(bits(next, "narcotics"))
                .isPositive()
                .isEqualTo(bits(next, "revenue"))
                .isEqualTo(bits(next, "security"))
                .isEqualTo(bits(next, "offence"));
    }

    @Test
    void whatIsArchivedIsEnoughToJudgeItAgain() {
        Assessment next = afterFinds(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS");

        assertThat(Rejudgement.of(BaselineRuleSet.compiled(), next).differences())
                .isEmpty();
    }

    private static double score(Assessment of, String threat) {
        return of.threats().stream()
                .filter(score -> score.threat().equals(threat))
                .mapToDouble(ThreatScore::score)
                .sum();
    }

    private static double bits(Assessment of, String threat) {
        double bits = 0;
        for (ThreatScore score : of.threats()) {
            if (score.threat().equals(threat)) {
                for (Contribution contribution : score.contributions()) {
                    bits += RATES.contains(contribution.rule()) ? contribution.bits() : 0;
                }
            }
        }
        return bits;
    }

    /** The next consignment of parties of whom every one before was found. */
    private static Assessment afterFinds(OutcomeCode code, @Nullable String goodsKind) {
        SequentialEngine engine = new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());
        for (int i = 0; i < FINDS; i++) {
            Consignment bill = consignment().id("HBL-" + i).onDay(i).build();
            engine.take(filing(bill, i));
            engine.take(found(bill, code, goodsKind, i));
        }
        List<Replayed> replayed =
                engine.take(filing(consignment().id("HBL-X").onDay(FINDS).build(), FINDS));
        return Objects.requireNonNull(replayed.get(replayed.size() - 1).assessment());
    }

    private static Filing filing(Consignment bill, int offset) {
        return new Filing(
                "event-" + offset,
                EventKind.CREATE,
                "26NL-" + offset,
                1,
                null,
                bill.receivedAt(),
                new Position(bill.receivedAt().toEpochMilli(), Position.Input.FILING, "filings", 0, offset),
                bill);
    }

    private static Outcome found(Consignment of, OutcomeCode code, @Nullable String goodsKind, int offset) {
        long at = of.receivedAt().plus(Duration.ofHours(1)).toEpochMilli();
        return new Outcome(
                of.tenant(),
                of.key(),
                code,
                code != OutcomeCode.NOT_EXAMINED,
                1,
                Instant.ofEpochMilli(at),
                "NL000510",
                null,
                goodsKind,
                Chosen.UNSAID,
                new Position(at, Position.Input.OUTCOME, "outcomes", 0, offset));
    }
}
