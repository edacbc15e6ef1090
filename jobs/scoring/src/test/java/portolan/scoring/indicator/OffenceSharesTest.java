// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.kind.base.BaseRateKind;
import portolan.scoring.kind.commodity.CommodityKind;
import portolan.scoring.kind.consignee.ConsigneeKind;
import portolan.scoring.kind.repeats.RepeatKind;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Reading;

/** Shares of offences of consignees, commodities and everything. */
class OffenceSharesTest {
    private final Remembering<?> consignee = new Remembering<>(ConsigneeKind.remembered(MemorySettings.DEFAULT));
    private final Remembering<?> commodity = new Remembering<>(CommodityKind.remembered(MemorySettings.DEFAULT));
    private final Remembering<?> repeats = new Remembering<>(RepeatKind.remembered(MemorySettings.DEFAULT));
    private final Remembering<?> base = new Remembering<>(BaseRateKind.remembered(MemorySettings.DEFAULT));

    @Test
    void aConsigneeWithoutAPastReceivesForTheFirstTime() {
        assertThat(consignee.measure(filed(consignment().build())).readings())
                .containsExactly(
                        new Reading(
                                Indicators.get("first_time_consignee"), 1, "no earlier consignment to this consignee"),
                        new Reading(
                                Indicators.get("consignee_consignments"),
                                0,
                                "no earlier consignment to this consignee"),
                        new Reading(Indicators.get("below_value_line"), 0, "not just below a round value"));

        consignee.learn(consignment());

        assertThat(consignee.measure(filed(consignment().build())).readings())
                .containsExactly(
                        new Reading(
                                Indicators.get("first_time_consignee"), 0, "1 earlier consignment to this consignee"),
                        new Reading(
                                Indicators.get("consignee_consignments"), 1, "1 earlier consignment to this consignee"),
                        new Reading(Indicators.get("below_value_line"), 0, "not just below a round value"));
    }

    @Test
    void aConsigneesPastIsShrunkByEightPseudoInspections() {
        consignee.learnOutcome(consignment(), OutcomeCode.NOTHING_FOUND);

        assertThat(consignee.measure(filed(consignment().build())).shares())
                .contains(new OffenceShare(
                        Indicators.get("consignee_offence_rate"), 0, 8.0 / 9, "examined once, no offence"));
    }

    @Test
    void aCommodityBacksOffFromDutyToDepartureToOriginToSubheading() {
        learn(plastics(), 5, 7);
        learn(plastics().dutiable(6.5, "A"), 1, 3);
        learn(plastics().loadedAt("CNSHA"), 0, 4);
        learn(plastics().originating("VN"), 2, 10);

        OffenceShare share = only(commodity.measure(filed(plastics().build())));

        double base = 0.1;
        double repeat = 0.6;
        double consistency = Math.log((1 - base) / (1 - repeat));
        double fine = 1 / Math.expm1(0.8 * consistency);
        double coarse = 1 / Math.expm1(0.2 * consistency / 3);
        double[] twelve = {12 * worth(12, fine), 5 * worth(12, fine)};
        double[] four = {4 * worth(4, fine), worth(4, fine)};
        double[] departure = {twelve[0] + four[0], twelve[1] + four[1]};
        double[] fromShanghai = {4 * worth(4, fine), 0};
        double[] china = {
            departure[0] * worth(departure[0], coarse) + fromShanghai[0] * worth(fromShanghai[0], coarse),
            departure[1] * worth(departure[0], coarse)
        };
        double[] vietnam = {12 * worth(12, fine), 2 * worth(12, fine)};
        double[] vietnamFromHongKong = {vietnam[0] * worth(vietnam[0], coarse), vietnam[1] * worth(vietnam[0], coarse)};
        double[] all = {
            china[0] * worth(china[0], coarse) + vietnamFromHongKong[0] * worth(vietnamFromHongKong[0], coarse),
            china[1] * worth(china[0], coarse) + vietnamFromHongKong[1] * worth(vietnamFromHongKong[0], coarse)
        };
        double rate = (all[1] + coarse * base) / (all[0] + coarse);
        rate = (china[1] + coarse * rate) / (china[0] + coarse);
        rate = (departure[1] + coarse * rate) / (departure[0] + coarse);
        rate = (5 + fine * rate) / (12 + fine);
        // The consistency 0.81 is one that memories answer for.
        assertThat(consistency).isCloseTo(0.81, within(0.001));
        assertThat(share.rate(base, repeat)).isCloseTo(rate, within(1e-4));
        assertThat(share.evidence())
                .isEqualTo("HS 392690 from CN via HK, duty 8% A: 12 examined, 5 offences;"
                        + " HS 392690: 32 examined, 8 offences");
    }

