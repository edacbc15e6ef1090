// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The next version of a rule set's text with other thresholds of offices. All else stays as its author wrote it,
 * comments included; only the parts that name offices are written anew.
 */
public final class RuleSetDraft {
    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    private RuleSetDraft(String text) {
        this.text = text;
    }

    /** A part of the text, and what is to stand there. */
    private record Edit(int from, int to, String replacement) {}

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
        MappingNode top = (MappingNode) new Compose(LoadSettings.builder().build())
                .composeString(ruleSet.text())
                .orElseThrow();
        draft.replace(value(top, "version"), Integer.toString(ruleSet.version() + 1));
        draft.replace(value(top, "why"), quoted(why));
        MappingNode threats = (MappingNode) value(top, "threats");
        for (Threat threat : ruleSet.threats()) {
            Map<String, List<OfficeLanes>> all = new LinkedHashMap<>(threat.offices());
            all.putAll(offices.getOrDefault(threat.name(), Map.of()));
            draft.replaceOffices((MappingNode) value(threats, threat.name()), all);
        }
        return draft.edited();
    }

    private static Node value(MappingNode node, String key) {
        return find(node, key).orElseThrow().getValueNode();
    }

    private static Optional<NodeTuple> find(MappingNode node, String key) {
        return node.getValue().stream()
                .filter(tuple -> ((ScalarNode) tuple.getKeyNode()).getValue().equals(key))
                .findFirst();
    }

    private void replace(Node node, String replacement) {
        edits.add(new Edit(start(node), end(node), replacement));
    }

    private void replaceOffices(MappingNode threat, Map<String, List<OfficeLanes>> offices) {
        if (offices.isEmpty()) {
            return;
        }
        NodeTuple stated = find(threat, "offices").orElse(null);
        if (threat.getFlowStyle() == FlowStyle.FLOW) {
            String flow = "offices: {" + flow(offices) + '}';
            edits.add(
                    stated == null
                            ? new Edit(end(threat) - 1, end(threat) - 1, ", " + flow)
                            : new Edit(start(stated.getKeyNode()), end(stated.getValueNode()), flow));
            return;
        }
        NodeTuple lanes = find(threat, "lanes").orElseThrow();
        String indent = " ".repeat(column(lanes.getKeyNode()));
        String block = "offices:\n" + block(offices, indent + "  ");
        if (stated == null) {
            int after = endOfLine(end(lanes.getValueNode()));
            edits.add(new Edit(after, after, (text.charAt(after - 1) == '\n' ? "" : "\n") + indent + block));
        } else {
            edits.add(new Edit(start(stated.getKeyNode()), endOfLine(end(stated.getValueNode())), block));
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
        return "{red: " + bits(lanes.red()) + ", yellow: " + bits(lanes.yellow()) + ", blue: " + bits(lanes.blue())
                + '}';
    }

    /** As few decimals, from two on, as read as the same units again; four always do. */
    private static String bits(long units) {
        BigDecimal exact = BigDecimal.valueOf(Bits.ofUnits(units));
        for (int decimals = 2; ; decimals++) {
            BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_EVEN);
            if (Bits.toUnits(rounded.doubleValue()) == units) {
                return rounded.stripTrailingZeros().toPlainString();
            }
        }
    }

    private static String quoted(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    private String edited() {
        StringBuilder edited = new StringBuilder(text);
        edits.sort(Comparator.comparingInt(Edit::from).reversed());
        edits.forEach(edit -> edited.replace(edit.from(), edit.to(), edit.replacement()));
        return edited.toString();
    }

    private int start(Node node) {
        return offset(node.getStartMark().orElseThrow().getIndex());
    }

    /** Where the node ends, without the line breaks and comments that the parser counts to it. */
    private int end(Node node) {
        if (node instanceof MappingNode mapping && mapping.getFlowStyle() != FlowStyle.FLOW) {
            return end(mapping.getValue().get(mapping.getValue().size() - 1).getValueNode());
        }
        int end = offset(node.getEndMark().orElseThrow().getIndex());
        while (Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Marks count code points. */
    private int offset(int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }

    private static int column(Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }

    private int endOfLine(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }
}
