// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.scoring.Consignments;
import portolan.scoring.indicator.Readings;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.learning.FiredRules.Stratum;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.Worth;
import portolan.scoring.score.Scorer;

class LearnedTest {
    private static final String TENANT = "default";
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    /** Both are written with the same bits; only the first is worth them. */
    private static final RuleSet RULES = rules("learning: {prior: 60, most: 4.0}");

    private static final long GOOD = RULES.rules().get(0).conditionHash();
    private static final long BAD = RULES.rules().get(1).conditionHash();
    private static final Consignment SOMEBODYS = by("SOMEBODY", "ANYBODY");

    private static RuleSet rules(String learning) {
        return ((Compiled.Accepted) RuleSetCompiler.compile("""
                name: test
                version: 1
                why: judged in tests
                %s
                threats: {weight: {prior: -5, lanes: {red: -1, yellow: -2, blue: -4}}}
                rules:
                  - {id: good, threats: [weight], when: consignment.massKg > 1000.0, bits: 5, why: heavy}
                  - {id: bad, threats: [weight], when: consignment.massKg > 2000.0, bits: 20, why: heavier}
                """.formatted(learning))).ruleSet();
    }

    private static Consignment by(String filer, String carrier) {
        return consignment().filer(filer).carrier(carrier).build();
    }

    private static TrafficCount count(Source source, long hour, int filings, int good, int bad) {
        return new TrafficCount(TENANT, source, hour, filings, -1, new long[] {GOOD, BAD}, new int[] {good, bad});
    }

    private static Worth worth(Learned learned, Consignment judged, long hour) {
        return learned.worth(RULES, TENANT, judged, hour * HOUR);
    }

    private static double bound(Worth worth, int rule) {
        return Bits.ofUnits(Objects.requireNonNull(worth.bound(rule)).most());
    }

    @Test
    void aRuleThatFiresOnFourPercentOfFilingsCountsForLessThanFiveBits() {
        Learned learned = new Learned(true);
        for (long hour = 0; hour < 100; hour++) {
            learned.add(count(Source.ALL, hour, 1_000, 1, 40));
        }
        Worth worth = worth(learned, SOMEBODYS, 102);

        assertThat(bound(worth, 1)).isBetween(4.6, 4.7);
        assertThat(bound(worth, 0)).as("a rare one counts as written").isGreaterThan(9);
        assertThat(Objects.requireNonNull(worth.bound(1)).why())
                .isEqualTo("fires on 3.9 % of filings: counts for at most 4.7 bits");
        assertThat(learned.worth(rules(""), TENANT, SOMEBODYS, 102 * HOUR)).isSameAs(Worth.AS_WRITTEN);
    }

    /** Its bits were measured against traffic, most of which it says something of. */
    @Test
    void neitherTrafficNorInspectionsMoveACurve() {
        RuleSet curve = ((Compiled.Accepted) RuleSetCompiler.compile(RULES.text()
                        .replace(
                                "when: consignment.massKg > 2000.0, bits: 20",
                                "curve: {of: consignment.massKg, most: 20,"
                                        + " bins: [{to: 2000, bits: 0}, {bits: 20}]}, expect: 0.0000009")))
                .ruleSet();
        long hash = curve.rules().get(1).conditionHash();
        Learned learned = new Learned(true);
        learned.add(
                new TrafficCount(TENANT, Source.ALL, 0, 10_000, -1, new long[] {GOOD, hash}, new int[] {1_000, 9_000}));
        learned.add(new TrafficCount(
                TENANT, new Source(Source.Kind.FILER, "SLOPPY"), 0, 1_000, -1, new long[] {GOOD, hash}, new int[] {
                    900, 1_000
                }));
        for (Inspected each : sample(Stratum.DRAWN)) {
            long[] fired = Arrays.stream(each.fired().rules())
                    .map(rule -> rule == BAD ? hash : rule)
                    .toArray();
            learned.add(inspected(each.ledgerKey(), each.orderTime(), "F", each.found(), Stratum.DRAWN, fired));
        }
        Worth worth = learned.worth(curve, TENANT, by("SLOPPY", "ANYBODY"), 20 * DAY);

        assertThat(bound(worth, 0)).as("a rule is bound").isLessThan(1);
        assertThat(bound(worth, 1)).isEqualTo(Bits.WIDEST);
        assertThat(worth.move(0, 0)).as("a rule is moved").isNotZero();
        assertThat(worth.move(0, 1)).isZero();
    }

