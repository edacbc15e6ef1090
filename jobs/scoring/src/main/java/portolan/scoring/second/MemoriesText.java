// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static java.util.stream.Collectors.joining;
import static portolan.scoring.rules.TextEdits.find;
import static portolan.scoring.rules.TextEdits.newLine;
import static portolan.scoring.rules.TextEdits.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import portolan.scoring.bank.Declaration;
import portolan.scoring.rules.TextEdits;
import portolan.scoring.rules.TextEdits.Part;

/** What a text declares of memories, as it is changed. */
record MemoriesText(TextEdits edits, MappingNode top) {
    /**
     * Declares what is read, instead of what nothing reads any more, and of {@code learning}.
     *
     * @param declared what is declared so far
     * @param read some of which may be declared already
     */
    void write(List<Declaration> declared, Set<Declaration> stale, Set<Declaration> read) {
        read.removeIf(declaration -> declared.stream().anyMatch(declaration::isOfSame));
        NodeTuple learning = find(top, "learning").orElse(null);
        NodeTuple stated = find(top, "memories").orElse(null);
        if (stated != null || read.isEmpty()) {
            if (learning != null) {
                edits.cutSection(learning);
            }
            if (stated != null) {
                stated(stated, declared, stale, read);
            }
            return;
        }
        String section = "# What curves read.\nmemories:\n  declared:" + items(read, newLine(4)) + '\n';
        if (learning == null) {
            edits.insert(edits.endOfLine(edits.end(value(top, "why")) - 1), '\n' + section);
        } else {
            edits.replace(
                    edits.startOfComments(edits.start(learning.getKeyNode())),
                    edits.endOfLine(edits.end(learning.getValueNode()) - 1),
                    section);
        }
    }

    private void stated(NodeTuple stated, List<Declaration> declared, Set<Declaration> stale, Set<Declaration> added) {
        MappingNode section = (MappingNode) stated.getValueNode();
        NodeTuple list = find(section, "declared").orElse(null);
        if (list == null) {
            if (!added.isEmpty() && section.getFlowStyle() == FlowStyle.FLOW) {
                int end = edits.end(section) - 1;
                edits.replace(end, end, ", declared: [" + String.join(", ", written(added)) + ']');
            } else if (!added.isEmpty()) {
                int column = TextEdits.column(section);
                edits.insert(
                        edits.endOfLine(edits.end(section) - 1),
                        " ".repeat(column) + "declared:" + items(added, newLine(column + 2)) + '\n');
            }
            return;
        }
        SequenceNode all = (SequenceNode) list.getValueNode();
        // Those of the standard bank come first, and are written nowhere.
        int first = declared.size() - all.getValue().size();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < all.getValue().size(); i++) {
            parts.add(edits.part(all.getValue().get(i), stale.contains(declared.get(first + i))));
        }
        if (first == 0 && added.isEmpty() && parts.stream().allMatch(Part::isTakenOut)) {
            edits.cutSection(stated);
            return;
        }
        String indent = all.getFlowStyle() == FlowStyle.FLOW ? "" : newLine(TextEdits.column(all)) + "- ";
        edits.change(
                all, parts, written(added).stream().map(item -> indent + item).toList());
    }

    private static List<String> written(Set<Declaration> declarations) {
        return declarations.stream().map(Declaration::written).toList();
    }

    private static String items(Set<Declaration> declarations, String indent) {
        return written(declarations).stream().map(item -> indent + "- " + item).collect(joining());
    }
}
