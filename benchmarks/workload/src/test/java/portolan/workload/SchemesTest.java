// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portolan.workload.FeedFacts.Case;

/** Holds a generated year of 100,000 filings against the recipe in {@code SCHEMES.md}. */
class SchemesTest {
    private static final FeedSettings YEAR = year().build();

    private static List<Case> cases = List.of();
    private static int filings;

    @BeforeAll
    static void generate() {
        FeedFacts facts = new FeedFacts(YEAR);
        cases = facts.all();
        filings = facts.filings;
    }

    @Test
    void theBaseRateIsAsSet() {
        long offences = cases.stream().filter(c -> c.scheme != null).count();

        assertThat(filings).isBetween(90_000, 110_000);
        assertThat(offences / (double) cases.size()).isBetween(0.0125, 0.0175);
    }

    @Test
    void everySchemeIsThereWithItsShareAndThreeTimesAsManyLookAlikes() {
        Map<Scheme, Integer> offences = new EnumMap<>(Scheme.class);
        Map<Scheme, Integer> alikes = new EnumMap<>(Scheme.class);
        Set<LookAlike> kinds = EnumSet.noneOf(LookAlike.class);
        for (Case c : cases) {
            Scheme planted = c.scheme;
            LookAlike alike = c.lookAlike;
            if (planted != null) {
                offences.merge(planted, 1, Integer::sum);
            } else if (alike != null) {
                alikes.merge(alike.scheme(), 1, Integer::sum);
                kinds.add(alike);
            }
        }
        double all = offences.values().stream().mapToInt(i -> i).sum();
        for (Scheme scheme : EnumSet.range(Scheme.HIJACKED_DORMANT, Scheme.NONE)) {
            int planted = offences.getOrDefault(scheme, 0);
            assertThat(planted / all)
                    .as(scheme.label())
                    .isBetween(scheme.weight() / 100 * 0.4, scheme.weight() / 100 * 1.7);
            if (scheme != Scheme.NONE) {
                assertThat(alikes.getOrDefault(scheme, 0))
                        .as("look-alikes of %s", scheme.label())
                        .isGreaterThanOrEqualTo(3 * planted);
            }
        }
        assertThat(offences.getOrDefault(Scheme.NONE, 0) / all).isLessThan(0.08);
        assertThat(kinds).isEqualTo(EnumSet.range(LookAlike.SEASONAL_RETURN, LookAlike.GROUP_COMPANY));
        assertThat(offences).as("none that published figures are without").doesNotContainKey(Scheme.LENT_NAME);
    }

    @Test
    void everySchemeLeavesItsConjunctionOfTraces() {
        // Nulls, bills to order and amendments by chance hide some.
        assertThat(share(Scheme.HIJACKED_DORMANT, c -> c.pairUnseen || c.silentDays < 180))
                .isGreaterThan(0.8);
        assertThat(count(Scheme.HIJACKED_DORMANT, c -> c.silentDays > 180 && c.pairUnseen))
                .isPositive();
        assertThat(share(Scheme.PHOENIX, c -> c.sharesContact)).isGreaterThan(0.6);
        assertThat(share(Scheme.RIP_ON, c -> c.fromSourcePort && c.lateSeal)).isGreaterThan(0.9);
        assertThat(share(Scheme.CONSIGNEE_SWITCH, c -> c.consigneeChangedAtSea)).isGreaterThan(0.9);
        assertThat(share(Scheme.COVER_LOAD, c -> c.wordsAgainstCode || c.headingUnseen))
                .isGreaterThan(0.4);
        assertThat(share(Scheme.UNDERVALUATION, c -> c.lowValue)).isGreaterThan(0.7);
        assertThat(share(Scheme.SPLITTING, c -> c.justBelow)).isGreaterThan(0.95);
        assertThat(share(Scheme.FALSE_ORIGIN, c -> c.originNotLoaded)).isGreaterThan(0.95);
        assertThat(share(Scheme.CLONED_CONTAINER, c -> c.boxAlsoElsewhereAtLast))
                .isGreaterThan(0.8);
        assertThat(share(
                        Scheme.IMPOSSIBLE_WEIGHT, c -> c.overloadedAtLast || c.vgmOff || c.emptyWithMass || c.tooDense))
                .isGreaterThan(0.85);
        assertThat(share(Scheme.CANCEL_REFILE, c -> c.refiledElsewhere)).isGreaterThan(0.9);
        assertThat(share(Scheme.CONTACT_RING, c -> c.sharesContact)).isGreaterThan(0.55);
    }

