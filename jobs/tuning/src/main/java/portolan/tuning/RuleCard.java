// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one rule of the candidate was worth, over consignments, each judged by the assessment that put it in its lane.
 *
 * @param threats it counts for
 * @param consignments of all
 * @param fired for how many of them
 * @param found offences among those that were examined; its share is the rule's precision
 * @param all offences among all that were examined: what the precision is held against
 * @param drawn offences among those that were drawn and examined: few, and nobody chose them
 * @param quarters the same as {@code found} in each quarter of the period, with how often it fired
 * @param state what is wrong with it, if anything
 * @param like the rule that fires with it most, by share of this one's firings, or the one that subsumes it; null when
 *     it never fires, or there are too many rules to compare
 * @param likeShare that share
 */
public record RuleCard(
        String rule,
        List<String> threats,
        int consignments,
        int fired,
        Proportion found,
        Proportion all,
        Proportion drawn,
        List<Quarter> quarters,
        State state,
        @Nullable String like,
        double likeShare) {
    public RuleCard {
        threats = List.copyOf(threats);
        quarters = List.copyOf(quarters);
    }

    /** What a quarter of the period came to. */
    public record Quarter(int consignments, int fired, Proportion found) {}

    /** What may be wrong with a rule. */
    public enum State {
        USED,
        /** It never fires, for no assessment at all. */
        DEAD,
        /** It never fires, and files lack what it asks for: nothing can be said of it. */
        BLIND,
        /**
         * It fires only where another rule of its threats adds or takes bits as it does, and says nothing that one does
         * not.
         */
        SUBSUMED,
        /** Its precision in the last quarter is beyond doubt below that in the first. */
        DECAYED
    }

    /** How many times likelier an offence is where it fires than among all that were examined; NaN when unknown. */
    public double lift() {
        return found.share() / all.share();
    }

    /** Lower end of the 95 % interval of the lift: Wilson's of the precision, the other share taken as known. */
    public double liftLow() {
        return found.low() / all.share();
    }

    public double liftHigh() {
        return found.high() / all.share();
    }
}
