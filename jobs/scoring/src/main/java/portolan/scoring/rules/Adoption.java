// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static portolan.scoring.rules.TextEdits.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Writes what was learned into the text of a rule set, as its next version. All else of the text stays as it is:
 * comments, order, blanks.
 */
public final class Adoption {
    private static final int ALL = -1;
    private static final String ADOPTED = "adopted";

    private final TextEdits edits;
    private final MappingNode top;

    /**
     * Begins with nothing adopted.
     *
     * @param ruleSet whose text is changed; {@link RuleSetDraft#obstacle} finds none
     * @param why of the new version
     */
    public Adoption(RuleSet ruleSet, String why) {
        edits = new TextEdits(ruleSet.text());
        top = edits.top();
        edits.replace(value(top, "version"), Integer.toString(ruleSet.version() + 1));
        edits.replace(value(top, "why"), TextEdits.quoted(why));
    }

    /** Bits as they are written: at most two decimals. */
    public static double rounded(double bits) {
        return BigDecimal.valueOf(bits).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
    }

    /**
     * Writes a threat's prior.
     *
     * @param bits from now on
     * @param before the day, UTC, before which inspections are in it
     */
    public void prior(String threat, double bits, LocalDate before) {
        MappingNode of = (MappingNode) value((MappingNode) value(top, "threats"), threat);
        edits.replace(value(of, "prior"), Bits.show(bits));
        state(of, "lanes", before.toString());
    }

    /**
     * Writes a rule's adopted bits.
     *
     * @param adopted all that is adopted of it, earlier ones included
     */
    public void rule(String id, Adopted adopted) {
        for (Node each : ((SequenceNode) value(top, "rules")).getValue()) {
            if (each instanceof MappingNode rule
                    && ((ScalarNode) value(rule, "id")).getValue().equals(id)) {
                state(rule, "why", adopted.toString());
                return;
            }
        }
        throw new NoSuchElementException("no such rule: " + id);
    }

    /** Gives the key {@code adopted} a value, before another where it is not there yet. */
    private void state(MappingNode of, String before, String value) {
        Optional<NodeTuple> stated = TextEdits.find(of, ADOPTED);
        if (stated.isPresent()) {
            edits.replace(stated.get().getValueNode(), value);
            return;
        }
        Node next = TextEdits.find(of, before).orElseThrow().getKeyNode();
        int at = edits.start(next);
        String then = of.getFlowStyle() == FlowStyle.FLOW ? ", " : "\n" + " ".repeat(TextEdits.column(next));
        edits.replace(at, at, ADOPTED + ": " + value + then);
    }

    /** The text with all that was adopted. */
    public String text() {
        return edits.edited();
    }

    /**
     * Examples with the scores that they come to now. What else of them no longer holds is left: a lane, or who fires,
     * is what a person expects.
     *
     * @param issues why the rule set is refused with them
     * @return null where none of the issues is a score
     */
    public static @Nullable String scored(RuleText examples, List<RuleIssue> issues) {
        String[] lines = examples.text().split("\n", ALL);
        boolean any = false;
        for (RuleIssue issue : issues) {
            Double score = Examples.foundInstead(issue.message());
            if (score != null && examples.file().equals(issue.file())) {
                String line = lines[issue.line() - 1];
                int from = line.offsetByCodePoints(0, issue.column() - 1);
                int to = from;
                while (to < line.length() && "+-.0123456789".indexOf(line.charAt(to)) >= 0) {
                    to++;
                }
                lines[issue.line() - 1] = line.substring(0, from) + Bits.show(score) + line.substring(to);
                any = true;
            }
        }
        return any ? String.join("\n", lines) : null;
    }
}
