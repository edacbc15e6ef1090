package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.memory.Memories;

class ShipperIndicatorsTest {
    private final Remembering<?> shipper = new Remembering<>(Memories.SHIPPER, new ShipperIndicators());

    @Test
    void aShipperWithoutAPastShipsForTheFirstTimeAndHasNoHabits() {
        Readings readings = measure(consignment());

        assertThat(readings.all())
                .extracting(Reading::indicator)
                .containsExactly(Indicator.FIRST_TIME_SHIPPER, Indicator.SHIPPER_CONSIGNMENTS);
        assertThat(readings.get(Indicator.FIRST_TIME_SHIPPER))
                .isEqualTo(new Reading(Indicator.FIRST_TIME_SHIPPER, 1, "no earlier consignment of this shipper"));
    }

    @Test
    void aKnownShipperDoesNotShipForTheFirstTime() {
        shipper.learn(consignment().onDay(-3), consignment().onDay(-2));

        Readings readings = measure(consignment());

        assertThat(readings.get(Indicator.FIRST_TIME_SHIPPER))
                .isEqualTo(new Reading(Indicator.FIRST_TIME_SHIPPER, 0, "2 earlier consignments of this shipper"));
        assertThat(readings.value(Indicator.SHIPPER_CONSIGNMENTS)).isEqualTo(2);
    }

    @Test
    void aShipperWithAWeeklyRhythmIsDormantAfterHalfAYear() {
        for (int week = 0; week < 6; week++) {
            shipper.learn(consignment().onDay(7L * week));
        }

        assertThat(measure(consignment().onDay(35 + 179)).value(Indicator.DORMANT_THEN_ACTIVE))
                .isEqualTo(0);
        Readings readings = measure(consignment().onDay(35 + 180));
        assertThat(readings.get(Indicator.DORMANT_THEN_ACTIVE))
                .isEqualTo(new Reading(
                        Indicator.DORMANT_THEN_ACTIVE,
                        1,
                        "last consignment 180 days ago, before that one every 7 days"));
    }

    @Test
    void aShipperWithASlowRhythmIsDormantAfterTenOfItsGaps() {
        for (int quarter = 0; quarter < 4; quarter++) {
            shipper.learn(consignment().onDay(90L * quarter));
        }

        assertThat(measure(consignment().onDay(270 + 899)).value(Indicator.DORMANT_THEN_ACTIVE))
                .isEqualTo(0);
        assertThat(measure(consignment().onDay(270 + 900)).value(Indicator.DORMANT_THEN_ACTIVE))
                .isEqualTo(1);
    }

    @Test
    void twoFilingDaysAreNoRhythm() {
        shipper.learn(consignment().onDay(-400), consignment().onDay(-399));

        assertThat(measure(consignment()).get(Indicator.DORMANT_THEN_ACTIVE)).isNull();
    }

    @Test
    void aHeadingThatTheShipperNeverShippedIsSurprising() {
        ship(12, "070200");
        ship(9, "080500");

        Reading reading = measure(consignment().carrying("080300")).get(Indicator.COMMODITY_OUT_OF_PROFILE);

        assertThat(reading).isNotNull();
        assertThat(reading.value()).isBetween(7.0, 9.0);
        assertThat(reading.evidence())
                .isEqualTo("21 earlier consignments, none of heading 0803; most: 0702 (12), 0805 (9)");
    }

    @Test
    void aHeadingOfANewChapterIsMoreSurprisingThanOneOfAKnownChapter() {
        ship(21, "070200");

        double known = measure(consignment().carrying("070500")).value(Indicator.COMMODITY_OUT_OF_PROFILE);
        double unknown = measure(consignment().carrying("392690")).value(Indicator.COMMODITY_OUT_OF_PROFILE);

        assertThat(unknown).isGreaterThan(known + 4).isLessThanOrEqualTo(Surprise.CAP);
    }

    @Test
    void theUsualHeadingIsNoSurprise() {
        ship(30, "070200");

        assertThat(measure(consignment().carrying("070200")).value(Indicator.COMMODITY_OUT_OF_PROFILE))
                .isBetween(0.0, 0.2);
    }

    @Test
    void aSurpriseIsExactlyTheLogarithmOfTheSmoothedProbability() {
        ship(20, "070200");

        double chapter = (20 + 2.0 / 96) / 22;
        double heading = (2 * chapter / 13) / 22;
        assertThat(measure(consignment().carrying("070500")).value(Indicator.COMMODITY_OUT_OF_PROFILE))
                .isCloseTo(-Math.log(heading) / Math.log(2), within(1e-9));
    }

    @Test
    void theMostSurprisingOfSeveralHeadingsCounts() {
        ship(25, "070200");

        double alone = measure(consignment().carrying("392690")).value(Indicator.COMMODITY_OUT_OF_PROFILE);

        assertThat(measure(consignment().carrying("070200", "392690", "070500"))
                        .value(Indicator.COMMODITY_OUT_OF_PROFILE))
                .isEqualTo(alone);
    }

    @Test
    void fewerThanTwentyConsignmentsAreNoProfileOfCommodities() {
        ship(19, "070200");

        Readings readings = measure(consignment().carrying("392690"));

        assertThat(readings.get(Indicator.COMMODITY_OUT_OF_PROFILE)).isNull();
        assertThat(readings.get(Indicator.ORIGIN_OUT_OF_PROFILE)).isNotNull();
    }

