// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;
import static portolan.scoring.Consignments.reachedBy;
import static portolan.scoring.Consignments.registered;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Shrinkage;
import portolan.scoring.sketch.Finds;
import portolan.scoring.sketch.Surprise;

class ShipperIndicatorsTest {
    private final Remembering<?> shipper = new Remembering<>(ShipperKind.remembered(MemorySettings.DEFAULT));

    @Test
    void aShipperWithoutAPastShipsForTheFirstTimeAndHasNoHabits() {
        Readings readings = measure(consignment());

        assertThat(readings.all())
                .extracting(Reading::indicator)
                .containsExactly(Indicators.get("first_time_shipper"), Indicators.get("shipper_consignments"));
        assertThat(readings.get(Indicators.get("first_time_shipper")))
                .isEqualTo(
                        new Reading(Indicators.get("first_time_shipper"), 1, "no earlier consignment of this shipper"));
    }

    @Test
    void aKnownShipperDoesNotShipForTheFirstTime() {
        shipper.learn(consignment().onDay(-3), consignment().onDay(-2));

        Readings readings = measure(consignment());

        assertThat(readings.get(Indicators.get("first_time_shipper")))
                .isEqualTo(
                        new Reading(Indicators.get("first_time_shipper"), 0, "2 earlier consignments of this shipper"));
        assertThat(readings.value(Indicators.get("shipper_consignments"))).isEqualTo(2);
    }

    @Test
    void aShipperWithAWeeklyRhythmIsDormantAfterHalfAYear() {
        for (int week = 0; week < 6; week++) {
            shipper.learn(consignment().onDay(7L * week));
        }

        assertThat(measure(consignment().onDay(35 + 179)).value(Indicators.get("dormant_then_active")))
                .isEqualTo(0);
        Readings readings = measure(consignment().onDay(35 + 180));
        assertThat(readings.get(Indicators.get("dormant_then_active")))
                .isEqualTo(new Reading(
                        Indicators.get("dormant_then_active"),
                        1,
                        "last consignment 180 days ago; before that one every 7 days"));
    }

    @Test
    void aShipperWithASlowRhythmIsDormantAfterTenOfItsGaps() {
        for (int quarter = 0; quarter < 4; quarter++) {
            shipper.learn(consignment().onDay(90L * quarter));
        }

        assertThat(measure(consignment().onDay(270 + 899)).value(Indicators.get("dormant_then_active")))
                .isEqualTo(0);
        assertThat(measure(consignment().onDay(270 + 900)).value(Indicators.get("dormant_then_active")))
                .isEqualTo(1);
    }

    @Test
    void twoFilingDaysAreNoRhythm() {
        shipper.learn(consignment().onDay(-400), consignment().onDay(-399));

        assertThat(measure(consignment()).get(Indicators.get("dormant_then_active")))
                .isNull();
    }

    @Test
    void aHeadingThatTheShipperNeverShippedIsSurprising() {
        ship(12, "070200");
        ship(9, "080500");

        Reading reading = measure(consignment().carrying("080300")).get(Indicators.get("commodity_out_of_profile"));

        assertThat(reading).isNotNull();
        assertThat(reading.value()).isBetween(5.5, 7.0);
        assertThat(reading.evidence())
                .isEqualTo("21 earlier consignments, none of heading 0803; most: 0702 (12), 0805 (9)");
    }

    @Test
    void aHeadingOfANewChapterIsMoreSurprisingThanOneOfAKnownChapter() {
        ship(21, "070200");

        double known = measure(consignment().carrying("070500")).value(Indicators.get("commodity_out_of_profile"));
        double unknown = measure(consignment().carrying("392690")).value(Indicators.get("commodity_out_of_profile"));

        assertThat(unknown).isGreaterThan(known + 4).isLessThanOrEqualTo(Surprise.CAP);
    }

    @Test
    void theUsualHeadingIsNoSurprise() {
        ship(30, "070200");

        assertThat(measure(consignment().carrying("070200")).value(Indicators.get("commodity_out_of_profile")))
                .isBetween(0.0, 0.2);
    }

    @Test
    void aSurpriseIsExactlyTheLogarithmOfTheSmoothedProbabilityAsFarAsItIsBelieved() {
        ship(20, "070200");

        double chapter = (20 + 2.0 / 96) / 22;
        double heading = (2 * chapter / 13) / 22;
        assertThat(measure(consignment().carrying("070500")).value(Indicators.get("commodity_out_of_profile")))
                .isCloseTo(-Math.log(heading) / Math.log(2) * 20 / (20 + 6), within(1e-9));
    }