    @Test
    void noSingleTraceGivesASchemeAway() {
        Map<String, Predicate<Case>> traces = new LinkedHashMap<>();
        traces.put("first-time shipper", c -> c.consignorUnseen);
        traces.put("first-time consignee", c -> c.consigneeUnseen);
        traces.put("first-time pair", c -> c.pairUnseen);
        traces.put("heading never shipped", c -> c.headingUnseen);
        traces.put("silent for 180 days", c -> c.silentDays > 180);
        traces.put("contact of another shipper", c -> c.sharesContact);
        traces.put("source port", c -> c.fromSourcePort);
        traces.put("seal changed", c -> c.sealChanged);
        traces.put("consignee changed", c -> c.consigneeChanged);
        traces.put("consignee changed at sea", c -> c.consigneeChangedAtSea);
        traces.put("words against code", c -> c.wordsAgainstCode);
        traces.put("value a kilogram below half", c -> c.lowValue);
        traces.put("value just below a threshold", c -> c.justBelow);
        traces.put("origin unlike country of loading", c -> c.originNotLoaded);
        traces.put("box elsewhere at the same time", c -> c.boxAlsoElsewhere);
        traces.put("box overloaded in some version", c -> c.overloaded);
        traces.put("withdrawn and filed again", c -> c.refiled);
        for (Map.Entry<String, Predicate<Case>> trace : traces.entrySet()) {
            long offending = cases.stream()
                    .filter(c -> c.scheme != null && trace.getValue().test(c))
                    .count();
            long innocent = cases.stream()
                    .filter(c -> c.scheme == null && trace.getValue().test(c))
                    .count();
            // Most are shared by five times as many and more; README.md has the counts.
            assertThat(innocent)
                    .as("%s: %s innocents, %s offences", trace.getKey(), innocent, offending)
                    .isGreaterThan(offending * 5 / 4);
        }
    }

    @Test
    void aSchemeCanBeLeftOut() {
        FeedSettings without = year().days(60)
                .scheme(Scheme.SPLITTING, 0)
                .scheme(Scheme.RIP_ON, 30)
                .build();
        Map<Scheme, Integer> found = new EnumMap<>(Scheme.class);
        for (FeedEvent event : (Iterable<FeedEvent>) () -> new Feed(without)) {
            PlantedTruth truth = event instanceof FeedEvent.Filed filed ? filed.truth() : null;
            if (truth != null) {
                Scheme scheme = truth.scheme();
                LookAlike alike = truth.lookAlike();
                if (scheme != null) {
                    found.merge(scheme, 1, Integer::sum);
                } else if (alike != null) {
                    assertThat(alike.scheme()).isNotEqualTo(Scheme.SPLITTING);
                }
            }
        }
        assertThat(found).doesNotContainKey(Scheme.SPLITTING);
        // A feed of two months is too short for half a year of silence.
        assertThat(found).doesNotContainKey(Scheme.HIJACKED_DORMANT);
        assertThat(found.getOrDefault(Scheme.RIP_ON, 0)).isGreaterThan(2 * found.getOrDefault(Scheme.COVER_LOAD, 0));
    }

    @Test
    void theTruthIsALineOfJson() {
        PlantedTruth offence = new PlantedTruth("MSCU:MSCU1:2025", Scheme.UNDERVALUATION, null, 812.5);
        PlantedTruth alike = new PlantedTruth("MSCU:MSCU2:2025", null, LookAlike.SALE_PRICE, 0);

        assertThat(offence.json())
                .isEqualTo("{\"consignmentKey\":\"MSCU:MSCU1:2025\",\"scheme\":\"undervaluation\",\"revenue\":812.50}");
        assertThat(alike.json())
                .isEqualTo("{\"consignmentKey\":\"MSCU:MSCU2:2025\",\"scheme\":null,\"lookalike\":\"sale_price\"}");
    }

    private static double share(Scheme scheme, Predicate<Case> trace) {
        long all = cases.stream().filter(c -> c.scheme == scheme).count();
        return count(scheme, trace) / (double) all;
    }

    private static long count(Scheme scheme, Predicate<Case> trace) {
        return cases.stream().filter(c -> c.scheme == scheme && trace.test(c)).count();
    }

    private static FeedSettings.Builder year() {
        return FeedSettings.builder()
                .seed(1)
                .shippers(1_200)
                .consignmentsPerDay(233)
                .nameVariants(0);
    }
}
