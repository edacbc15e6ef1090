// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.score.Scorer;
import portolan.scoring.second.ToldFit.Inspection;

class ToldFitTest {
    /** Bits that say half of what they claim. */
    private static double half(double score) {
        return Scorer.probability(-4 + (score + 4) / 2);
    }

    /** Bits that pile up: above one in ten each says a fifth of what it claims. */
    private static double piled(double score) {
        return Scorer.probability(-3.3 + (score < -3.3 ? score + 3.3 : (score + 3.3) / 5));
    }

    /**
     * Traffic of which all above -3 bits is inspected, and of the others one in forty drawn.
     *
     * @param tips consignments of any score that somebody knew of, of which most are offences
     */
    private static List<Inspection> inspections(long seed, int tips, DoubleUnaryOperator truth) {
        Random random = new Random(seed);
        List<Inspection> inspections = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            double score = -6.5 + 2 * random.nextGaussian();
            boolean isRed = score > -3;
            if (isRed || random.nextInt(40) == 0) {
                inspections.add(new Inspection(
                        Bits.toUnits(score), isRed ? 1 : 40, random.nextDouble() < truth.applyAsDouble(score)));
            }
        }
        for (int i = 0; i < tips; i++) {
            inspections.add(new Inspection(Bits.toUnits(-8 + 8 * random.nextDouble()), 0, i % 3 > 0));
        }
        return inspections;
    }

    private static List<Inspection> inspections(long seed, int tips) {
        return inspections(seed, tips, ToldFitTest::piled);
    }

    private static ToldShares known(List<Inspection> inspections) {
        return Objects.requireNonNull(ToldFit.of(inspections));
    }

    private static ToldShares.@Nullable Point at(@Nullable ToldShares told, double score) {
        return told == null ? null : told.at(Bits.toUnits(score));
    }

    @Test
    void whatIsToldAboveTwoPercentIsWithinOneAndAHalfOfTheTruth() {
        assertWithin(ToldFitTest::half);
        assertWithin(ToldFitTest::piled);
    }

    /** On a feed of 20 to 31 finds of known share a third of what was observed was told. */
    @Test
    void ofFewFindsScoresOnlyRank() {
        List<Inspection> all = inspections(1, 0);
        List<Inspection> finds = all.stream().filter(Inspection::find).toList();
        List<Inspection> few = new ArrayList<>(all);
        few.removeAll(finds.subList(39, finds.size()));

        assertThat(ToldFit.of(few)).isNull();
        assertThat(ToldFit.of(all)).isNotNull();
    }

    private static void assertWithin(DoubleUnaryOperator truth) {
        int told = 0;
        for (long seed = 1; seed <= 20; seed++) {
            ToldShares shares = ToldFit.of(inspections(seed, 500, truth));
            for (double score = -5; score <= 0; score += 0.5) {
                ToldShares.Point point = at(shares, score);
                if (point != null && point.share() > 0.02) {
                    told++;
                    assertThat(point.share() / truth.applyAsDouble(score))
                            .as("seed=" + seed + ", score=" + score)
                            .isBetween(1 / 1.5, 1.5);
                }
            }
        }
        assertThat(told).isGreaterThan(150);
    }

    @Test
    void theTruthLiesWithinNineteenOfTwentyIntervals() {
        int told = 0;
        int within = 0;
        for (long seed = 1; seed <= 60; seed++) {
            ToldShares shares = ToldFit.of(inspections(seed, 0, ToldFitTest::half));
            for (double score : new double[] {-6, -3, -1}) {
                ToldShares.Point point = at(shares, score);
                if (point != null) {
                    told++;
                    within += point.low() <= half(score) && half(score) <= point.high() ? 1 : 0;
                }
            }
        }
        assertThat(told).isGreaterThan(150);
        assertThat((double) within / told).isBetween(0.9, 0.99);
    }

    @Test
    void aDrawnInspectionStandsForThoseThatWereNot() {
        List<Inspection> inspections = new ArrayList<>();
        for (int score = -2; score <= 2; score++) {
            for (int i = 0; i < 40; i++) {
                // Of the drawn one in ten offends, of those that people chose to report more: one in two.
                inspections.add(new Inspection(score * Bits.UNITS + i, 50, i % 10 == 0));
                inspections.add(new Inspection(score * Bits.UNITS + i, 1, i % 2 == 0));
            }
        }

        ToldShares.Point point = at(ToldFit.of(inspections), 0);

        assertThat(point).isNotNull();
        assertThat(point.share()).isCloseTo(0.1, within(0.03));
    }

    @Test
    void whatNobodyKnowsTheShareOfSetsNoLevel() {
        List<Inspection> unknown = inspections(3, 2_000).stream()
                .map(each -> new Inspection(each.score(), 0, each.find()))
                .toList();

        assertThat(ToldFit.of(unknown)).isNull();
        assertThat(known(inspections(3, 2_000)).points())
                .isEqualTo(known(inspections(3, 0)).points());
    }

    @Test
    void whatFewInspectionsSayIsRankedOnly() {
        assertThat(ToldFit.of(List.of())).isNull();
        List<Inspection> nine = new ArrayList<>(Collections.nCopies(500, new Inspection(-4_000, 1, false)));
        nine.addAll(Collections.nCopies(9, new Inspection(-3_000, 1, true)));
        assertThat(ToldFit.of(nine)).isNull();
        // A level of which a dozen finds say no more than a factor of ten.
        List<Inspection> wide = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            wide.add(new Inspection((i - 20) * 100L, i == 7 ? 4_000 : 1, i % 3 == 0));
        }
        assertThat(ToldFit.of(wide)).isNull();
    }

    @Test
    void beyondWhatWasInspectedAScoreOnlyRanks() {
        List<Inspection> inspections = inspections(5, 0);
        ToldShares told = known(inspections);
        long highest = told.points().get(told.points().size() - 1).score();

        assertThat(inspections.stream().filter(each -> each.score() >= highest).count())
                .isGreaterThanOrEqualTo(20);
    }

    @Test
    void sharesRiseAlsoWhereHigherScoresOffendLess() {
        List<Inspection> against = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            against.add(new Inspection(i * 3L - 6_000, 1, i % 20 < (4_000 - i) / 650));
        }

        List<ToldShares.Point> points = known(against).points();

        assertThat(points).hasSizeGreaterThan(5);
        for (int point = 1; point < points.size(); point++) {
            assertThat(points.get(point).share())
                    .isGreaterThan(points.get(point - 1).share());
        }
    }

    @Test
    void theOrderOfInspectionsChangesNothing() {
        List<Inspection> shuffled = inspections(9, 100);
        Collections.shuffle(shuffled, new Random(4));

        assertThat(ToldFit.of(shuffled)).isEqualTo(ToldFit.of(inspections(9, 100)));
    }
}