    /** What each of so many inspections is worth that agree as much as {@code m} says. */
    private static double worth(double inspections, double m) {
        return Math.min(1, (1 + m) / (inspections + m));
    }

    @Test
    void aCommodityNeverExaminedFromThereIsJudgedByWhatWas() {
        learn(plastics().originating("VN"), 2, 8);

        OffenceShare share = only(commodity.measure(filed(plastics().build())));

        assertThat(share.rate(0.02, 0.3)).isBetween(0.02, 0.05);
        assertThat(share.evidence()).isEqualTo("HS 392690: 10 examined, 2 offences");
    }

    @Test
    void whatAFilingDoesNotStateIsNotInTheEvidence() {
        Draft bare = plastics().originating(null).routing().dutiable(null, null);
        learn(bare, 2, 8);

        OffenceShare share = only(commodity.measure(filed(bare.build())));

        assertThat(share.evidence()).isEqualTo("HS 392690: 10 examined, 2 offences");
    }

    @ParameterizedTest
    @CsvSource({"0.015, 0.03", "0.02, 0.1", "0.02, 0.6", "0.2, 0.9"})
    void oneOffenceInOneInspectionIsWorthWhatRepeatedInspectionsSay(double base, double repeat) {
        learn(plastics(), 1, 0);

        OffenceShare share = only(commodity.measure(filed(plastics().build())));

        assertThat(share.rate(base, repeat)).isCloseTo(repeat, within(0.1 * repeat));
    }

    @Test
    void whereRepeatedInspectionsDoNotAgreeAFindSaysNextToNothing() {
        learn(plastics(), 1, 0);

        OffenceShare share = only(commodity.measure(filed(plastics().build())));

        assertThat(share.rate(0.2, 0.05)).isBetween(0.2, 0.21);
        assertThat(share.rate(0, 0)).isBetween(0.0, 0.02);
        assertThat(share.rate(1, 1)).isBetween(0.99, 1.0);
    }

    @Test
    void finishedGoodsWithTwelveFindsUnderOneSourcingAreLittleMoreThanOneFindToTheirOrigin() {
        learn(plastics(), 12, 0);
        learn(plastics().dutiable(6.5, "A"), 0, 1);

        OffenceShare share =
                only(commodity.measure(filed(plastics().dutiable(0.0, "B").build())));

        assertThat(share.rate(0.2, 0.9)).isBetween(0.25, 0.4);
        assertThat(share.rate(0.2, 0.21)).isBetween(0.2, 0.23);
    }

    @Test
    void repeatedInspectionsOfGoodsFoundInOffenceTellHowConsistentTheyAre() {
        assertThat(repeats.measure(filed(plastics().build())).readings())
                .containsExactly(new Reading(
                        Indicators.get("repeat_offence_rate"),
                        0.05,
                        "no goods found in offence were examined again yet"));

        // Alone under its sourcing: says nothing of repeats.
        repeats.learnOutcome(plastics().originating("VN"), OutcomeCode.UNDERVALUED);
        for (int i = 0; i < 4; i++) {
            repeats.learnOutcome(plastics(), i == 0 ? OutcomeCode.NOTHING_FOUND : OutcomeCode.UNDERVALUED);
        }

        // Three finds; of the three other inspections of each, two were finds.
        assertThat(repeats.measure(filed(plastics().build())).readings())
                .containsExactly(new Reading(
                        Indicators.get("repeat_offence_rate"),
                        (3 * 2.0 / 3 + 5 * 0.05) / (3 + 5),
                        "goods found in offence: 67 % offences among their other inspections, counting 3 finds"));
    }