    @Test
    void aProfileFadesWithTime() {
        ship(25, "070200");

        assertThat(measure(consignment().onDay(540).carrying("392690")).get(Indicator.COMMODITY_OUT_OF_PROFILE))
                .isNull();
    }

    @Test
    void aNewPlaceOfLoadingIsSurprisingAndOneAbroadMoreSo() {
        ship(12, "070200");

        Reading abroad = measure(consignment().loadedAt("ECGYE")).get(Indicator.ORIGIN_OUT_OF_PROFILE);
        double nearby = measure(consignment().loadedAt("CNNGB")).value(Indicator.ORIGIN_OUT_OF_PROFILE);

        assertThat(abroad).isNotNull();
        assertThat(abroad.value()).isGreaterThan(nearby + 4);
        assertThat(abroad.evidence()).isEqualTo("12 earlier consignments, none loaded in ECGYE; most: CNSHA (12)");
        assertThat(nearby).isBetween(5.0, 9.0);
    }

    @Test
    void aFeedThatKnowsCountriesOnlyIsComparedByCountry() {
        for (int i = 0; i < 12; i++) {
            shipper.learn(consignment().loadedInCountry("CN"));
        }

        assertThat(measure(consignment().loadedInCountry("CN")).value(Indicator.ORIGIN_OUT_OF_PROFILE))
                .isLessThan(0.5);
        assertThat(measure(consignment().loadedInCountry("EC")).value(Indicator.ORIGIN_OUT_OF_PROFILE))
                .isGreaterThan(8);
    }

    @Test
    void fewerThanTenConsignmentsAreNoProfileOfPlaces() {
        ship(9, "070200");

        assertThat(measure(consignment().loadedAt("ECGYE")).get(Indicator.ORIGIN_OUT_OF_PROFILE))
                .isNull();
    }

    @Test
    void aMassFarFromTheHabitStandsOut() {
        for (int i = 0; i < 9; i++) {
            shipper.learn(consignment().weighingKg(9_600 + 100 * i));
        }

        Reading heavy = measure(consignment().weighingKg(25_000)).get(Indicator.WEIGHT_OUT_OF_HABIT);

        assertThat(heavy).isNotNull();
        assertThat(heavy.value()).isCloseTo(Math.log(2.5) / 0.2, within(0.1));
        assertThat(heavy.evidence())
                .isEqualTo("25000 kg; the last 9 consignments: about 9590 kg to 10400 kg, median 10000 kg");
        assertThat(measure(consignment().weighingKg(4_000)).value(Indicator.WEIGHT_OUT_OF_HABIT))
                .isLessThan(-4);
    }

    @Test
    void aShipperOfVeryDifferentMassesHasAWideHabit() {
        for (int i = 0; i < 12; i++) {
            shipper.learn(consignment().weighingKg(100 * Math.pow(2, i % 6)));
        }

        assertThat(measure(consignment().weighingKg(4_000)).value(Indicator.WEIGHT_OUT_OF_HABIT))
                .isBetween(0.5, 3.0);
    }

    @Test
    void fewerThanEightMassesAreNoHabitAndAnUnstatedMassIsNotMeasured() {
        for (int i = 0; i < 7; i++) {
            shipper.learn(consignment());
        }
        assertThat(measure(consignment()).get(Indicator.WEIGHT_OUT_OF_HABIT)).isNull();
        shipper.learn(consignment());

        assertThat(measure(consignment()).get(Indicator.WEIGHT_OUT_OF_HABIT)).isNotNull();
        assertThat(measure(consignment().weighingKg(null)).get(Indicator.WEIGHT_OUT_OF_HABIT))
                .isNull();
    }

    @Test
    void aPastOfOffencesIsAShareShrunkByEightPseudoInspections() {
        for (int i = 0; i < 12; i++) {
            shipper.learnOutcome(consignment(), i < 5 ? OutcomeCode.MISDECLARED_GOODS : OutcomeCode.NOTHING_FOUND);
        }

        List<OffenceShare> shares =
                shipper.measure(filed(consignment().build())).shares();

        assertThat(shares)
                .containsExactly(new OffenceShare(
                        Indicator.SHIPPER_OFFENCE_RATE, 5.0 / 20, 8.0 / 20, "examined 12 times, 5 offences"));
    }

    @Test
    void aShipperThatWasNeverExaminedHasNoShareOfOffences() {
        shipper.learn(consignment());

        assertThat(shipper.measure(filed(consignment().build())).shares()).isEmpty();
    }

    @Test
    void theConsignmentItselfIsTakenOutBeforeItsAmendmentIsMeasured() {
        shipper.learn(consignment());

        Answer answer = shipper.measure(Consignments.amended(
                consignment().build(), consignment().weighingKg(5).build()));

        assertThat(Readings.of(answer.readings()).value(Indicator.FIRST_TIME_SHIPPER))
                .isEqualTo(1);
    }

    private void ship(int times, String hsCode) {
        for (int i = 0; i < times; i++) {
            shipper.learn(consignment().carrying(hsCode));
        }
    }

    private Readings measure(Consignments.Draft draft) {
        return Readings.of(shipper.measure(filed(draft.build())).readings());
    }
}
