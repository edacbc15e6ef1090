package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.memory.Memories;

/** Shares of offences of consignees, commodities and everything. */
class OffenceSharesTest {
    private final Remembering<?> consignee = new Remembering<>(Memories.CONSIGNEE, new ConsigneeIndicators());
    private final Remembering<?> commodity = new Remembering<>(Memories.COMMODITY, new CommodityIndicators());
    private final Remembering<?> base = new Remembering<>(Memories.BASE, new BaseRateIndicators());

    @Test
    void aConsigneeWithoutAPastReceivesForTheFirstTime() {
        assertThat(consignee.measure(filed(consignment().build())).readings())
                .containsExactly(
                        new Reading(Indicator.FIRST_TIME_CONSIGNEE, 1, "no earlier consignment to this consignee"));

        consignee.learn(consignment());

        assertThat(consignee.measure(filed(consignment().build())).readings())
                .containsExactly(
                        new Reading(Indicator.FIRST_TIME_CONSIGNEE, 0, "1 earlier consignment to this consignee"));
    }

    @Test
    void aConsigneesPastIsShrunkByEightPseudoInspections() {
        consignee.learnOutcome(consignment(), OutcomeCode.NOTHING_FOUND);

        assertThat(consignee.measure(filed(consignment().build())).shares())
                .containsExactly(
                        new OffenceShare(Indicator.CONSIGNEE_OFFENCE_RATE, 0, 8.0 / 9, "examined once, no offence"));
    }

    @Test
    void aCommodityBacksOffFromDutyToDepartureToOriginToSubheading() {
        learn(plastics(), 5, 7);
        learn(plastics().dutiable(6.5, "A"), 1, 3);
        learn(plastics().loadedAt("CNSHA"), 0, 4);
        learn(plastics().originating("VN"), 2, 10);

        OffenceShare share = only(commodity.measure(filed(plastics().build())));

        double base = 0.1;
        double subheading = (8 + 2 * base) / (32 + 2);
        double origin = (6 + 2 * subheading) / (20 + 2);
        double departure = (6 + 2 * origin) / (16 + 2);
        double duty = (5 + 2 * departure) / (12 + 2);
        double credibility = 32.0 / (32 + 4);
        assertThat(share.own() + share.baseWeight() * base)
                .isCloseTo(credibility * duty + (1 - credibility) * base, within(1e-12));
        assertThat(share.evidence())
                .isEqualTo("examined 12 times, 5 offences (HS 392690, origin CN, from HK, duty 8% A)");
    }

    @Test
    void aCommodityNeverExaminedFromThereIsJudgedByWhatWas() {
        learn(plastics().originating("VN"), 2, 8);

        OffenceShare share = only(commodity.measure(filed(plastics().build())));

        double credibility = 10.0 / (10 + 4);
        assertThat(share.own()).isCloseTo(credibility * 2 / 12, within(1e-12));
        assertThat(share.baseWeight()).isCloseTo(credibility * 2 / 12 + (1 - credibility), within(1e-12));
        assertThat(share.evidence()).isEqualTo("examined 10 times, 2 offences (HS 392690)");
    }

    @Test
    void whatAFilingDoesNotStateDoesNotCountTwice() {
        Draft bare = plastics().originating(null).routing().dutiable(null, null);
        learn(bare, 2, 8);

        OffenceShare share = only(commodity.measure(filed(bare.build())));

        assertThat(share.own()).isCloseTo(10.0 / (10 + 4) * 2 / 12, within(1e-12));
        assertThat(share.evidence()).isEqualTo("examined 10 times, 2 offences (HS 392690)");
    }

    @Test
    void oneOffenceInOneInspectionIsNoCertainty() {
        learn(plastics(), 1, 0);

        OffenceShare share = only(commodity.measure(filed(plastics().build())));

        assertThat(share.own() + share.baseWeight() * 0.02).isBetween(0.1, 0.2);
    }

    @Test
    void aCommodityNeverExaminedHasNoShare() {
        commodity.learn(plastics());

        assertThat(commodity.measure(filed(plastics().build()))).isEqualTo(new Answer(List.of(), List.of()));
    }

    @Test
    void theBaseRateStaysNearTwoPercentUntilEnoughIsExamined() {
        assertThat(base.measure(filed(consignment().build())).readings())
                .containsExactly(new Reading(Indicator.BASE_OFFENCE_RATE, 0.02, "nothing examined yet"));

        for (int i = 0; i < 100; i++) {
            base.learnOutcome(consignment(), i < 20 ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND);
        }

        assertThat(base.measure(filed(consignment().build())).readings())
                .containsExactly(new Reading(Indicator.BASE_OFFENCE_RATE, 0.14, "examined 100 times, 20 offences"));
    }

    private static Draft plastics() {
        return consignment()
                .carrying("392690")
                .originating("CN")
                .loadedAt("HKHKG")
                .dutiable(8.0, "A");
    }

    private void learn(Draft draft, int offences, int nothingFound) {
        for (int i = 0; i < offences; i++) {
            commodity.learnOutcome(draft, OutcomeCode.MISDECLARED_GOODS);
        }
        for (int i = 0; i < nothingFound; i++) {
            commodity.learnOutcome(draft, OutcomeCode.NOTHING_FOUND);
        }
    }

    private static OffenceShare only(Answer answer) {
        assertThat(answer.shares()).hasSize(1);
        return answer.shares().get(0);
    }
}
