// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.ToldShares;

class SecondOpinionTest {
    private static final Ground GROUND = Ground.of(11, 400);

    /** One rule fires on risk, one on chance, one never. */
    private static List<Row> fired() {
        Random random = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (Row row : GROUND.rows().inOrder()) {
            boolean risky = random.nextInt(10) < (row.find() ? 6 : 1);
            boolean chance = random.nextInt(10) == 0;
            Map<String, Long> fired = risky && chance
                    ? Map.of("risk", 2L * Bits.UNITS, "chance", 2L * Bits.UNITS)
                    : risky ? Map.of("risk", 2L * Bits.UNITS) : chance ? Map.of("chance", 2L * Bits.UNITS) : Map.of();
            rows.add(new Row(row.key(), row.orderTime(), row.values(), fired, row.find()));
        }
        return rows;
    }

    private static SecondOpinion of(List<Row> rows) {
        Rows taught = new Rows(9_000, 9_000);
        rows.forEach(row -> {
            if (row.find()) {
                taught.teach(row);
            } else {
                taught.sample(row);
            }
        });
        return SecondOpinion.of(GROUND.measures(), taught, Map.of("never", 0.25));
    }

    @Test
    void ruleThatTellsFindsFromTrafficRisesAndOneOfChanceFalls() {
        SecondOpinion opinion = of(fired());

        assertThat(opinion.multipliers().get("risk")).isGreaterThan(1.1);
        assertThat(opinion.multipliers().get("chance")).isLessThan(0.4);
        assertThat(opinion.multipliers().get("never")).isEqualTo(0.25);
    }

    @Test
    void itsUnitsAreThoseOfRulesMultipliedAndOfMemoriesForHalf() {
        List<Row> rows = fired();
        SecondOpinion opinion = of(rows);
        Curves whole = AdditiveFit.of(GROUND.measures(), GROUND.rows());
        double risk = opinion.multipliers().getOrDefault("risk", 0.0);

        for (Row row : rows.subList(0, 200)) {
            long memories = opinion.units(Map.of(), row.values());
            assertThat(memories).isEqualTo(whole.times(1, 2).units(row.values()));
            assertThat(opinion.units(Map.of("risk", 2_048L, "unheard", 100L), row.values()) - memories)
                    .isEqualTo(StrictMath.round(risk * 2_048) + 100);
        }
    }

    @Test
    void theOrderInWhichRowsCameChangesNoBit() {
        List<Row> rows = fired();
        SecondOpinion one = of(rows);
        Collections.shuffle(rows, new Random(3));

        SecondOpinion other = of(rows);

        assertThat(other.multipliers()).isEqualTo(one.multipliers());
        assertThat(other.curves()).hasToString(one.curves().toString());
    }

    /** Whoever tells finds where one rule fires, and nowhere else, moves it so far and no further. */
    @Test
    void aRuleIsNeverMoreThanDoubledNorTakenWhole() {
        List<Row> rows = fired().stream()
                .filter(row -> !row.find() || row.fired().containsKey("chance"))
                .filter(row -> row.find() || !row.fired().containsKey("chance"))
                .toList();

        Map<String, Double> multipliers = of(rows).multipliers();

        assertThat(multipliers.get("chance")).isEqualTo(2);
        assertThat(multipliers.get("risk")).isBetween(0.1, 2.0);
    }

    @Test
    void belowTwentyFiveFindsAFitCountsForAPartAndBelowTenForNothing() {
        List<Row> rows = withFinds(15);
        SecondOpinion part = of(rows);
        Map<String, Double> whole = SecondOpinion.multipliers(rows, Map.of());

        part.multipliers()
                .forEach((rule, by) -> assertThat(by)
                        .as(rule)
                        .isEqualTo(
                                rule.equals("never") ? 0.25 : 1 + (whole.getOrDefault(rule, 1.0) - 1) * 15 / 25,
                                offset(1e-9)));
        assertThat(whole.get("risk")).isNotEqualTo(1);
        assertThat(of(withFinds(9)).multipliers()).isEqualTo(Map.of("never", 0.25));
        assertThat(of(withFinds(9)).curves().curves()).isEmpty();
    }

    private static List<Row> withFinds(int count) {
        List<Row> rows = fired();
        List<Row> finds = rows.stream().filter(Row::find).toList();
        rows.removeAll(finds.subList(count, finds.size()));
        return rows;
    }

    @Test
    void withoutFindsAllIsAsItWasWritten() {
        List<Row> none = fired().stream().map(row -> row.told(false)).toList();

        SecondOpinion opinion = of(none);

        assertThat(opinion.units(Map.of("risk", 2_048L), none.get(0).values())).isEqualTo(2_048);
    }