    @Test
    void goodsOfWhichOneFindIsKnownMayBeNotoriousAndAfterThreeMostLikelyAre() {
        learn(plastics(), 1, 0);
        OffenceShare one = of(
                Indicators.get("notorious_goods"),
                commodity.measure(filed(plastics().build())));
        learn(plastics(), 2, 3);
        OffenceShare three = of(
                Indicators.get("notorious_goods"),
                commodity.measure(filed(plastics().build())));

        // One in 200 pairs, of which 2 in 5 are offences, against 2 in 100: w = 0.4 / (0.4 + 199 * 0.02).
        double w = 0.4 / (0.4 + 199 * 0.02);
        assertThat(one.rate(0.015, 0)).isCloseTo(w * 3 / 6 + (1 - w) * 0.015, within(1e-9));
        assertThat(one.evidence()).isEqualTo("HS 392690 from CN examined once, 1 offence");
        assertThat(three.rate(0.015, 0)).isBetween(0.38, 0.46);
    }

    @Test
    void manyInspectionsWithAFindAmongThemAreOrdinaryAndOtherOriginsAreNotAsked() {
        learn(plastics(), 2, 118);
        learn(plastics().originating("VN"), 9, 3);

        OffenceShare share = of(
                Indicators.get("notorious_goods"),
                commodity.measure(filed(plastics().build())));

        assertThat(share.rate(0.015, 0)).isBetween(0.0149, 0.0152);
    }

    @Test
    void aCommodityNeverExaminedHasNoShare() {
        commodity.learn(plastics());

        assertThat(commodity.measure(filed(plastics().build())).readings()).isEmpty();
        assertThat(commodity.measure(filed(plastics().build())).shares()).isEmpty();
    }

    @Test
    void theBaseRateStaysNearTwoPercentUntilEnoughIsExamined() {
        assertThat(base.measure(filed(consignment().build())).readings())
                .containsExactly(new Reading(Indicators.get("base_offence_rate"), 0.02, "nothing examined yet"));

        for (int i = 0; i < 100; i++) {
            base.learnOutcome(consignment(), i < 20 ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND);
        }

        assertThat(base.measure(filed(consignment().build())).readings())
                .containsExactly(
                        new Reading(Indicators.get("base_offence_rate"), 0.14, "examined 100 times, 20 offences"));
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

    @Test
    void anImportersPastAtOneOfficeIsItsOwn() {
        consignee.learnOutcome(consignment().office("NL000510"), OutcomeCode.UNDERVALUED);
        consignee.learnOutcome(consignment().office("NL000396"), OutcomeCode.NOTHING_FOUND);

        assertThat(consignee
                        .measure(filed(consignment().office("NL000510").build()))
                        .shares())
                .extracting(OffenceShare::indicator, OffenceShare::evidence)
                .containsExactly(
                        tuple(Indicators.get("consignee_offence_rate"), "examined 2 times, 1 offence: undervalued"),
                        tuple(Indicators.get("consignee_office_offence_rate"), "at NL000510 examined once, 1 offence"));
        assertThat(consignee
                        .measure(filed(consignment().office("BE101000").build()))
                        .shares())
                .extracting(OffenceShare::indicator)
                .containsExactly(Indicators.get("consignee_offence_rate"));
        assertThat(consignee.measure(filed(consignment().office(null).build())).shares())
                .hasSize(1);
    }

    private static OffenceShare only(Answer answer) {
        return of(Indicators.get("commodity_offence_rate"), answer);
    }

    private static OffenceShare of(Indicator indicator, Answer answer) {
        assertThat(answer.shares())
                .filteredOn(share -> share.indicator() == indicator)
                .hasSize(1);
        return answer.shares().stream()
                .filter(share -> share.indicator() == indicator)
                .findFirst()
                .orElseThrow();
    }
}
