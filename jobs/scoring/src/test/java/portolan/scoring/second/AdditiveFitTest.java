// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portolan.scoring.bank.BankReading;

class AdditiveFitTest {
    private final Ground ground = Ground.of(7, 200);

    private Curves fitted(Rows rows) {
        return AdditiveFit.of(ground.measures(), rows);
    }

    private Curve curve(Curves curves, int reading) {
        return curves.curves().stream()
                .filter(curve -> curve.reading() == reading)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsWhatRiskGrowsWith() {
        Curves curves = fitted(ground.rows());

        Curve curve = curve(curves, 0);
        assertThat(curve.units(0)).isLessThan(0);
        assertThat(curve.units(150) - curve.units(0)).as(curve.toString()).isGreaterThan(2_000);
        for (int bin = 2; bin < curve.units().length; bin++) {
            assertThat(curve.units()[bin]).as(curve.toString()).isGreaterThanOrEqualTo(curve.units()[bin - 1]);
        }
        assertThat(ground.found(curves)).isGreaterThan(0.6);
    }

    @Test
    void whatOneSplitSaysBeyondWhatIsSaidInforms() {
        List<BankReading> measures = ground.measures();
        List<Row> rows = ground.rows().inOrder();
        Curves curves = fitted(ground.rows());

        assertThat(AdditiveFit.informed(measures, rows, row -> 0))
                .contains(measures.get(0))
                .doesNotContain(measures.get(3))
                .hasSizeLessThan(measures.size() / 2);
        assertThat(AdditiveFit.informed(measures, rows, row -> curves.units(row.values())))
                .as("it is said already")
                .doesNotContain(measures.get(0));
    }

    @Test
    void aReadingNeverMovesAgainstItsSign() {
        Curves curves = fitted(ground.rows());

        for (Curve curve : curves.curves()) {
            for (int bin = 2; curve.measure().sign() == BankReading.Sign.UP && bin < curve.units().length; bin++) {
                assertThat(curve.units()[bin]).as(curve.toString()).isGreaterThanOrEqualTo(curve.units()[bin - 1]);
            }
        }
    }

    @Test
    void noiseMovesLittle() {
        Curves curves = fitted(ground.rows());

        for (Curve curve : curves.curves()) {
            if (curve.reading() > 3) {
                double moved = ground.later().stream()
                        .mapToLong(row -> Math.abs(curve.units(row.values()[curve.reading()])))
                        .average()
                        .orElseThrow();
                assertThat(moved).as(curve.toString()).isLessThan(250);
            }
        }
    }

    @Test
    void whatTwoReadingsSayTogetherIsAPair() {
        Random random = new Random(5);
        List<BankReading> measures = new ArrayList<>();
        for (int reading = 0; reading < 6; reading++) {
            measures.add(new BankReading("r" + reading, "all", "", BankReading.Sign.FREE));
        }
        Rows rows = new Rows(5_000, 5_000);
        for (int at = 0; at < 4_000; at++) {
            float[] values = new float[6];
            for (int reading = 0; reading < 6; reading++) {
                values[reading] = random.nextInt(1_000);
            }
            // Neither says anything alone.
            boolean find = random.nextDouble() < ((values[0] < 500) == (values[1] < 500) ? 0.1 : 0.01);
            if (find) {
                rows.teach(new Row("c" + at, at, values, true));
            } else {
                rows.sample(new Row("c" + at, at, values, false));
            }
        }
        Curves curves = AdditiveFit.of(measures, rows);

        assertThat(curves.units(new float[] {900, 900, 500, 500, 500, 500}))
                .as(curves.toString())
                .isGreaterThan(curves.units(new float[] {900, 100, 500, 500, 500, 500}) + 1_500);
        assertThat(curves.units(new float[] {100, 100, 500, 500, 500, 500}))
                .as(curves.toString())
                .isGreaterThan(curves.units(new float[] {100, 900, 500, 500, 500, 500}) + 1_500);
        assertThat(curves.pairs()).hasSizeBetween(1, 20);
    }

    @Test
    void theOrderInWhichRowsCameChangesNothing() {
        List<Row> lessons = new ArrayList<>(ground.lessons());
        List<Row> traffic = new ArrayList<>(ground.traffic());
        Collections.shuffle(lessons, new Random(1));
        Collections.shuffle(traffic, new Random(2));
        Curves shuffled = fitted(new Ground(ground.measures(), lessons, traffic, List.of()).rows());

        assertThat(shuffled).hasToString(fitted(ground.rows()).toString());
    }

    @Test
    void aCorrectedOutcomeIsAsIfItHadNeverBeenSaid() {
        Row wrong = ground.lessons().get(3);
        Rows corrected = ground.rows();
        corrected.teach(new Row(wrong.key(), wrong.orderTime(), wrong.values(), false));
        Rows never = new Rows(5_000, 5_000);
        ground.lessons().stream().filter(row -> !row.key().equals(wrong.key())).forEach(never::teach);
        never.teach(new Row(wrong.key(), wrong.orderTime(), wrong.values(), false));
        ground.traffic().forEach(row -> never.sample(row));

        assertThat(fitted(corrected)).hasToString(fitted(never).toString());
        assertThat(fitted(corrected).toString())
                .isNotEqualTo(fitted(ground.rows()).toString());

        corrected.teach(wrong);
        assertThat(fitted(corrected)).hasToString(fitted(ground.rows()).toString());
    }

    @Test
    void noReadingMovesMoreThanThreeBitsAndNoFamilyMoreThanFour() {
        Rows rows = new Rows(20_000, 20_000);
        List<BankReading> measures = new ArrayList<>();
        for (int reading = 0; reading < 4; reading++) {
            measures.add(new BankReading("r" + reading, "one", "", BankReading.Sign.UP));
        }
        // One reading that says all in the first, three more that say it again.
        Random random = new Random(3);
        for (int at = 0; at < 20_000; at++) {
            boolean find = at % 10 == 0;
            float sure = find ? 1_000 + random.nextInt(1_000) : random.nextInt(1_000);
            float[] values = {sure, 0, 0, 0};
            for (int reading = 1; reading < 4; reading++) {
                values[reading] = random.nextInt(3) == 0 ? random.nextInt(2_000) : sure;
            }
            if (find) {
                rows.teach(new Row("c" + at, at, values, true));
            } else {
                rows.sample(new Row("c" + at, at, values, false));
            }
        }
        Curves curves = AdditiveFit.of(measures, rows);

        for (Curve curve : curves.curves()) {
            for (long units : curve.units()) {
                assertThat(Math.abs(units)).isLessThanOrEqualTo(Curve.MOST);
            }
        }
        float[] highest = {1_999, 1_999, 1_999, 1_999};
        long sum = curves.curves().stream()
                .mapToLong(curve -> curve.units(highest[curve.reading()]))
                .sum();
        assertThat(sum).isGreaterThan(Curves.MOST_OF_FAMILY);
        assertThat(curves.families(highest)).containsEntry("one", Curves.MOST_OF_FAMILY);
        assertThat(curves.units(highest)).isEqualTo(Curves.MOST_OF_FAMILY);
    }

    @Test
    void aBinOfFewFindsSaysSo() {
        Curve curve = curve(fitted(ground.rows()), 0);

        int all = 0;
        for (int bin = 0; bin < curve.finds().length; bin++) {
            all += curve.finds()[bin];
            assertThat(curve.isWeak(bin)).isEqualTo(curve.finds()[bin] < 5);
        }
        assertThat(all).isEqualTo(200);
    }

    @Test
    void nothingIsKnownWithoutFinds() {
        Rows rows = new Rows(10, 10);
        rows.sample(new Row("a", 1, new float[Ground.READINGS], false));

        assertThat(fitted(rows)).isEqualTo(new Curves(List.of(), List.of(), 0));
        assertThat(fitted(new Rows(1, 1)).units(new float[Ground.READINGS])).isZero();
    }

    private List<Row> all() {
        return ground.rows().inOrder();
    }

    @Test
    void whatIsSaidAlreadyIsNotSaidAgain() {
        Curves once = AdditiveFit.beyond(ground.measures(), List.of(all()), row -> 0, few -> true);
        Curves again =
                AdditiveFit.beyond(ground.measures(), List.of(all()), row -> once.units(row.values()), few -> true);

        assertThat(moved(once)).isGreaterThan(4 * moved(again));
        assertThat(ground.found(once)).isGreaterThan(0.6);
        assertThat(once.pairs()).isEmpty();
        assertThat(once.curves()).allMatch(curve -> curve.units(Float.NaN) == 0);
    }

    /** How far finds are moved by it. */
    private long moved(Curves curves) {
        return ground.lessons().stream()
                .mapToLong(row -> Math.abs(curves.units(row.values())))
                .sum();
    }

    @Test
    void onlyReadingsThatAreFewAreUsed() {
        Curves curves =
                AdditiveFit.beyond(ground.measures(), List.of(all()), row -> 0, readings -> readings.size() <= 2);

        assertThat(curves.curves()).hasSize(2);
        assertThat(curve(curves, 0).units(150)).isGreaterThan(1_000);
    }

    /** The other feed has ten times the finds, and a reading that only says whose it is. */
    @Test
    void aRateOfAFeedIsNoReadingOfIts() {
        List<Row> here = new ArrayList<>();
        List<Row> there = new ArrayList<>();
        for (int at = 0; at < 4_000; at++) {
            float[] one = new float[Ground.READINGS];
            float[] other = new float[Ground.READINGS];
            other[20] = 1;
            here.add(new Row("c" + at, at, one, at % 100 == 0));
            there.add(new Row("c" + at, at, other, at % 10 == 0));
        }

        assertThat(AdditiveFit.beyond(ground.measures(), List.of(here, there), row -> 0, few -> true)
                        .curves())
                .isEmpty();
    }
}