    @Test
    void beforeThereIsTrafficARuleIsBoundByWhatItsAuthorExpects() {
        assertThat(bound(worth(new Learned(true), SOMEBODYS, 0), 0)).isBetween(6.6, 6.7);
    }

    @Test
    void aTableIsInForceFromTheSecondHourAfterTheLastOneThatItCounts() {
        Learned learned = new Learned(true);
        learned.add(count(Source.ALL, 10, 100_000, 0, 50_000));

        assertThat(bound(worth(learned, SOMEBODYS, 11), 1)).isGreaterThan(6);
        assertThat(bound(worth(learned, SOMEBODYS, 12), 1)).isLessThan(1.1);
    }

    /** A way of filing, or of carrying, that sets a rule off in a part of all traffic. */
    @ParameterizedTest
    @EnumSource(
            value = Source.Kind.class,
            names = {"FILER", "CARRIER"})
    void whoSetsARuleOffFarMoreOftenThanOthersIsBoundByItsOwnShare(Source.Kind kind) {
        Learned learned = new Learned(true);
        Source source = new Source(kind, "SLOPPY");
        learned.add(count(Source.ALL, 0, 20_000, 100, 810));
        learned.add(count(source, 0, 800, 4, 800));
        Consignment sloppy = kind == Source.Kind.FILER ? by("SLOPPY", "ANYBODY") : by("SOMEBODY", "SLOPPY");

        assertThat(bound(worth(learned, sloppy, 2), 1)).isLessThan(0.5);
        assertThat(bound(worth(learned, sloppy, 2), 0)).as("as others do").isGreaterThan(7);
        assertThat(bound(worth(learned, SOMEBODYS, 2), 1)).isGreaterThan(4);
    }

    /** What one does much of is much of the whole: it is held against the rest. */
    @Test
    void whoIsAThirdOfAllTrafficIsBoundByItsOwnShareToo() {
        Learned learned = new Learned(true);
        learned.add(count(Source.ALL, 0, 20_000, 100, 6_100));
        learned.add(count(new Source(Source.Kind.CARRIER, "LARGE"), 0, 6_000, 30, 6_000));

        assertThat(bound(worth(learned, by("SOMEBODY", "LARGE"), 2), 1)).isLessThan(0.2);
    }

    /** What was filed before the rule was there did not set it off, and would hide those who do. */
    @Test
    void aNewRuleIsHeldAgainstFilingsSinceItIsInForce() {
        Learned learned = new Learned(true);
        Source sloppy = new Source(Source.Kind.FILER, "SLOPPY");
        learned.add(new TrafficCount(TENANT, Source.ALL, 0, 100_000, -1, new long[] {GOOD}, new int[] {0}));
        learned.add(new TrafficCount(TENANT, sloppy, 0, 8_000, -1, new long[] {GOOD}, new int[] {0}));
        learned.add(count(Source.ALL, 24, 10_000, 0, 805));
        learned.add(count(sloppy, 24, 800, 0, 800));

        assertThat(bound(worth(learned, by("SLOPPY", "ANYBODY"), 26), 1)).isLessThan(0.5);
    }

    @Test
    void whoIsFoundGuiltyIsNotBoundByItsOwnShare() {
        Learned learned = new Learned(true);
        learned.add(count(Source.ALL, 0, 20_000, 100, 1_610));
        for (String filer : List.of("SLOPPY", "BAD")) {
            learned.add(count(new Source(Source.Kind.FILER, filer), 0, 800, 4, 800));
            for (int i = 0; i < 20; i++) {
                boolean find = filer.equals("BAD") && i < 3;
                learned.add(inspected(filer + i, i, filer, find ? Finding.UNDERVALUED : Finding.NOTHING_FOUND));
            }
        }

        assertThat(bound(worth(learned, by("SLOPPY", "ANYBODY"), 50), 1)).isLessThan(0.5);
        assertThat(bound(worth(learned, by("BAD", "ANYBODY"), 50), 1)).isGreaterThan(3.5);
    }