    /** A fit gives what taught it higher scores than what comes later: taken as they are, they would mean too little. */
    @Test
    void whatItsScoresMeanHoldsForConsignmentsThatDidNotTeachIt() {
        double predicted = 0;
        double found = 0;
        for (long seed = 21; seed <= 32; seed++) {
            Ground ground = Ground.of(seed, 1);
            Rows rows = new Rows(9_000, 9_000);
            Map<String, Double> standFor = new HashMap<>();
            for (Row row : ground.later()) {
                rows.teach(row);
                standFor.put(row.key(), 5.0);
            }
            ground.traffic().forEach(rows::sample);
            SecondOpinion opinion = SecondOpinion.of(ground.measures(), rows, Map.of());
            ToldShares told = Objects.requireNonNull(opinion.told(
                    ground.measures(),
                    rows,
                    Map.of(),
                    standFor,
                    row -> opinion.units(row.fired(), row.values()) - 6 * Bits.UNITS,
                    row -> true));

            for (Row row : Ground.of(seed + 100, 1).later()) {
                long score = opinion.units(row.fired(), row.values()) - 6 * Bits.UNITS;
                if (told.at(score) != null && told.share(score) > 0.04) {
                    predicted += told.share(score);
                    found += row.find() ? 1 : 0;
                }
            }
        }
        assertThat(found).isGreaterThan(100);
        assertThat(predicted / found).isBetween(1 / 1.25, 1.25);
    }

    /** The largest of eight offices reports a find wherever a fit of what was told before says so, and none elsewhere. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3})
    void anOfficeThatFlattersTheFitMakesItsScoresMeanLittleMore(double often) {
        double predicted = 0;
        double found = 0;
        for (long seed = 21; seed <= 23; seed++) {
            Ground ground = Ground.of(seed, 1);
            SecondOpinion before = SecondOpinion.of(
                    ground.measures(), Ground.of(seed + 50, 200).rows(), Map.of());
            Random random = new Random(seed);
            long line = ground.later().stream()
                    .map(row -> before.units(row.fired(), row.values()))
                    .sorted(Comparator.reverseOrder())
                    .skip((long) (often * ground.later().size()))
                    .findFirst()
                    .orElseThrow();
            Rows rows = new Rows(9_000, 9_000);
            Map<String, Double> standFor = new HashMap<>();
            for (Row row : ground.later()) {
                int office = Math.max(0, random.nextInt(12) - 4);
                long says = before.units(row.fired(), row.values());
                Row heard = row.fired(Map.of("risk", says));
                rows.teach(heard.told(office == 0 ? says > line : row.find(), "office " + office));
                standFor.put(row.key(), 5.0);
            }
            ground.traffic()
                    .forEach(row -> rows.sample(row.fired(Map.of("risk", before.units(Map.of(), row.values())))));
            SecondOpinion opinion = SecondOpinion.of(ground.measures(), rows, Map.of());
            ToldShares told = Objects.requireNonNull(opinion.told(
                    ground.measures(),
                    rows,
                    Map.of(),
                    standFor,
                    row -> opinion.units(row.fired(), row.values()) - 6 * Bits.UNITS,
                    row -> true));
            for (Row row : Ground.of(seed + 100, 1).later()) {
                Row heard = row.fired(Map.of("risk", before.units(Map.of(), row.values())));
                long score = opinion.units(heard.fired(), heard.values()) - 6 * Bits.UNITS;
                if (told.at(score) != null && told.share(score) > 0.04) {
                    predicted += told.share(score);
                    found += row.find() ? 1 : 0;
                }
            }
        }
        assertThat(found).isGreaterThan(50);
        assertThat(predicted / found).isBetween(1 / 1.5, 1.5);
    }

    @Test
    void ofWhomNobodyKnowsTheShareNothingIsTold() {
        List<Row> rows = fired();
        Rows taught = new Rows(9_000, 9_000);
        rows.forEach(taught::teach);
        SecondOpinion opinion = SecondOpinion.of(GROUND.measures(), taught, Map.of());

        assertThat(opinion.told(GROUND.measures(), taught, Map.of(), Map.of(), row -> 0, row -> true))
                .isNull();
    }

    /** The largest of eight offices finds something at random; told by nobody who is named, all is believed. */
    @Test
    void anOfficeThatInventsFindsMovesLittle() {
        double honest = risk(false, "office ");
        double invented = risk(true, "office ");
        double believed = risk(true, null);

        assertThat(honest - believed).isGreaterThan(0.5);
        assertThat(honest - invented).isBetween(-0.2, 0.2);
    }

    /** @param office by whom inspections are told; null for nobody */
    private static double risk(boolean isInvented, @Nullable String office) {
        Random random = new Random(7);
        Rows rows = new Rows(9_000, 9_000);
        for (Row row : fired()) {
            int by = Math.max(0, random.nextInt(12) - 4);
            boolean atRandom = random.nextBoolean();
            if (row.find() || random.nextInt(2) == 0) {
                boolean find = isInvented && by == 0 ? atRandom : row.find();
                rows.teach(row.told(find, office == null ? "" : office + by));
            } else {
                rows.sample(row);
            }
        }
        return SecondOpinion.of(GROUND.measures(), rows, Map.of()).multipliers().getOrDefault("risk", 1.0);
    }

    /** As the feed's own traffic says that it is chance. */
    @Test
    void halfOfAWrongWeightIsGoneInThirtyFinds() {
        List<Row> few = new ArrayList<>();
        int finds = 0;
        for (Row row : fired()) {
            if (!row.find() || finds++ < 30) {
                few.add(row);
            }
        }

        assertThat(of(few).multipliers().get("chance")).isLessThan(0.5);
    }
}