    @Test
    void theMostSurprisingOfSeveralHeadingsCounts() {
        ship(25, "070200");

        double alone = measure(consignment().carrying("392690")).value(Indicators.get("commodity_out_of_profile"));

        assertThat(measure(consignment().carrying("070200", "392690", "070500"))
                        .value(Indicators.get("commodity_out_of_profile")))
                .isEqualTo(alone);
    }

    @Test
    void fewerThanFiveConsignmentsAreNoProfile() {
        ship(4, "070200");
        Consignments.Draft strange = consignment().carrying("392690").loadedAt("ECGYE");
        assertThat(measure(strange).get(Indicators.get("commodity_out_of_profile")))
                .isNull();
        assertThat(measure(strange).get(Indicators.get("origin_out_of_profile")))
                .isNull();

        ship(1, "070200");

        assertThat(measure(strange).value(Indicators.get("commodity_out_of_profile")))
                .isBetween(4.0, 8.0);
        assertThat(measure(strange).get(Indicators.get("origin_out_of_profile")))
                .isNotNull();
    }

    @Test
    void aTraderOfManyGoodsIsExpectedToBringNewOnes() {
        for (int i = 0; i < 15; i++) {
            ship(2, "%04d10".formatted(100 + 700 * i));
        }
        double trader = measure(consignment().carrying("392690")).value(Indicators.get("commodity_out_of_profile"));
        Remembering<?> grower = new Remembering<>(ShipperKind.remembered(MemorySettings.DEFAULT));
        for (int i = 0; i < 30; i++) {
            grower.learn(consignment().carrying("070200"));
        }

        double surprise = Readings.of(
                        grower.measure(filed(consignment().carrying("392690").build()))
                                .readings())
                .value(Indicators.get("commodity_out_of_profile"));

        assertThat(trader).isLessThan(surprise - 2);
    }

    @Test
    void aProfileFadesWithTime() {
        ship(25, "070200");

        assertThat(measure(consignment().onDay(1440).carrying("392690"))
                        .get(Indicators.get("commodity_out_of_profile")))
                .isNull();
    }

    @Test
    void noneIsSaidOfWhatIsKeptOnly() {
        for (int i = 0; i < 40; i++) {
            shipper.learn(consignment().carrying("070200").loadedAt("CN" + (char) ('A' + i % 20) + "XX"));
        }

        Reading reading = measure(consignment().loadedAt("ECGYE")).get(Indicators.get("origin_out_of_profile"));

        assertThat(reading).isNotNull();
        assertThat(reading.evidence()).contains("none from ECGYE (", "rarer ones are not kept apart)");
    }

    @Test
    void aNewPlaceOfLoadingIsSurprisingAndOneAbroadMoreSo() {
        ship(12, "070200");

        Reading abroad = measure(consignment().loadedAt("ECGYE")).get(Indicators.get("origin_out_of_profile"));
        double nearby = measure(consignment().loadedAt("CNNGB")).value(Indicators.get("origin_out_of_profile"));

        assertThat(abroad).isNotNull();
        assertThat(abroad.value()).isGreaterThan(nearby + 4);
        assertThat(abroad.evidence())
                .isEqualTo("12 earlier consignments, none from ECGYE; most: CNSHA (12); last 12 all 0702");
        assertThat(nearby).isBetween(4.0, 6.0);
    }

    @Test
    void aNewPlaceOfDischargeIsSurprisingAndTheUsualOneIsNot() {
        ship(12, "070200");

        Reading elsewhere =
                measure(consignment().dischargedAt("USLAX")).get(Indicators.get("destination_out_of_profile"));

        assertThat(elsewhere).isNotNull();
        assertThat(elsewhere.value()).isGreaterThan(4);
        assertThat(elsewhere.evidence()).startsWith("12 earlier consignments, none to USLAX; most: ");
        assertThat(measure(consignment()).value(Indicators.get("destination_out_of_profile")))
                .isLessThan(0.5);
    }

    @Test
    void aFeedThatKnowsCountriesOnlyIsComparedByCountry() {
        for (int i = 0; i < 12; i++) {
            shipper.learn(consignment().loadedInCountry("CN"));
        }

        assertThat(measure(consignment().loadedInCountry("CN")).value(Indicators.get("origin_out_of_profile")))
                .isLessThan(0.5);
        assertThat(measure(consignment().loadedInCountry("EC")).value(Indicators.get("origin_out_of_profile")))
                .isGreaterThan(6);
    }