    /** What is red on other grounds is found as often as elsewhere: it bears out no way of filing. */
    @Test
    void findsOnOtherGroundsBearOutNoWayOfFiling() {
        Learned learned = new Learned(true);
        learned.add(count(Source.ALL, 0, 20_000, 100, 1_610));
        learned.add(count(new Source(Source.Kind.FILER, "SLOPPY"), 0, 800, 4, 800));
        for (int i = 0; i < 60; i++) {
            Finding code = i % 3 == 0 ? Finding.UNDERVALUED : Finding.NOTHING_FOUND;
            boolean sloppy = i % 2 == 0;
            learned.add(
                    inspected("C" + i, i * HOUR, sloppy ? "SLOPPY" : "F" + i, code, Stratum.RED, sloppy ? BAD : GOOD));
        }

        assertThat(bound(worth(learned, by("SLOPPY", "ANYBODY"), 100), 1)).isLessThan(0.5);
    }

    /** In the flood of a carrier that sets the rule off for everybody, too. */
    @Test
    void findsAtAFilerLiftWhatItsCarrierWouldBound() {
        Learned learned = new Learned(true);
        Source carrier = new Source(Source.Kind.CARRIER, "SLOPPY");
        learned.add(count(Source.ALL, 0, 20_000, 100, 1_610));
        learned.add(count(carrier, 0, 1_600, 4, 1_600));
        for (int i = 0; i < 20; i++) {
            Finding code = i < 8 ? Finding.UNDERVALUED : Finding.NOTHING_FOUND;
            learned.add(inspected("C" + i, i, "BAD", code));
        }

        assertThat(bound(worth(learned, by("BAD", "SLOPPY"), 50), 1)).isGreaterThan(3.5);
        assertThat(bound(worth(learned, by("OTHER", "SLOPPY"), 50), 1)).isLessThan(0.5);
    }

    /** Of a topic whose senders may stamp. */
    @Test
    void asThingsArriveAStampOfAnotherCenturyStopsNothing() {
        Learned learned = new Learned(false);
        learned.passed(2 * HOUR);
        worth(learned, SOMEBODYS, 24 * 365 * 1_000);
        learned.add(count(Source.ALL, 3, 100_000, 0, 50_000));
        learned.passed(6 * HOUR);

        assertThat(worth(learned, SOMEBODYS, 6).table()).isEqualTo(4);
        assertThat(bound(worth(learned, SOMEBODYS, 6), 1)).isLessThan(1.1);
    }

    @Test
    void asThingsArriveNothingWeighsBeforeTimeHasPassed() {
        assertThat(worth(new Learned(false), SOMEBODYS, 6).table()).isZero();
    }

    @Test
    void whatWasWithdrawnCountsNoMoreAndCanStillBeFound() {
        HourCounts counts = new HourCounts();
        Consignment bill = consignment().weighingKg(3_000).build();
        CaseEvent filed = Consignments.filed(bill);
        List<Fired> fired = List.of(Scorer.fire(RULES, filed, Readings.NONE));
        FiredRules first = counts.judged(filed, List.of(RULES), fired, null);
        FiredRules withdrawn = counts.takeBack(Consignments.withdrawn(bill, null), first);
        counts.takeBack(Consignments.withdrawn(bill, null), withdrawn);

        assertThat(withdrawn.rules()).containsExactly(first.rules());
        assertThat(ofAll(counts)).containsExactly(0, 0, 0);
        counts.judged(filed, List.of(RULES), fired, withdrawn);
        assertThat(ofAll(counts)).containsExactly(1, 1, 1);
    }

    private static int[] ofAll(HourCounts counts) {
        TrafficCount all = counts.all().stream()
                .filter(count -> count.source().equals(Source.ALL))
                .findFirst()
                .orElseThrow();
        return new int[] {all.filings(), all.fired()[0], all.fired()[1]};
    }

    @Test
    void aShareThatJumpsIsToldOnceADay() {
        Learned learned = new Learned(true);
        for (long day = 0; day < 5; day++) {
            learned.add(count(Source.ALL, 24 * day, 2_000, 40, day < 3 ? 5 : 200));
        }
        List<List<ShareJump>> told = new ArrayList<>();
        for (long day = 1; day <= 6; day++) {
            learned.passed((24 * day + 2) * HOUR);
            told.add(learned.takeJumps());
        }
        ShareJump jump = told.get(3).get(0);
        assertThat(jump.day()).isEqualTo(LocalDate.of(1970, 1, 4));
        assertThat(jump.rule()).isEqualTo(BAD);
        assertThat(jump.before()).isBetween(0.0024, 0.0026);
        assertThat(jump.share()).isBetween(0.099, 0.101);
        assertThat(told).containsExactly(List.of(), List.of(), List.of(), List.of(jump), List.of(), List.of());
    }

