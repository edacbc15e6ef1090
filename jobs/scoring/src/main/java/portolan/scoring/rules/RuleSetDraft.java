// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static portolan.scoring.rules.TextEdits.column;
import static portolan.scoring.rules.TextEdits.find;
import static portolan.scoring.rules.TextEdits.quoted;
import static portolan.scoring.rules.TextEdits.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * The next version of a rule set's text with other thresholds of offices. All else stays as its author wrote it,
 * comments included; only the parts that name offices are written anew.
 */
public final class RuleSetDraft {
    private final TextEdits edits;

    private RuleSetDraft(String text) {
        edits = new TextEdits(text);
    }

    /**
     * What keeps a text from having drafts: a YAML alias in the parts that are written anew, or of them.
     *
     * @param text of a rule set that compiles
     */
    public static Optional<RuleIssue> obstacle(RuleText text) {
        return DraftAliases.first(text);
    }

    /**
     * Writes it.
     *
     * @param ruleSet whose text is changed; it has no {@link #obstacle}
     * @param why of the new version
     * @param offices by threat, thresholds of offices; other offices of the rule set keep theirs
     */
    public static String of(RuleSet ruleSet, String why, Map<String, Map<String, List<OfficeLanes>>> offices) {
        RuleSetDraft draft = new RuleSetDraft(ruleSet.text());
        MappingNode top = draft.edits.top();
        draft.edits.replace(value(top, "version"), Integer.toString(ruleSet.version() + 1));
        draft.edits.replace(value(top, "why"), quoted(why));
        MappingNode threats = (MappingNode) value(top, "threats");
        for (Threat threat : ruleSet.threats()) {
            Map<String, List<OfficeLanes>> all = new LinkedHashMap<>(threat.offices());
            all.putAll(offices.getOrDefault(threat.name(), Map.of()));
            draft.replaceOffices((MappingNode) value(threats, threat.name()), all);
        }
        return draft.edits.edited();
    }

    private void replaceOffices(MappingNode threat, Map<String, List<OfficeLanes>> offices) {
        if (offices.isEmpty()) {
            return;
        }
        NodeTuple stated = find(threat, "offices").orElse(null);
        if (threat.getFlowStyle() == FlowStyle.FLOW) {
            String flow = "offices: {" + flow(offices) + '}';
            if (stated == null) {
                edits.replace(edits.end(threat) - 1, edits.end(threat) - 1, ", " + flow);
            } else {
                edits.replace(edits.start(stated.getKeyNode()), edits.end(stated.getValueNode()), flow);
            }
            return;
        }
        NodeTuple lanes = find(threat, "lanes").orElseThrow();
        String indent = " ".repeat(column(lanes.getKeyNode()));
        String block = "offices:\n" + block(offices, indent + "  ");
        if (stated == null) {
            int after = edits.endOfLine(edits.end(lanes.getValueNode()));
            edits.replace(after, after, (edits.isAfterABreak(after) ? "" : "\n") + indent + block);
        } else {
            edits.replace(edits.start(stated.getKeyNode()), edits.endOfLine(edits.end(stated.getValueNode())), block);
        }
    }

    private static String block(Map<String, List<OfficeLanes>> offices, String indent) {
        StringBuilder block = new StringBuilder();
        offices.forEach((office, own) -> {
            block.append(indent).append(quoted(office)).append(":\n");
            own.forEach(some -> block.append(indent)
                    .append("  ")
                    .append(days(some))
                    .append(": ")
                    .append(thresholds(some.lanes()))
                    .append('\n'));
        });
        return block.toString();
    }

    private static String flow(Map<String, List<OfficeLanes>> offices) {
        List<String> all = new ArrayList<>();
        offices.forEach((office, own) -> all.add(quoted(office) + ": {"
                + String.join(
                        ", ",
                        own.stream()
                                .map(some -> days(some) + ": " + thresholds(some.lanes()))
                                .toList())
                + '}'));
        return String.join(", ", all);
    }

    private static String days(OfficeLanes lanes) {
        String days = lanes.days().toString();
        return days.contains(",") ? quoted(days) : days;
    }

    private static String thresholds(Thresholds lanes) {
        return "{red: " + Bits.exact(lanes.red()) + ", yellow: " + Bits.exact(lanes.yellow()) + ", blue: "
                + Bits.exact(lanes.blue()) + '}';
    }
}
