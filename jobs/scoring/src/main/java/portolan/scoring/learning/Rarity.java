// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Worth.Bound;

/**
 * Bounds what a rule adds by its share of traffic: as P(fires | offence) is at most 1, a likelihood ratio is at most
 * {@code 1 / P(fires)}, and a rule's bits at most {@code -log2} of the share of filings on which it fires.
 *
 * <p>The share is shrunk to the one that the rule's author expects, which is worth {@value #FILINGS} filings.
 */
final class Rarity {
    private static final int FILINGS = 2000;

    /** Of one source, whose own share is shrunk to that of all others. */
    private static final int FILINGS_OF_A_SOURCE = 200;

    /** A source of less volume, or of fewer shippers, has no share of its own: it could hide in its own flood. */
    private static final int LEAST_FILINGS = 500;

    private static final int LEAST_SHIPPERS = 25;

    /** A source that sets a rule off so many times as often as others do has a way of filing, not a crime. */
    private static final int FAR_BEYOND = 4;

    private Rarity() {}

    /** By rule, what all traffic bounds it to. */
    static @Nullable Bound[] ofAll(RuleSet ruleSet, Traffic traffic) {
        List<Rule> rules = ruleSet.rules();
        @Nullable Bound[] bounds = new Bound[rules.size()];
        for (int r = 0; r < bounds.length; r++) {
            Rule rule = rules.get(r);
            long hash = rule.conditionHash();
            bounds[r] = Bound.by(share(rule, traffic.fired(hash), traffic.filingsUnder(hash)), "filings");
        }
        return bounds;
    }

    /** @param filings in units of traffic, as what fired is */
    static double share(Rule rule, long fired, long filings) {
        if (rule.isCurve()) {
            return 0; // Its bits are measured against traffic, and it counts for most of it.
        }
        double expected = FILINGS * rule.expected() * Traffic.UNITS;
        double share = (fired + expected) / (filings + (double) FILINGS * Traffic.UNITS);
        return StrictMath.max(0, StrictMath.min(1, share));
    }

    /**
     * The same for one source: bound further where it sets a rule off far more often than all others do.
     *
     * @param sources of the consignment: finds at its filer lift what its carrier would bound
     * @param others bounds by rule, of which those that are further are replaced
     */
    static void ofSource(
            RuleSet ruleSet,
            Traffic all,
            Source source,
            Traffic own,
            List<Source> sources,
            Finds finds,
            @Nullable Bound[] others) {
        if (own.filings() < (long) LEAST_FILINGS * Traffic.UNITS || own.shippers() < LEAST_SHIPPERS) {
            return;
        }
        String of = source.kind() == Source.Kind.FILER ? "filings of this filer" : "filings by this carrier";
        List<Rule> rules = ruleSet.rules();
        for (int r = 0; r < rules.size(); r++) {
            Rule rule = rules.get(r);
            long hash = rule.conditionHash();
            long fired = own.fired(hash);
            if (fired == 0 || rule.isCurve()) {
                continue;
            }
            // Of its filings as many as of all were judged by the rule.
            double filings = (double) own.filings() * all.filingsUnder(hash) / all.filings();
            // Beside its own: what one source does much of is much of the whole.
            double rest = share(
                    rule,
                    StrictMath.max(0, all.fired(hash) - fired),
                    StrictMath.max(0, all.filingsUnder(hash) - (long) filings));
            double shrunk = FILINGS_OF_A_SOURCE * (double) Traffic.UNITS;
            double share = StrictMath.min(1, (fired + shrunk * rest) / (filings + shrunk));
            if (share > FAR_BEYOND * rest && !bearOut(finds, source, sources, hash)) {
                Bound bound = Bound.by(share, of);
                Bound already = others[r];
                others[r] = already == null || bound.most() < already.most() ? bound : already;
            }
        }
    }

    private static boolean bearOut(Finds finds, Source source, List<Source> sources, long hash) {
        return sources.stream()
                .filter(each -> each.kind() == Source.Kind.FILER || each.equals(source))
                .anyMatch(each -> finds.bearOut(each, hash));
    }
}