    /** It could hide in its own flood: twenty shippers may be one. */
    @Test
    void whoHasFewShippersHasNoShareOfItsOwn() {
        Learned learned = new Learned(true);
        learned.add(count(Source.ALL, 0, 20_000, 100, 810));
        TrafficCount flood = count(new Source(Source.Kind.FILER, "SLOPPY"), 0, 800, 4, 800);
        learned.add(new TrafficCount(TENANT, flood.source(), 0, 800, 0xFFF, flood.rules(), flood.fired()));

        assertThat(bound(worth(learned, by("SLOPPY", "ANYBODY"), 2), 1)).isGreaterThan(4);
    }

    private static Inspected inspected(String key, int hour, String filer, @Nullable Finding code) {
        return inspected(key, hour * HOUR, filer, code, Stratum.DRAWN, BAD);
    }

    private static Inspected inspected(
            String key, long at, String filer, @Nullable Finding code, Stratum stratum, long... fired) {
        long[] units = new long[fired.length];
        for (int i = 0; i < fired.length; i++) {
            units[i] = fired[i] == GOOD ? 5 * 1024 : 20 * 1024;
        }
        return new Inspected(TENANT, key, at, 1, code, new FiredRules(filer, "", 0, stratum, 0, true, fired, units));
    }

    /** A sample of ten days: where the first rule held all was found, where the second did nothing. */
    private static List<Inspected> sample(Stratum stratum) {
        List<Inspected> sample = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            boolean good = i % 6 == 0;
            boolean bad = i % 5 == 0;
            long[] fired = good && bad ? new long[] {GOOD, BAD} : good ? new long[] {GOOD} : new long[] {BAD};
            boolean found = good && i % 3 == 0;
            Finding code = found ? Finding.UNDERVALUED : Finding.NOTHING_FOUND;
            sample.add(inspected("C" + i, i * DAY / 60, "F", code, stratum, good || bad ? fired : new long[0]));
        }
        return sample;
    }

    private static Learned traffic() {
        Learned learned = new Learned(true);
        learned.add(count(Source.ALL, 0, 100_000, 100, 4_000));
        return learned;
    }

    @Test
    void inspectionsMoveARuleAsFarAsTheyBearItOutAndNoFarther() {
        Learned learned = traffic();
        sample(Stratum.DRAWN).forEach(learned::add);
        Worth worth = worth(learned, SOMEBODYS, 24 * 11 + 2);

        assertThat(Bits.ofUnits(worth.move(0, 0))).isPositive().isLessThanOrEqualTo(4);
        assertThat(Bits.ofUnits(worth.move(0, 1))).isNegative().isGreaterThanOrEqualTo(-4);
    }

    /** Whatever chose a consignment, a rule that bears out moves; the prior and how far sums are believed wait for draws. */
    @ParameterizedTest
    @EnumSource(Chosen.By.class)
    void everyInspectionTeachesByHowItWasChosen(Chosen.By by) {
        Learned learned = traffic();
        Double share = by == Chosen.By.RANDOM ? 0.02 : null;
        sample(Stratum.OTHER).forEach(each -> learned.add(chosen(each, new Chosen(by, share, null, null))));
        Worth worth = worth(learned, SOMEBODYS, 24 * 11 + 2);

        assertThat(Bits.ofUnits(worth.move(0, 0))).isPositive();
        assertThat(Bits.ofUnits(worth.move(0, 1))).isNegative();
        assertThat(worth.moveOfPrior(0) != 0).isEqualTo(by == Chosen.By.RANDOM);
        assertThat(worth.slope(0)).isEqualTo(Worth.AS_IT_IS);
    }

    /** A programme whose share nobody states says nothing of the whole, and a share that is mistyped little of others. */
    @Test
    void theSharesOfDrawsAreWhatMovesThePrior() {
        Learned unstated = traffic();
        Learned stated = traffic();
        Learned mistyped = traffic();
        for (Inspected each : sample(Stratum.OTHER)) {
            double share = each.ledgerKey().equals("C0") ? 1e-9 : 0.02;
            unstated.add(chosen(each, new Chosen(Chosen.By.RANDOM, null, null, null)));
            stated.add(chosen(each, new Chosen(Chosen.By.RANDOM, 0.02, null, null)));
            mistyped.add(chosen(each, new Chosen(Chosen.By.RANDOM, share, null, null)));
        }

        assertThat(worth(unstated, SOMEBODYS, 24 * 11 + 2).moveOfPrior(0)).isZero();
        long moved = worth(stated, SOMEBODYS, 24 * 11 + 2).moveOfPrior(0);
        assertThat(moved).isNotZero();
        assertThat(worth(mistyped, SOMEBODYS, 24 * 11 + 2).moveOfPrior(0)).isCloseTo(moved, within(50L));
    }

    /** Half of all tips are finds and one in ten of a campaign, with the rule and without: it is worth nothing. */
    @Test
    void whatAChoiceSeesBeyondTheRulesIsNotTakenForARules() {
        Learned apart = traffic();
        Learned together = traffic();
        for (int i = 0; i < 600; i++) {
            boolean tip = i % 2 == 0;
            boolean found = i / 20 % (tip ? 2 : 10) == 0;
            long[] fired = tip == (i / 2 % 10 != 0) ? new long[] {GOOD} : new long[0];
            Finding code = found ? Finding.UNDERVALUED : Finding.NOTHING_FOUND;
            Inspected one = inspected("C" + i, i * DAY / 60, "F", code, Stratum.OTHER, fired);
            apart.add(chosen(one, new Chosen(tip ? Chosen.By.TIP : Chosen.By.CAMPAIGN, null, null, null)));
            together.add(one);
        }

        assertThat(worth(apart, SOMEBODYS, 24 * 11 + 2).move(0, 0))
                .isLessThan(worth(together, SOMEBODYS, 24 * 11 + 2).move(0, 0));
    }

    @Test
    void whomTheEngineDrewStaysDrawnAndWhoWasRedAsWrittenStaysRed() {
        FiredRules red = sample(Stratum.RED).get(0).fired();
        FiredRules drawn = sample(Stratum.DRAWN).get(0).fired();

        assertThat(drawn.inspected(new Chosen(Chosen.By.TIP, null, null, null))).isEqualTo(drawn);
        assertThat(red.inspected(new Chosen(Chosen.By.ENGINE, null, "RED", "abc")))
                .isEqualTo(red);
        assertThat(red.inspected(new Chosen(Chosen.By.OFFICER, null, null, null))
                        .stratum())
                .isEqualTo(Stratum.OFFICER);
        assertThat(red.inspected(new Chosen(Chosen.By.RANDOM, 0.05, null, null)))
                .extracting(FiredRules::stratum, FiredRules::share)
                .containsExactly(Stratum.DRAWN, 0.05);
    }

    @Test
    void aDrawWeighsByTheInverseOfItsShare() {
        long alike = priorOfDraws(0.1, 0.1);

        assertThat(alike).isEqualTo(priorOfDraws(0.01, 0.01));
        assertThat(priorOfDraws(0.5, 0.1)).as("where much is found counts less").isLessThan(alike);
        assertThat(priorOfDraws(0.1, 0.5)).as("and more").isGreaterThan(alike);
        assertThat(priorOfDraws(0.5, 1e-9)).as("but no draw for all others").isGreaterThan(-4 * 1024);
    }

    /** Of one programme every second draw is a find, of the other one in ten. */
    private static long priorOfDraws(@Nullable Double ofMany, @Nullable Double ofFew) {
        Learned learned = traffic();
        for (int i = 0; i < 600; i++) {
            boolean many = i % 2 == 0;
            boolean found = i % (many ? 4 : 20) < 2;
            Finding code = found ? Finding.UNDERVALUED : Finding.NOTHING_FOUND;
            learned.add(chosen(
                    inspected("C" + i, i * DAY / 60, "F", code, Stratum.OTHER),
                    new Chosen(Chosen.By.RANDOM, many ? ofMany : ofFew, null, null)));
        }
        return worth(learned, SOMEBODYS, 24 * 11 + 2).moveOfPrior(0);
    }

    private static Inspected chosen(Inspected each, Chosen how) {
        return new Inspected(
                TENANT,
                each.ledgerKey(),
                each.orderTime(),
                each.sequence(),
                each.found(),
                each.fired().inspected(how));
    }

    /** What was said of a choice and corrected, or taken back with its outcome, leaves nothing behind. */
    @Test
    void aChoiceThatIsCorrectedTeachesWhatStandsInTheEnd() {
        Learned straight = traffic();
        Learned corrected = traffic();
        Chosen[] choices = {
            Chosen.UNSAID, new Chosen(Chosen.By.RANDOM, 0.02, null, null), new Chosen(Chosen.By.TIP, null, null, null)
        };
        List<Inspected> sample = sample(Stratum.OTHER);
        for (int i = 0; i < 500; i++) {
            Inspected stands = chosen(sample.get(i), choices[i % 3]);
            straight.add(stands);
            Inspected first = chosen(sample.get(i), choices[(i + 1) % 3]);
            corrected.add(
                    new Inspected(TENANT, first.ledgerKey(), first.orderTime() - 1, 0, first.found(), first.fired()));
            corrected.add(stands);
        }
        for (Inspected each : sample.subList(500, 600)) {
            Inspected drawn = chosen(each, choices[1]);
            corrected.add(drawn);
            corrected.add(new Inspected(TENANT, drawn.ledgerKey(), 10 * DAY, 2, null, drawn.fired()));
        }

        assertThat(shown(worth(corrected, SOMEBODYS, 24 * 12 + 2)))
                .isEqualTo(shown(worth(straight, SOMEBODYS, 24 * 12 + 2)));
    }

    @Test
    void whatWasRememberedBeforeSharesWereIsReadWithoutOne() {
        FiredRules old = sample(Stratum.DRAWN).get(0).fired();
        LayoutWriter out = new LayoutWriter()
                .octet(2)
                .text(old.filer())
                .text(old.carrier())
                .count(old.shipper());
        out.constant(old.stratum()).flag(true).count(old.rules().length);
        for (int i = 0; i < old.rules().length; i++) {
            out.fixed(old.rules()[i]).signed(old.units()[i]);
        }

        assertThat(FiredRules.read(new LayoutReader(out.toBytes()))).isEqualTo(old);
        FiredRules drawn = old.inspected(new Chosen(Chosen.By.RANDOM, 0.02, null, null));
        assertThat(FiredRules.read(new LayoutReader(drawn.toBytes()))).isEqualTo(drawn);
    }

    /** It may be one of the threat's or none: to count it as nothing found would teach that the rule is worth less. */
    @ParameterizedTest
    @CsvSource({"[undervalued], OFFENCE_UNSPECIFIED", "'[undervalued, prohibited_goods: [weapons]]', PROHIBITED_GOODS"})
    void whatMayBeAFindOfAThreatSaysNothingOfIt(String outcomes, Finding found) {
        RuleSet listed = ((Compiled.Accepted) RuleSetCompiler.compile(
                        RULES.text().replace("{prior: -5,", "{prior: -5, outcomes: " + outcomes + ",")))
                .ruleSet();
        Learned with = traffic();
        Learned without = traffic();
        sample(Stratum.DRAWN).forEach(each -> {
            boolean vague = each.ledgerKey().endsWith("6");
            with.add(vague ? finding(found, each) : each);
            if (!vague) {
                without.add(each);
            }
        });

        long late = (24 * 11 + 2) * HOUR;
        assertThat(shown(with.worth(listed, TENANT, SOMEBODYS, late)))
                .isEqualTo(shown(without.worth(listed, TENANT, SOMEBODYS, late)))
                .isNotEqualTo(shown(traffic().worth(listed, TENANT, SOMEBODYS, late)));
    }

    private static Inspected finding(Finding found, Inspected each) {
        return new Inspected(TENANT, each.ledgerKey(), each.orderTime(), 1, found, each.fired());
    }

    @Test
    void findsOfSomeKindsOfGoodsTeachTheThreatTheyAreFindsOf() {
        RuleSet weapons = ((Compiled.Accepted) RuleSetCompiler.compile(
                        RULES.text().replace("{prior: -5,", "{prior: -5, outcomes: [prohibited_goods: [weapons]],")))
                .ruleSet();
        Learned ofWeapons = traffic();
        Learned ofNarcotics = traffic();
        sample(Stratum.DRAWN).forEach(each -> {
            ofWeapons.add(each.isFind() ? finding(Finding.WEAPONS, each) : each);
            ofNarcotics.add(each.isFind() ? finding(Finding.NARCOTICS, each) : each);
        });

        long late = (24 * 11 + 2) * HOUR;
        assertThat(Bits.ofUnits(
                        ofWeapons.worth(weapons, TENANT, SOMEBODYS, late).move(0, 0)))
                .isPositive();
        assertThat(Bits.ofUnits(
                        ofNarcotics.worth(weapons, TENANT, SOMEBODYS, late).move(0, 0)))
                .as("narcotics are no weapons")
                .isZero();
    }

    /** A find that has a kind is read again with it, and one from before kinds were by its code. */
    @Test
    void findsAreRestoredByTheirKinds() {
        LayoutWriter out = new LayoutWriter();
        sample(Stratum.DRAWN)
                .subList(0, 1)
                .forEach(each -> finding(Finding.WEAPONS, each).write(out));

        assertThat(Inspected.read(new LayoutReader(out.toBytes())).found()).isEqualTo(Finding.WEAPONS);
        assertThat(OutcomeCode.values())
                .filteredOn(code -> code != OutcomeCode.NOT_EXAMINED)
                .allSatisfy(code -> assertThat(Finding.valueOf(code.name())).isEqualTo(Finding.of(code, null)));
    }

    @Test
    void outcomesThatAreCorrectedOrTakenBackTeachWhatStandsInTheEnd() {
        List<Inspected> sample = sample(Stratum.DRAWN);
        Learned straight = traffic();
        sample.subList(0, 500).forEach(straight::add);
        Learned corrected = traffic();
        for (Inspected each : sample.subList(0, 500)) {
            // First the contrary, then what stands.
            Finding contrary = each.found() == Finding.UNDERVALUED ? Finding.NOTHING_FOUND : Finding.FALSE_ORIGIN;
            corrected.add(new Inspected(TENANT, each.ledgerKey(), each.orderTime() - 1, 0, contrary, each.fired()));
            corrected.add(each);
        }
        for (Inspected each : sample.subList(500, 600)) {
            corrected.add(each);
            corrected.add(new Inspected(TENANT, each.ledgerKey(), 10 * DAY, 2, null, each.fired()));
        }

        assertThat(shown(worth(corrected, SOMEBODYS, 24 * 12 + 2)))
                .isEqualTo(shown(worth(straight, SOMEBODYS, 24 * 12 + 2)));
    }

    private static List<Object> news(Random random) {
        List<Object> news = new ArrayList<>();
        for (long hour = 0; hour < 24 * 12; hour++) {
            for (int task = 0; task < 3; task++) {
                news.add(count(Source.ALL, hour, 100, random.nextInt(3), random.nextInt(9)));
                news.add(count(new Source(Source.Kind.FILER, "F" + task), hour, 50, 0, random.nextInt(50)));
            }
            if (hour == 100) {
                // A rule that only one task knew in that hour.
                news.add(new TrafficCount(TENANT, Source.ALL, hour, 7, 1, new long[] {42}, new int[] {1}));
            }
        }
        news.addAll(sample(Stratum.DRAWN));
        return news;
    }

    private static void tell(Learned learned, Object news) {
        if (news instanceof TrafficCount count) {
            learned.add(count);
        } else {
            learned.add((Inspected) news);
        }
    }

    @Test
    void inWhateverOrderItIsToldAndHoweverOftenItIsRestored() {
        List<Object> news = news(new Random(7));
        Learned inOrder = new Learned(true);
        news.forEach(each -> tell(inOrder, each));

        Collections.shuffle(news, new Random(8));
        Learned shuffled = new Learned(true);
        for (Object each : news) {
            tell(shuffled, each);
        }

        for (long hour = 5; hour < 24 * 12; hour += 7) {
            // Who judges nothing for a day or two has the same when it judges again.
            if (hour % 3 == 0) {
                Learned restored = new Learned(true);
                shuffled.write().forEach(restored::restore);
                shuffled = restored;
                shuffled.passed(hour * HOUR);
                assertThat(shown(worth(shuffled, by("F1", "C"), hour)))
                        .as("hour %d", hour)
                        .isEqualTo(shown(worth(inOrder, by("F1", "C"), hour)));
            } else {
                worth(inOrder, by("F2", "C"), hour);
            }
        }
        shuffled.passed(24 * 20 * HOUR);
        inOrder.passed(24 * 20 * HOUR);
        assertThat(shuffled.write().get(TENANT)).isEqualTo(inOrder.write().get(TENANT));
    }

    private static String shown(Worth worth) {
        return worth.bound(0) + " " + worth.bound(1) + " " + worth.move(0, 0) + " " + worth.move(0, 1) + " "
                + worth.moveOfPrior(0) + " " + worth.slope(0) + " " + worth.table();
    }
}
