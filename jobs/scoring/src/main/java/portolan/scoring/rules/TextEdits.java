// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Changes to parts of a YAML text; all else stays as its author wrote it, comments included. */
final class TextEdits {
    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    /** @param text of a rule set that compiles */
    TextEdits(String text) {
        this.text = text;
    }

    /** A part of the text, and what is to stand there. */
    private record Edit(int from, int to, String replacement) {}

    /** The whole of it. */
    MappingNode top() {
        return (MappingNode)
                new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow();
    }

    static Node value(MappingNode node, String key) {
        return find(node, key).orElseThrow().getValueNode();
    }

    static Optional<NodeTuple> find(MappingNode node, String key) {
        return node.getValue().stream()
                .filter(tuple -> ((ScalarNode) tuple.getKeyNode()).getValue().equals(key))
                .findFirst();
    }

    static String quoted(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    static int column(Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }

    void replace(Node node, String replacement) {
        replace(start(node), end(node), replacement);
    }

    void replace(int from, int to, String replacement) {
        edits.add(new Edit(from, to, replacement));
    }

    int start(Node node) {
        return offset(node.getStartMark().orElseThrow().getIndex());
    }

    /** Where the node ends, without the line breaks and comments that the parser counts to it. */
    int end(Node node) {
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

    /** After the line break of the line that a place stands in. */
    int endOfLine(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }

    boolean isAfterABreak(int offset) {
        return text.charAt(offset - 1) == '\n';
    }

    String edited() {
        StringBuilder edited = new StringBuilder(text);
        edits.sort(Comparator.comparingInt(Edit::from).reversed());
        edits.forEach(edit -> edited.replace(edit.from(), edit.to(), edit.replacement()));
        return edited.toString();
    }
}
