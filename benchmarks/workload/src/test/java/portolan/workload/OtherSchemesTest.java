// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portolan.workload.FeedFacts.Case;

/** Holds the schemes that a feed has only when asked for, in a year of 100,000 filings. */
class OtherSchemesTest {
    private static final Set<Scheme> OTHERS = EnumSet.range(Scheme.LENT_NAME, Scheme.OVER_INVOICING);

    private static List<Case> cases = List.of();

    @BeforeAll
    static void generate() {
        cases = new FeedFacts(FeedSettings.builder()
                        .seed(1)
                        .shippers(1_200)
                        .consignmentsPerDay(233)
                        .nameVariants(0)
                        .everyScheme()
                        .build())
                .all();
    }

    @Test
    void eachIsThereWithItsShareAndThreeTimesAsManyLookAlikes() {
        Map<Scheme, Integer> offences = new EnumMap<>(Scheme.class);
        Map<Scheme, Integer> alikes = new EnumMap<>(Scheme.class);
        Set<LookAlike> kinds = EnumSet.noneOf(LookAlike.class);
        for (Case each : cases) {
            LookAlike alike = each.lookAlike;
            if (each.scheme != null) {
                offences.merge(each.scheme, 1, Integer::sum);
            } else if (alike != null) {
                alikes.merge(alike.scheme(), 1, Integer::sum);
                kinds.add(alike);
            }
        }
        double all = offences.values().stream().mapToInt(planted -> planted).sum();

        assertThat(all / cases.size()).isBetween(0.0125, 0.0175);
        assertThat(OTHERS).allSatisfy(scheme -> {
            int planted = offences.getOrDefault(scheme, 0);
            assertThat(planted / all).isBetween(0.02, 0.07);
            assertThat(alikes.getOrDefault(scheme, 0)).isGreaterThanOrEqualTo(3 * planted);
        });
        assertThat(kinds).isEqualTo(EnumSet.allOf(LookAlike.class));
    }

    @Test
    void eachLeavesItsConjunctionAndItsLookAlikesOneTraceOfIt() {
        Predicate<Case> paused = each -> each.silentDays > 90 && each.silentDays < 180;
        assertThat(share(Scheme.LENT_NAME, paused.and(each -> each.pairUnseen))).isGreaterThan(0.15);
        assertThat(share(LookAlike.QUIET_QUARTER, paused)).isGreaterThan(0.15);
        assertThat(share(LookAlike.QUIET_QUARTER, paused.and(each -> each.pairUnseen)))
                .isLessThan(0.05);
        assertThat(share(Scheme.ALL_NEW, each -> each.headingUnseen && each.pairUnseen))
                .isGreaterThan(0.2);
        assertThat(share(LookAlike.NEW_BRANCH, each -> each.headingUnseen)).isGreaterThan(0.15);
        assertThat(share(LookAlike.NEW_BRANCH, each -> each.headingUnseen && each.pairUnseen))
                .isLessThan(0.1);
        assertThat(share(LookAlike.EXPORT_DRIVE, each -> each.headingUnseen && each.pairUnseen))
                .isLessThan(0.1);
        assertThat(share(Scheme.SWAPPED_BOX, each -> each.refiled)).isBetween(0.2, 0.8);
        assertThat(share(Scheme.SWAPPED_BOX, each -> each.refiledElsewhere)).isZero();
        assertThat(share(LookAlike.BOX_REPLACED, each -> each.refiled)).isGreaterThan(0.9);
        assertThat(share(Scheme.OVER_INVOICING, each -> each.highValue)).isGreaterThan(0.6);
        assertThat(share(LookAlike.PREMIUM_LINE, each -> each.highValue)).isGreaterThan(0.3);
        assertThat(share(Scheme.SAME_ADDRESS, each -> each.sharesContact)).isLessThan(0.2);
    }

    private static double share(Scheme scheme, Predicate<Case> trace) {
        return share(cases.stream().filter(each -> each.scheme == scheme).toList(), trace);
    }

    private static double share(LookAlike alike, Predicate<Case> trace) {
        return share(cases.stream().filter(each -> each.lookAlike == alike).toList(), trace);
    }

    private static double share(List<Case> of, Predicate<Case> trace) {
        return of.stream().filter(trace).count() / (double) of.size();
    }
}
