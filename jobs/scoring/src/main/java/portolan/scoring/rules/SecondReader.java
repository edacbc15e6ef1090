// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads how far a rule set's second opinion counts. */
final class SecondReader {
    private static final List<String> KEYS = List.of("share", "toll", "times");

    private final Faults faults;

    SecondReader(Faults faults) {
        this.faults = faults;
    }

    /**
     * What is written of it; null where nothing is, or what is there is reported.
     *
     * @param rules that are there
     * @param hasOverall whether a threat stands for any offence at all
     */
    @Nullable
    Second read(Section top, Map<String, Rule> rules, boolean hasOverall) {
        Node node = top.optional("second");
        if (node == null) {
            return null;
        }
        int before = faults.count();
        if (!hasOverall) {
            faults.at(node, "'second' is about any offence at all: mark one threat with 'overall: true'");
        }
        Section section = Section.of(node, "'second'", faults, KEYS);
        Node shareNode = section.required("share");
        double share = shareNode == null ? 0 : Section.number(shareNode).orElse(0);
        if (shareNode != null && !(share > 0 && share <= Second.LARGEST_SHARE)) {
            faults.at(
                    shareNode,
                    "expected a share above 0 and up to " + Second.LARGEST_SHARE + " in 'share', found "
                            + Section.kind(shareNode) + "; 0.25 is a quarter of what is red");
        }
        double toll = section.bits("toll").orElse(0);
        if (toll < 0) {
            Node written = section.optional("toll");
            faults.at(
                    written == null ? node : written,
                    "expected 0 bits or more in 'toll', found " + Bits.show(toll)
                            + "; it says by how much the second opinion must be above");
        }
        Map<String, Double> times = times(section.optional("times"), rules);
        return faults.count() > before ? null : new Second(share, Bits.toUnits(toll), times);
    }

    private Map<String, Double> times(@Nullable Node node, Map<String, Rule> rules) {
        Map<String, Double> times = new LinkedHashMap<>();
        if (node == null) {
            return times;
        }
        for (Section.Entry entry : Section.open(node, "'times'", faults).entries()) {
            String id = entry.key().getValue();
            Rule rule = rules.get(id);
            double by = Section.number(entry.value()).orElse(-1);
            if (rule == null) {
                faults.at(entry.key(), "unknown rule '" + id + "'" + Spelling.suggestion(id, rules.keySet()));
            } else if (Second.isOwn(rule)) {
                faults.at(
                        entry.key(), "curve '" + id + "' is the second opinion's own: change its bins, not its factor");
            } else if (rule.isFrozen() && !rule.isCurve()) {
                faults.at(
                        entry.key(),
                        "rule '" + id + "' is frozen, and nothing weighs it: leave it out here, or 'frozen' there");
            } else if (!(by >= Second.LEAST_TIMES && by <= Second.LARGEST_TIMES)) {
                faults.at(
                        entry.value(),
                        "expected a factor from " + Second.LEAST_TIMES + " to " + Bits.show(Second.LARGEST_TIMES)
                                + " for rule '" + id + "', found " + Section.kind(entry.value()));
            }
            times.put(id, by);
        }
        return times;
    }
}
