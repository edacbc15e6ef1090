// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Collects all that is wrong with one text, in the order of its lines. */
public final class Faults {
    /** More are counted, not kept: nobody reads them before the first ones are mended. */
    private static final int MOST_KEPT = 200;

    private final SourceLines source;
    private final List<RuleIssue> issues = new ArrayList<>();
    private int count;

    public Faults(RuleText text) {
        this.source = new SourceLines(text);
    }

    /** Reports a fault where the node starts. */
    public void at(Node node, String message) {
        node.getStartMark()
                .ifPresentOrElse(
                        mark -> add(mark.getLine() + 1, mark.getColumn() + 1, message), () -> at(1, 1, message));
    }

    /** Reports the name of nothing that a rule may read: why it may not, or what may be meant. */
    void unknown(ScalarNode node, String what, Collection<String> known) {
        String name = node.getValue();
        String complaint = PersonalAttributes.complaint(name);
        String words = "unknown " + what + " '" + name + "'" + Spelling.suggestion(name, known);
        at(node, complaint != null ? complaint : words);
    }

    /** Reports a fault inside a scalar: {@code codePoint} counts from the start of its value. */
    void at(ScalarNode node, int codePoint, String message) {
        int offset = source.offsetIn(node, codePoint);
        add(source.lineOf(offset), source.columnOf(offset), message);
    }

    void at(int line, int column, String message) {
        add(line, column, message);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** Those that came after the first {@code before}, as far as they are kept. */
    List<RuleIssue> since(int before) {
        return List.copyOf(issues.subList(Math.min(before, issues.size()), issues.size()));
    }

    public List<RuleIssue> inOrder() {
        List<RuleIssue> inOrder = new ArrayList<>(issues);
        inOrder.sort(RuleIssue.IN_ORDER);
        if (count > issues.size()) {
            inOrder.add(source.issue(1, 1, "and " + (count - issues.size()) + " more faults"));
        }
        return inOrder;
    }

    private void add(int line, int column, String message) {
        count++;
        if (issues.size() < MOST_KEPT) {
            issues.add(source.issue(line, column, message));
        }
    }
}