    @Test
    void aMassFarFromTheHabitStandsOut() {
        for (int i = 0; i < 9; i++) {
            shipper.learn(consignment().weighingKg(9_600 + 100 * i));
        }

        Reading heavy = measure(consignment().weighingKg(25_000)).get(Indicators.get("weight_out_of_habit"));

        assertThat(heavy).isNotNull();
        assertThat(heavy.value()).isCloseTo(Math.log(2.5) / 0.2, within(0.1));
        assertThat(heavy.evidence())
                .isEqualTo("25000 kg; the last 9 consignments: about 9590 kg to 10400 kg, median 10000 kg");
        assertThat(measure(consignment().weighingKg(4_000)).value(Indicators.get("weight_out_of_habit")))
                .isLessThan(-4);
    }

    @Test
    void aShipperOfVeryDifferentMassesHasAWideHabit() {
        for (int i = 0; i < 12; i++) {
            shipper.learn(consignment().weighingKg(100 * Math.pow(2, i % 6)));
        }

        assertThat(measure(consignment().weighingKg(4_000)).value(Indicators.get("weight_out_of_habit")))
                .isBetween(0.5, 3.0);
    }

    @Test
    void fewerThanEightMassesAreNoHabitAndAnUnstatedMassIsNotMeasured() {
        for (int i = 0; i < 7; i++) {
            shipper.learn(consignment());
        }
        assertThat(measure(consignment()).get(Indicators.get("weight_out_of_habit")))
                .isNull();
        shipper.learn(consignment());

        assertThat(measure(consignment()).get(Indicators.get("weight_out_of_habit")))
                .isNotNull();
        assertThat(measure(consignment().weighingKg(null)).get(Indicators.get("weight_out_of_habit")))
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
                        Indicators.get("shipper_offence_rate"),
                        List.of(new Shrinkage(5.0 / 20, 8.0 / 20)),
                        "examined 12 times, 5 offences: misdeclared goods",
                        List.of(new Finds.Share(Finding.MISDECLARED_GOODS, 1))));
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

        assertThat(Readings.of(answer.readings()).value(Indicators.get("first_time_shipper")))
                .isEqualTo(1);
    }

    @Test
    void aDormantShipperIsReturningForSixWeeks() {
        for (int week = 0; week < 10; week++) {
            shipper.learn(consignment().onDay(7L * week));
        }
        shipper.learn(consignment().onDay(63 + 200));

        Reading second = measure(consignment().onDay(63 + 220)).get(Indicators.get("dormant_then_active"));
        Reading later = measure(consignment().onDay(63 + 246)).get(Indicators.get("dormant_then_active"));

        assertThat(second)
                .isEqualTo(new Reading(
                        Indicators.get("dormant_then_active"),
                        1,
                        "returned 20 days ago after 200 days of silence; before that one every 7 days"));
        assertThat(later).isNotNull();
        assertThat(later.value()).isZero();
    }

    @Test
    void aSilenceLikeAnEarlierOneIsASeason() {
        for (int week = 0; week < 8; week++) {
            shipper.learn(consignment().onDay(7L * week));
            shipper.learn(consignment().onDay(365 + 7L * week));
        }

        Reading next = measure(consignment().onDay(730)).get(Indicators.get("dormant_then_active"));

        assertThat(next).isNotNull();
        assertThat(next.value()).isZero();
        assertThat(next.evidence()).endsWith("longest gap 316 days");
    }

    @Test
    void aBurstIsCountedInDaysSoThatAVoyagesBillsAreOne() {
        for (int week = 0; week < 12; week++) {
            shipper.learn(consignment().onDay(7L * week));
        }
        for (int bill = 0; bill < 300; bill++) {
            shipper.learn(consignment().id("B" + bill).onDay(84));
        }
        assertThat(measure(consignment().onDay(84)).value(Indicators.get("frequency_burst")))
                .isZero();
        shipper.learn(
                consignment().onDay(85), consignment().onDay(86), consignment().onDay(87));

        Reading burst = measure(consignment().onDay(88)).get(Indicators.get("frequency_burst"));

        assertThat(burst).isNotNull();
        assertThat(burst.value()).isBetween(4.0, 8.0);
        assertThat(burst.evidence()).isEqualTo("consignments on 5 days of the last 7, earlier on 12 days of 82");
    }

    @Test
    void aBurstIsTheNegativeBinomialTailGivenOne() {
        // r = 5, p = 28/35 = 0.8: P(0) = 0.32768, P(1) = 0.32768.
        assertThat(ShipperRhythm.bits(5, 28, 1)).isZero();
        assertThat(ShipperRhythm.bits(5, 28, 2))
                .isCloseTo(Math.log((1 - 0.32768) / (1 - 0.65536)) / Math.log(2), within(1e-9));
        assertThat(ShipperRhythm.bits(5, 10_000_000, 7)).isEqualTo(ShipperRhythm.CAP);
    }

    @Test
    void aWellKnownShippersFirstConsignmentToAConsigneeIsAFirstTimePair() {
        ship(5, "070200");
        assertThat(measure(consignment().consignedTo("NL99")).get(Indicators.get("first_time_pair")))
                .isNull();
        ship(1, "070200");

        Readings other = measure(consignment().consignedTo("NL99"));

        assertThat(other.get(Indicators.get("first_time_pair")))
                .isEqualTo(new Reading(
                        Indicators.get("first_time_pair"),
                        1,
                        "6 earlier consignments of this shipper to 1 consignee, none to this one;"
                                + " most: Shirts and More (6)"));
        assertThat(measure(consignment()).value(Indicators.get("first_time_pair")))
                .isZero();
        assertThat(measure(consignment().withoutParty(Role.CONSIGNEE)).get(Indicators.get("first_time_pair")))
                .isNull();
    }

    @Test
    void aShipperWithoutRegularCustomersHasNoFirstTimePair() {
        for (int i = 0; i < 5; i++) {
            shipper.learn(consignment().consignedTo("NL" + (100 + i)));
        }
        shipper.learn(consignment().consignedTo("NL100"), consignment().consignedTo("NL101"));
        shipper.learn(consignment().consignedTo("NL102"), consignment().consignedTo("NL103"));
        assertThat(measure(consignment().consignedTo("NL99")).get(Indicators.get("first_time_pair")))
                .as("five consignees in nine consignments")
                .isNull();

        shipper.learn(consignment().consignedTo("NL104"));

        assertThat(measure(consignment().consignedTo("NL99")).value(Indicators.get("first_time_pair")))
                .as("five in ten")
                .isEqualTo(1);
    }

    @Test
    void aShipperToMoreConsigneesThanAreKeptHasNoFirstTimePair() {
        for (int i = 0; i < 100; i++) {
            shipper.learn(consignment().consignedTo("NL" + (100 + i)));
        }

        assertThat(measure(consignment().consignedTo("NL99")).get(Indicators.get("first_time_pair")))
                .isNull();
    }

    @Test
    void anotherFilerOrCarrierOfAWellKnownShipperIsNew() {
        ship(8, "070200");

        assertThat(measure(consignment().filer("OTHER")).get(Indicators.get("new_forwarder")))
                .isEqualTo(new Reading(
                        Indicators.get("new_forwarder"),
                        1,
                        "8 earlier consignments of this shipper, none filed by OTHER; most: FORWARDER-1 (8)"));
        assertThat(measure(consignment().carrier("MSCU")).get(Indicators.get("new_forwarder")))
                .isEqualTo(new Reading(
                        Indicators.get("new_forwarder"),
                        1,
                        "8 earlier consignments of this shipper, none carried by MSCU; most: MAEU (8)"));
        assertThat(measure(consignment().carrier(null)).value(Indicators.get("new_forwarder")))
                .isZero();
    }

    @Test
    void anotherTelephoneNumberThanEverIsAChangedContact() {
        Party weaver = registered(Role.CONSIGNOR, "CN91310000", "Shanghai Weaving Co Ltd", "CN");
        for (int i = 0; i < 9; i++) {
            shipper.learn(consignment().party(reachedBy(weaver, "+86 21 5550 1234", "Sales@Weaving.example")));
        }

        Readings changed =
                measure(consignment().party(reachedBy(weaver, "+86 139 1111 2222", "sales@weaving.example")));

        assertThat(changed.get(Indicators.get("contact_changed")))
                .isEqualTo(new Reading(
                        Indicators.get("contact_changed"),
                        1,
                        "the shipper's telephone number is none of the 1 in 9 earlier filings"));
        assertThat(measure(consignment().party(reachedBy(weaver, "0086-21-55501234")))
                        .value(Indicators.get("contact_changed")))
                .isZero();
        assertThat(measure(consignment()).get(Indicators.get("contact_changed")))
                .isNull();
    }

    @Test
    void aShipperWithFewCustomersThatSendsToManyLosesConcentration() {
        for (int i = 0; i < 30; i++) {
            shipper.learn(consignment());
        }
        for (int i = 0; i < 15; i++) {
            shipper.learn(consignment().consignedTo("NL" + (100 + i)));
        }

        Reading flip = measure(consignment().consignedTo("NL99")).get(Indicators.get("concentration_flip"));

        assertThat(flip).isNotNull();
        // 29 to one before; then 17 to 17 different ones.
        assertThat(flip.value()).isCloseTo(1 - 1.0 / 17, within(1e-9));
        assertThat(flip.evidence()).isEqualTo("concentration on consignees 0.06 in the last 17 consignments, 1 before");
    }

    @Test
    void aRegisteredNumberUnderAFarNameIsAConflictAndASpellingIsNot() {
        ship(6, "070200");
        String number = "CN91310000";

        Reading far = measure(consignment().party(registered(Role.CONSIGNOR, number, "Golden Orchid Fruit", "CN")))
                .get(Indicators.get("party_identity_conflict"));
        double near = measure(consignment().party(registered(Role.CONSIGNOR, number, "SHANGHAI WEAVNG CO.,LTD", "CN")))
                .value(Indicators.get("party_identity_conflict"));

        assertThat(far).isNotNull();
        assertThat(far.value()).isEqualTo(1);
        assertThat(far.evidence())
                .startsWith("the shipper's registered number: 6 of 6 times as ")
                .endsWith(", now as Golden Orchid Fruit");
        assertThat(near).isZero();
        assertThat(measure(consignment()).value(Indicators.get("party_identity_conflict")))
                .isZero();
    }

    @Test
    void packagesOfUnusualWeightStandOutAmongThoseOfTheSameGoods() {
        for (int i = 0; i < 6; i++) {
            shipper.learn(consignment().carrying("620520").packages(500));
            shipper.learn(consignment().carrying("392690").packages(20));
        }

        Reading heavy = measure(consignment().carrying("620520").packages(100))
                .get(Indicators.get("package_weight_out_of_habit"));

        assertThat(heavy).isNotNull();
        assertThat(heavy.value()).isCloseTo(Math.log(5) / 0.2, within(0.1));
        assertThat(heavy.evidence())
                .isEqualTo("100 kg a package; the last 6 consignments of heading 6205: about 20 kg to 20 kg,"
                        + " median 20 kg");
        assertThat(measure(consignment().carrying("080300")).get(Indicators.get("package_weight_out_of_habit")))
                .isNull();
    }

    @Test
    void theSameValueToTheCentRepeats() {
        for (int i = 0; i < 5; i++) {
            shipper.learn(consignment().weighingKg(1_000 + i).worth(i < 3 ? 499.99 : 100 + i, "EUR"));
        }

        assertThat(measure(consignment().weighingKg(2_000).worth(499.99, "EUR")).get(Indicators.get("repeated_value")))
                .isEqualTo(new Reading(
                        Indicators.get("repeated_value"),
                        3,
                        "last 5 consignments: 3 of the same value, none of the same mass"));
        assertThat(measure(consignment().weighingKg(2_000).worth(499.99, "USD"))
                        .value(Indicators.get("repeated_value")))
                .isZero();
    }

    @Test
    void personalEffectsAgainAndAgainAreCounted() {
        for (int month = 0; month < 3; month++) {
            shipper.learn(consignment()
                    .describedAs("Household goods and personal effects")
                    .onDay(30L * month));
        }

        assertThat(measure(consignment().describedAs("used PERSONAL EFFECTS").onDay(100))
                        .get(Indicators.get("repeated_personal_effects")))
                .isEqualTo(new Reading(
                        Indicators.get("repeated_personal_effects"),
                        3,
                        "personal effects; 3 earlier consignments of such from this shipper within a year"));
        assertThat(measure(consignment().onDay(100)).get(Indicators.get("repeated_personal_effects")))
                .isNull();
    }

    @Test
    void absurdFilingsGiveNoReadingThatIsNotANumber() {
        Instant[] times = {
            Instant.parse("-9999-01-01T00:00:00Z"),
            Instant.EPOCH,
            Consignments.RECEIVED_AT,
            Instant.parse("+99999-01-01T00:00:00Z")
        };
        double[] masses = {0, Double.MIN_VALUE, 1e300, Double.POSITIVE_INFINITY, Double.NaN, -5};
        for (Instant time : times) {
            for (double mass : masses) {
                Consignments.Draft draft = consignment()
                        .receivedAt(time)
                        .weighingKg(mass)
                        .worth(mass, "EUR")
                        .packages(Long.MAX_VALUE)
                        .describedAs(null);
                assertThat(measure(draft).all()).allMatch(reading -> Double.isFinite(reading.value()));
                shipper.learn(draft);
            }
        }
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
