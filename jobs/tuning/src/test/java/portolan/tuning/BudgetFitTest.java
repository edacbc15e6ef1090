// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.OfficeLanes;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetDraft;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Thresholds;
import portolan.tuning.FittedBudgets.Capacity;
import portolan.tuning.FittedBudgets.Limit;

class BudgetFitTest {
    private static final String BUDGETS = """
            budgets:
              DEHAM: {mon-fri: {red: 4, yellow: 6}, sat-sun: {red: 2, yellow: 3, blue: 5}}
              NLRTM: {mon-sat: {red: 3, yellow: 4}}
              BEANR: {red: 0}
              XXXXX: {red: 1}
            threats:
            """;

    private static final double NO_FLOOR = Double.NEGATIVE_INFINITY;

    private static final InventedArchive INVENTED = new InventedArchive();

    @TempDir
    private static Path directory = Path.of(".");

    private static Archive archive = new Archive(Path.of("."), List.of(), List.of());

    private final RuleSet ruleSet = InventedArchive.compiled(InventedArchive.THEN
            .replace("threats:\n", BUDGETS)
            .replace(
                    "{prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}",
                    "{prior: -5, lanes: {red: 0.35, yellow: -2.2, blue: -4.123}, offices: {DEHAM: {tue: {red: 1.5, yellow:"
                            + " 0.25, blue: -1}}, NLRTM: {red: 0.77, yellow: -1, blue: -2}}}"));

    @BeforeAll
    static void write() throws Exception {
        archive = INVENTED.write(directory);
    }

    @Test
    void whatADraftWithTheseThresholdsSelectsIsWhatWasExpectedOfIt() throws Exception {
        try (LoadedArchive loaded = LoadedArchive.of(archive, ruleSet, null, null)) {
            FittedBudgets fitted = loaded.fit(ruleSet, 14, NO_FLOOR);

            RuleSet draft = InventedArchive.compiled(RuleSetDraft.of(ruleSet, "in tests", fitted.thresholds()));
            assertThat(draft.threats().get(0).at("NLRTM", DayOfWeek.SUNDAY))
                    .as("no budget speaks of it")
                    .isEqualTo(ruleSet.threats().get(0).at("NLRTM", DayOfWeek.SUNDAY));
            assertThat(draft.threats().get(0).at("DEHAM", DayOfWeek.TUESDAY).red()
                            - draft.threats()
                                    .get(0)
                                    .at("DEHAM", DayOfWeek.MONDAY)
                                    .red())
                    .isEqualTo(Bits.toUnits(1.5) - Bits.toUnits(0.35));
            List<WhatIfAnswer.Workload> workload = loaded.ask(draft).workload();
            assertThat(fitted.capacities()).hasSameSizeAs(workload).hasSize(9);
            for (WhatIfAnswer.Workload each : workload) {
                Capacity capacity = capacity(fitted, each);
                assertThat(each.now())
                        .as(capacity.toString())
                        .isEqualTo(capacity.expected().value());
                assertThat(capacity.expected().low()).isLessThanOrEqualTo(each.now());
                assertThat(capacity.expected().high()).isGreaterThanOrEqualTo(each.now());
                assertThat(each.counted()).isEqualTo(capacity.counted());
                if (capacity.limit() == Limit.NONE || capacity.limit() == Limit.SAME_SCORE) {
                    assertThat(each.now()).isLessThanOrEqualTo(each.capacity());
                    assertThat(capacity.nextMilder()).isGreaterThan(each.capacity());
                }
            }
        }
    }

    @Test
    void saysWhatKeepsASelectionFromItsCapacity() throws Exception {
        try (LoadedArchive loaded = LoadedArchive.of(archive, ruleSet, null, null)) {
            FittedBudgets fitted = loaded.fit(ruleSet, 0, NO_FLOOR);

            assertThat(fitted.capacities())
                    .filteredOn(each -> each.office().equals("BEANR"))
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.limit()).isEqualTo(Limit.DRAWN);
                        assertThat(each.expected().value()).isPositive();
                        assertThat(each.later()).isNaN();
                    });
            assertThat(fitted.capacities())
                    .filteredOn(each -> each.office().equals("XXXXX"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.limit()).isEqualTo(Limit.NOTHING_KNOWN));
        }
    }

    @Test
    void thresholdsFittedToTheDaysBeforeAreTriedOnThoseKeptApart() throws Exception {
        try (LoadedArchive loaded = LoadedArchive.of(archive, ruleSet, null, null)) {
            Capacity week = loaded.fit(ruleSet, 14, NO_FLOOR).capacities().stream()
                    .filter(each -> each.office().equals("NLRTM") && each.lane() == Lane.RED)
                    .findFirst()
                    .orElseThrow();

            assertThat(week.laterDays()).as("without Sundays").isEqualTo(12);
            assertThat(week.later()).isBetween(0.5, 6.0);
            assertThatThrownBy(() -> loaded.fit(ruleSet, loaded.days(), NO_FLOOR))
                    .hasMessageStartingWith("days kept apart must leave at least one");
            assertThatThrownBy(() -> loaded.fit(INVENTED.then(), 0, NO_FLOOR))
                    .hasMessage("the rule set states no budgets");
        }
    }

    @Test
    void capacityThatIsLeftOverBringsNoThresholdBelowTheFloor() throws Exception {
        RuleSet plenty = InventedArchive.compiled(InventedArchive.THEN.replace(
                "threats:\n", "budgets:\n  DEHAM: {red: 900, yellow: 900, blue: 900}\nthreats:\n"));
        try (LoadedArchive loaded = LoadedArchive.of(archive, plenty, null, null)) {
            assertFloor(loaded.fit(plenty, 0, NO_FLOOR), plenty, threat -> threat.prior() + 1);
            assertFloor(loaded.fit(plenty, 0, -1.5), plenty, threat -> Bits.toUnits(-1.5));
        }
    }

    private static void assertFloor(FittedBudgets fitted, RuleSet of, ToLongFunction<Threat> least) {
        assertThat(fitted.capacities().get(0).limit()).isEqualTo(Limit.FLOOR);
        assertThat(fitted.capacities()).noneMatch(Capacity::isExceeded);
        for (Threat threat : of.threats()) {
            List<OfficeLanes> own =
                    fitted.thresholds().getOrDefault(threat.name(), Map.of()).getOrDefault("DEHAM", List.of());
            assertThat(own).hasSize(1);
            Thresholds lanes = own.get(0).lanes();
            assertThat(lanes.red()).isGreaterThan(lanes.yellow());
            assertThat(lanes.yellow()).isGreaterThan(lanes.blue());
            assertThat(lanes.blue()).as(threat.name()).isGreaterThanOrEqualTo(least.applyAsLong(threat));
        }
    }

    private static Capacity capacity(FittedBudgets fitted, WhatIfAnswer.Workload of) {
        return fitted.capacities().stream()
                .filter(each -> each.office().equals(of.office())
                        && each.lane() == of.lane()
                        && each.days().toString().equals(of.days()))
                .findFirst()
                .orElseThrow();
    }
}
