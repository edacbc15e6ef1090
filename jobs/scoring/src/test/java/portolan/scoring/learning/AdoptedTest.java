// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Finding;
import portolan.scoring.rules.Adopted;
import portolan.scoring.rules.Adoption;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.Worth;

class AdoptedTest {
    private static final String TENANT = "harbour";
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final LocalDate TODAY = LocalDate.ofEpochDay(20);
    private static final String TEXT = """
            name: test
            version: 7
            why: judged in tests
            learning: {prior: 60, most: 4.0}
            threats:
              any: {prior: -6, overall: true, lanes: {red: -1, yellow: -2, blue: -4}}
              # of the goods
              goods:
                prior: -5.0   # one in thirty-three
                lanes: {red: -1, yellow: -2, blue: -4}
                outcomes: [misdeclared_goods]
            rules:
              - {id: heavy, threats: [goods], when: consignment.massKg > 1000.0, bits: 3, why: heavy}   # judgement
              - id: light
                threats: [goods]
                when: consignment.massKg < 10.0
                bits: 0.5 * max(consignment.massKg, 2.0)   # fitted

                why: light
            """;
    private static final RuleSet RULES = compiled(TEXT);
    private static final long HEAVY = RULES.rules().get(0).conditionHash();
    private static final long LIGHT = RULES.rules().get(1).conditionHash();
    private static final Consignment SOMEBODYS = consignment().build();

    private static RuleSet compiled(String text) {
        Compiled compiled = RuleSetCompiler.compile(text);
        assertThat(compiled).as(() -> compiled.toString()).isInstanceOf(Compiled.Accepted.class);
        return ((Compiled.Accepted) compiled).ruleSet();
    }

    /** A random sample of twenty days: what is heavy offends more than is written, what is light less. */
    private static Learned taught() {
        Learned learned = new Learned(true);
        learned.add(new TrafficCount(TENANT, Source.ALL, 0, 100_000, -1, new long[] {HEAVY, LIGHT}, new int[] {9, 9}));
        for (int i = 0; i < 900; i++) {
            boolean heavy = i % 6 == 0;
            boolean light = i % 5 == 1 && !heavy;
            long[] fired = heavy ? new long[] {HEAVY} : light ? new long[] {LIGHT} : new long[0];
            boolean found = heavy ? i % 12 == 0 : i % 45 == 1;
            Finding code =
                    !found ? Finding.NOTHING_FOUND : i % 24 == 0 ? Finding.UNDERVALUED : Finding.MISDECLARED_GOODS;
            learned.add(inspected("C" + i, i * DAY / 45, code, fired));
        }
        return learned;
    }

    private static Worth worth(Learned learned, RuleSet ruleSet) {
        return learned.worth(ruleSet, TENANT, SOMEBODYS, 20 * DAY + 2 * HOUR);
    }

    /** Prior and bits as written and learned. */
    private static double total(RuleSet ruleSet, Worth worth, int threat, int rule) {
        return Bits.ofUnits(ruleSet.adopted(rule, threat) + worth.move(threat, rule));
    }

    private static double prior(RuleSet ruleSet, Worth worth, int threat) {
        return Bits.ofUnits(ruleSet.threats().get(threat).prior() + worth.moveOfPrior(threat));
    }

    private static RuleSet adopted(Worth worth) {
        Adoption adoption = new Adoption(RULES, "learned");
        for (int t = 0; t < 2; t++) {
            adoption.prior(RULES.threats().get(t).name(), prior(RULES, worth, t), TODAY);
        }
        for (int r = 0; r < 2; r++) {
            adoption.rule(
                    RULES.rules().get(r).id(), adopted(Map.of("any", worth.move(0, r), "goods", worth.move(1, r))));
        }
        return compiled(adoption.text());
    }

    @Test
    void whatIsAdoptedCountsOnceAndForEachThreatByItself() {
        Learned learned = taught();
        Worth before = worth(learned, RULES);
        assertThat(Math.abs(Bits.ofUnits(before.move(0, 0) - before.move(1, 0))))
                .isGreaterThan(0.1);
        RuleSet adopted = adopted(before);
        Worth after = worth(learned, adopted);

        for (int t = 0; t < 2; t++) {
            assertThat(Math.abs(Bits.ofUnits(before.moveOfPrior(t)))).isGreaterThan(0.05);
            assertThat(prior(adopted, after, t)).isEqualTo(prior(RULES, before, t), within(0.02));
            for (int r = 0; r < 2; r++) {
                assertThat(Math.abs(Bits.ofUnits(before.move(t, r)))).isGreaterThan(0.05);
                assertThat(total(adopted, after, t, r)).isEqualTo(total(RULES, before, t, r), within(0.02));
            }
        }
    }

