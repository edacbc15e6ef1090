// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.RuleSet;

/** The rule sets by which assessments were judged, by the hash that they name; each is compiled once. */
public final class RuleSets {
    private final Map<String, RuleSet> byHash = new ConcurrentHashMap<>();
    private final List<Function<String, @Nullable RuleSet>> places;

    /** @param places where to look, in this order; each gives null where it has no text of that hash */
    public RuleSets(List<Function<String, @Nullable RuleSet>> places) {
        this.places = List.copyOf(places);
    }

    /** The rule set of this hash; null where its text is not at hand, or this release does not take it any more. */
    public @Nullable RuleSet find(String hash) {
        RuleSet known = byHash.get(hash);
        for (int i = 0; known == null && i < places.size(); i++) {
            known = places.get(i).apply(hash);
            if (known != null) {
                byHash.put(hash, known);
            }
        }
        return known;
    }
}
