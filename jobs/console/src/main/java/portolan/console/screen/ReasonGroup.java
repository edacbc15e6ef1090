// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Reasons that are of one family, or rest on a common fact, and the facts of all of them, each once.
 *
 * @param family empty where none of the reasons is of any
 * @param reasons in the order they came in
 * @param facts in the order of the reasons
 */
public record ReasonGroup<R>(String family, List<R> reasons, List<Fact> facts) {
    public ReasonGroup {
        reasons = List.copyOf(reasons);
        facts = List.copyOf(facts);
    }

    /**
     * The groups, in the order of their first reasons: what weighs most stays first, and what shares a fact with it
     * stands beneath it.
     *
     * @param familyOf empty of a reason that is of none
     */
    public static <R> List<ReasonGroup<R>> of(
            List<R> reasons, Function<R, List<Fact>> factsOf, Function<R, String> familyOf) {
        List<String> families = new ArrayList<>();
        List<List<R>> together = new ArrayList<>();
        List<Set<Fact>> facts = new ArrayList<>();
        for (R reason : reasons) {
            List<Fact> its = factsOf.apply(reason);
            String family = familyOf.apply(reason);
            int group = 0;
            while (group < facts.size()
                    && (!families.get(group).equals(family)
                            || (family.isEmpty() && its.stream().noneMatch(facts.get(group)::contains)))) {
                group++;
            }
            if (group == facts.size()) {
                families.add(family);
                together.add(new ArrayList<>());
                facts.add(new LinkedHashSet<>());
            }
            together.get(group).add(reason);
            facts.get(group).addAll(its);
        }
        List<ReasonGroup<R>> groups = new ArrayList<>();
        for (int group = 0; group < together.size(); group++) {
            groups.add(new ReasonGroup<>(families.get(group), together.get(group), List.copyOf(facts.get(group))));
        }
        return groups;
    }

    /** What they come to. */
    public double sum(ToDoubleFunction<R> bits) {
        return reasons.stream().mapToDouble(bits).sum();
    }

    /** The evidence of all, as one text. */
    public String evidence(Texts texts) {
        return facts.stream().map(texts::evidence).collect(Collectors.joining("; "));
    }
}