    /** Two people who adopt none of it have seen it, too. */
    @Test
    void whatComesAfterwardsMovesWithoutWhatCameBefore() {
        Learned learned = taught();
        assertThat(Math.abs(Bits.ofUnits(worth(learned, RULES).move(1, 0)))).isGreaterThan(0.3);
        Adoption adoption = new Adoption(RULES, "seen");
        adoption.rule("heavy", adopted(Map.of("goods", 0L)));
        learned.add(inspected("N", 20 * DAY, Finding.MISDECLARED_GOODS, HEAVY));
        Worth after = learned.worth(compiled(adoption.text()), TENANT, SOMEBODYS, 22 * DAY);

        assertThat(Bits.ofUnits(after.move(1, 0))).isBetween(0.001, 0.15);
    }

    private static Inspected inspected(String key, long at, Finding code, long... fired) {
        long[] units = new long[fired.length];
        Arrays.fill(units, 3 * Bits.UNITS);
        FiredRules rules = new FiredRules("F", "", 0, FiredRules.Stratum.DRAWN, 0, true, fired, units);
        return new Inspected(TENANT, key, at, 1, code, rules);
    }

    /** A rule that is not adopted goes on as it did. */
    @Test
    void whatIsLeftAloneKeepsWhatItLearned() {
        Learned learned = taught();
        Worth before = worth(learned, RULES);
        Adoption adoption = new Adoption(RULES, "learned");
        adoption.rule("heavy", adopted(Map.of("goods", before.move(1, 0))));
        RuleSet adopted = compiled(adoption.text());
        Worth after = worth(learned, adopted);

        assertThat(after.move(1, 0)).isZero();
        assertThat(Bits.ofUnits(after.move(1, 1))).isEqualTo(Bits.ofUnits(before.move(1, 1)), within(0.05));
        assertThat(Bits.ofUnits(after.move(0, 0))).isEqualTo(Bits.ofUnits(before.move(0, 0)), within(0.05));
    }

    /** What a rule added when it was inspected is not what it adds now. */
    @Test
    void bitsThatSomebodyRewroteAreLearnedAnewAndNotAddedToWhatWasLearned() {
        Learned learned = taught();
        Worth before = worth(learned, RULES);
        RuleSet rewritten = compiled(TEXT.replace("bits: 3,", "bits: 5,"));
        Worth after = worth(learned, rewritten);

        double was = 3 + Bits.ofUnits(before.move(1, 0));
        double is = 5 + Bits.ofUnits(after.move(1, 0));
        assertThat(after.move(1, 0)).isLessThan(before.move(1, 0));
        assertThat(is - was).isBetween(0.0, 1.3);
    }

    /** A rule that fires for one threat seldom was last learned of long ago: what came since counts for that one. */
    @Test
    void eachThreatHasItsOwnDay() {
        Adoption adoption = new Adoption(RULES, "learned");
        adoption.rule(
                "heavy",
                new Adopted(Map.of(
                        "any", new Adopted.Part(TODAY, 512), "goods", new Adopted.Part(TODAY.minusDays(5), 512))));
        RuleSet adopted = compiled(adoption.text());

        assertThat(adopted.hasAdopted(0, 0, TODAY.minusDays(3))).isTrue();
        assertThat(adopted.hasAdopted(0, 1, TODAY.minusDays(3))).isFalse();
        assertThat(adopted.hasAdopted(0, 1, TODAY.minusDays(6))).isTrue();
    }

    @Test
    void nothingElseOfTheTextIsTouched() {
        Adoption adoption = new Adoption(RULES, "learned");
        adoption.prior("goods", -4.25, TODAY);
        adoption.rule("heavy", adopted(Map.of("any", 512L, "goods", -1024L)));
        adoption.rule("light", adopted(Map.of("goods", 256L)));
        String once = adoption.text();

        assertThat(once)
                .isEqualTo(TEXT.replace("version: 7\nwhy: judged in tests", "version: 8\nwhy: 'learned'")
                        .replace("prior: -5.0 ", "prior: -4.25 ")
                        .replace("    lanes: {red: -1", "    adopted: 1970-01-21\n    lanes: {red: -1")
                        .replace(
                                "why: heavy}",
                                "adopted: {any: {before: 1970-01-21, bits: 0.5}, goods: {before: 1970-01-21, bits: -1}}, why: heavy}")
                        .replace(
                                "    why: light",
                                "    adopted: {goods: {before: 1970-01-21, bits: 0.25}}\n    why: light"));
        Adoption again = new Adoption(compiled(once), "learned");
        again.rule("light", adopted(Map.of("goods", 512L)));
        assertThat(again.text())
                .isEqualTo(once.replace("version: 8", "version: 9").replace("bits: 0.25}", "bits: 0.5}"));
        Adopted written = Objects.requireNonNull(compiled(once).rules().get(0).adopted());
        assertThat(written.byThreat())
                .containsEntry("goods", new Adopted.Part(TODAY, -1024))
                .containsEntry("any", new Adopted.Part(TODAY, 512));
        assertThat(compiled(once).rules().get(0).conditionHash()).isEqualTo(HEAVY);
    }

    private static Adopted adopted(Map<String, Long> units) {
        Map<String, Adopted.Part> parts = new TreeMap<>();
        units.forEach((threat, of) -> parts.put(threat, new Adopted.Part(TODAY, of)));
        return new Adopted(parts);
    }
}
