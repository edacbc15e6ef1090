// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.scoring.rules.RuleSetChanges.Change;
import portolan.scoring.rules.RuleSetChanges.Difference;

class ToldSharesTest {
    private static final String TOLD = """
            told:
              inspections: 800
              finds: 60
              shares:
                - {score: -4, share: 0.02, low: 0.01, high: 0.04}
                - {score: -2, share: 0.05, low: 0.04, high: 0.06}
                - {score: 1.5, share: 0.11, low: 0.06, high: 0.2}
            """;

    private static RuleSet ruleSet(String told) {
        Compiled compiled = RuleSetCompiler.compile("""
                name: small
                version: 1
                why: w
                threats: {offence: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}, overall: true}}
                """ + told + """
                rules:
                  - {id: r, when: port_exposure, bits: 1, why: w}
                """);
        assertThat(compiled).isInstanceOf(Compiled.Accepted.class);
        return ((Compiled.Accepted) compiled).ruleSet();
    }

    private static ToldShares told() {
        return Objects.requireNonNull(ruleSet(TOLD).told());
    }

    @Test
    void pointsAreToldAsTheyAreWritten() {
        ToldShares told = told();

        assertThat(told.finds()).isEqualTo(60);
        assertThat(told.inspections()).isEqualTo(800);
        assertThat(told.points()).allSatisfy(point -> {
            ToldShares.Point same = Objects.requireNonNull(told.at(point.score()));
            assertThat(same.share()).isCloseTo(point.share(), within(1e-12));
            assertThat(same.low()).isCloseTo(point.low(), within(1e-12));
            assertThat(same.high()).isCloseTo(point.high(), within(1e-12));
        });
    }

    @Test
    void halfwayBetweenTwoPointsIsTheMeanOfTheirLogOdds() {
        double odds = Math.sqrt(0.02 / 0.98 * 0.05 / 0.95);

        assertThat(told().share(-3 * Bits.UNITS)).isCloseTo(odds / (1 + odds), within(1e-12));
    }

    @Test
    void sharesRiseWithTheScoreSoThatNoRankingChanges() {
        ToldShares told = told();

        double before = 0;
        for (long score = -12 * Bits.UNITS; score <= 20 * Bits.UNITS; score++) {
            double share = told.share(score);
            assertThat(share).as("score=" + score).isGreaterThan(before).isLessThan(1);
            before = share;
        }
    }

    @Test
    void beyondItsPointsAScoreOnlyRanks() {
        ToldShares told = told();

        assertThat(told.at(-4 * Bits.UNITS)).isNotNull();
        assertThat(told.at(-4 * Bits.UNITS - 1)).isNull();
        assertThat(told.at(3 * Bits.UNITS / 2)).isNotNull();
        assertThat(told.at(3 * Bits.UNITS / 2 + 1)).isNull();
        assertThat(ruleSet("").told()).isNull();
    }

    @Test
    void aDifferenceListsWhatIsToldAndMovesNoScore() {
        RuleSetChanges changes =
                RuleSetChanges.between(ruleSet(TOLD), ruleSet(TOLD.replace("share: 0.05", "share: 0.055")));

        assertThat(changes.changes()).extracting(Change::part).containsExactly("told");
        assertThat(changes.changes().get(0).differences())
                .containsExactly(new Difference("share at -2", "0.05 (0.04 to 0.06)", "0.055 (0.04 to 0.06)", false));
        assertThat(RuleSetChanges.between(ruleSet(""), ruleSet(TOLD))
                        .changes()
                        .get(0)
                        .differences())
                .hasSize(4);
    }
}
