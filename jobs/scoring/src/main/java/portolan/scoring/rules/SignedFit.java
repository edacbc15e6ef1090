// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import org.jspecify.annotations.Nullable;

/**
 * What of a text finds taught: its second opinion, with the curves of that. It judges as a shadow for a day before it is put in
 * force, and what it fills of red grows by steps, of which two people sign each.
 *
 * @param hash of all that its bits follow from; empty where finds taught nothing
 * @param share of red, from 0; 1 where its curves stand in place of what people wrote
 */
public record SignedFit(String hash, double share) {
    /** The first share is no larger, and no later one is larger by more. */
    public static final double STEP = 0.25;

    /** So many milliseconds it judges as a shadow: each hour of a day has traffic of its own. */
    public static final long SHADOW_MILLIS = 86_400_000;

    /** Finds taught nothing. */
    public static final SignedFit NONE = new SignedFit("", 0);

    /** Of a text, where that is a rule set. */
    public static SignedFit of(@Nullable Document text) {
        if (!(text instanceof RuleSet ruleSet)) {
            return NONE;
        }
        Second second = ruleSet.second();
        StringBuilder all = new StringBuilder(second == null ? "" : second.toString());
        ruleSet.rules().stream().filter(Second::isOwn).forEach(rule -> {
            ToldShares.weigh(ruleSet, rule, all);
            ruleSet.groups().stream()
                    .filter(group -> group.name().equals(rule.group()))
                    .forEach(all::append);
        });
        return all.isEmpty()
                ? NONE
                : new SignedFit(Document.sha256(all.toString()), second == null ? 1 : second.share());
    }

    /** Whether who was a shadow between these times has judged for long enough. */
    public static boolean isJudged(long from, long until) {
        return until > from && until - SHADOW_MILLIS >= from;
    }

    /** What makes a version judge as a shadow, in words. */
    public static String shadow(String name, int version) {
        return "'portolan rules activate " + name + ' ' + version + " --shadow', then look at 'portolan rules shadows'";
    }

    /** What comes before such a text may be put in force, in a line; nothing where nothing does. */
    public static String warning(RuleSet text) {
        SignedFit fit = of(text);
        String more = fit.share <= STEP ? "" : "; a share of " + fit.share + " follows one of " + (fit.share - STEP);
        return fit.hash.isEmpty()
                ? ""
                : "warning: finds taught some of it, so it judges as a shadow for a day before it is put in force: "
                        + shadow(text.name(), text.version()) + more + '\n';
    }

    /** What must come first where it follows one of this share, from 0 to 1; null where it may. */
    public @Nullable String tooMuchAfter(double inForce) {
        double most = StrictMath.min(Second.LARGEST_SHARE, inForce + STEP);
        return share <= most
                ? null
                : "a fit's share of red grows by signed steps of " + STEP + " at most, to " + Second.LARGEST_SHARE
                        + ": in force=" + inForce + ", asked=" + share + "; let two people sign " + most
                        + " first, under 'second'";
    }
}
