// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.bank.BankReading;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/** A year of bills: {@code risk} fires on most offences and few others, {@code chance} on any. */
class WorldLearningTest {
    private static final int BILLS = 6_000;
    private static final Instant BEGINS = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<BankReading> MEASURES =
            List.of(new BankReading("finds(address)", "finds", "", BankReading.Sign.UP));
    private static final RuleSet RULES = ((Compiled.Accepted) RuleSetCompiler.compile("""
                    name: test
                    version: 1
                    why: judged in tests
                    threats: {any: {overall: true, prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}}
                    rules:
                      - {id: risk, threats: [any], bits: 1, when: "notorious_goods > 1.0", why: w}
                      - {id: chance, threats: [any], bits: 1, when: "notorious_goods > 2.0", why: w}
                    """)).ruleSet();

    @TempDir
    private Path directory;

    private WorldTruth truth;

    @BeforeEach
    void world() throws Exception {
        StringBuilder rows = new StringBuilder("consignmentKey,scheme,filedAt,filingIds\n");
        for (int bill = 0; bill < BILLS; bill++) {
            rows.append("B%d,%s,%s,F%d%n".formatted(bill, bill % 40 == 0 ? "rip_on" : "clean", filed(bill), bill));
        }
        truth = WorldTruth.read(Files.writeString(directory.resolve("truth.csv"), rows));
    }

    private static Instant filed(int bill) {
        return BEGINS.plus(Duration.ofHours(bill * 8_760L / BILLS));
    }

    /** @param every of so many offences one is told the week after, until a bill */
    private WorldLearning heard(int every, int until) {
        WorldLearning learning = new WorldLearning(RULES, truth, MEASURES);
        for (int bill = 0; bill < until; bill++) {
            if (bill % (40 * every) == 0) {
                learning.expect("B" + bill, filed(bill).plus(Duration.ofDays(7)).toEpochMilli(), true);
            }
        }
        Random random = new Random(4);
        for (int bill = 0; bill < BILLS; bill++) {
            boolean risk = random.nextInt(10) < (bill % 40 == 0 ? 3 : 2);
            boolean chance = random.nextInt(3) == 0;
            long bit = Bits.UNITS;
            learning.hear(
                    "B" + bill,
                    "F" + bill,
                    risk && chance
                            ? Map.of("risk", bit, "chance", 3 * bit)
                            : risk ? Map.of("risk", bit) : chance ? Map.of("chance", 3 * bit) : Map.of());
            learning.hear("B" + bill, filed(bill).toEpochMilli(), new float[] {Float.NaN});
        }
        return learning;
    }

    @Test
    void whatFindsSayIsPutInForce() {
        WorldJudge judge = new WorldJudge(RULES, truth);

        WorldLearning learning = heard(2, BILLS);
        WorldFigures.Found before =
                judge.learned(heard(40, BILLS).adopted(Map.of()), null).whole();
        WorldFigures.Learned after = judge.learned(learning.adopted(Map.of()), null);

        assertThat(learning.finds()).isBetween(50, 60);
        assertThat(after.whole().auc()).isGreaterThan(before.auc());
        assertThat(after.half().auc())
                .as("the other list is nobody's")
                .isBetween(0.5, after.whole().auc());
    }

    /** The first days of the last quarter are ranked by the fit of day 252, which bills after day 245 do not teach. */
    @Test
    void nothingIsKnownBeforeItIsTold() {
        int judged = BILLS * 3 / 4 + 3;
        int fitted = BILLS * 280 / 365 - 3;
        double[] early = heard(2, BILLS * 245 / 365).adopted(Map.of());
        double[] late = heard(2, BILLS).adopted(Map.of());

        assertThat(Arrays.copyOfRange(late, judged, fitted)).isEqualTo(Arrays.copyOfRange(early, judged, fitted));
        assertThat(late).isNotEqualTo(early);
        assertThat(late[judged - 10]).as("not of the last quarter").isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void withFewFindsWhatWasBeforeStays() {
        double[] scores = heard(40, BILLS).adopted(Map.of("risk", 3.0, "chance", 0.0));

        for (int bill = BILLS * 3 / 4 + 5; bill < BILLS; bill++) {
            assertThat(scores[bill]).isIn(0.0, 3.0 * Bits.UNITS);
        }
    }
}
