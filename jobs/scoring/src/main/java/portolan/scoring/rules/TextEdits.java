// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Changes to parts of a YAML text; all else stays as its author wrote it, comments included. */
public final class TextEdits {
    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    /**
     * Begins with none.
     *
     * @param text of a rule set that compiles
     */
    public TextEdits(String text) {
        this.text = text;
    }

    /** A part of the text, and what is to stand there. */
    private record Edit(int from, int to, String replacement) {}

    /** The whole of it. */
    public MappingNode top() {
        return (MappingNode)
                new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow();
    }

    public static Node value(MappingNode node, String key) {
        return find(node, key).orElseThrow().getValueNode();
    }

    public static Optional<NodeTuple> find(MappingNode node, String key) {
        return node.getValue().stream()
                .filter(tuple -> ((ScalarNode) tuple.getKeyNode()).getValue().equals(key))
                .findFirst();
    }

    public static String quoted(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    public static int column(Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }

    public void replace(Node node, String replacement) {
        replace(start(node), end(node), replacement);
    }

    public void replace(int from, int to, String replacement) {
        edits.add(new Edit(from, to, replacement));
    }

    public int start(Node node) {
        return offset(node.getStartMark().orElseThrow().getIndex());
    }

    /** Where the node ends, without the line breaks and comments that the parser counts to it. */
    public int end(Node node) {
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
    public int endOfLine(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }

    /** Where the line begins that a place stands in. */
    public int startOfLine(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** Where it ends. */
    public int length() {
        return text.length();
    }

    /** What is written between two places. */
    public String source(int from, int to) {
        return text.substring(from, to);
    }

    /** Takes out the lines of a node, and a blank one before them. */
    public void cut(int from, int to) {
        int begin = startOfLine(from);
        boolean isBlankBefore =
                begin > 0 && text.substring(startOfLine(begin - 1), begin).isBlank();
        replace(isBlankBefore ? startOfLine(begin - 1) : begin, endOfLine(to - 1), "");
    }

    /** Where the comments begin that stand right above a line; the line itself where there are none. */
    public int startOfComments(int offset) {
        int begin = startOfLine(offset);
        while (begin > 0 && text.startsWith("#", startOfLine(begin - 1))) {
            begin = startOfLine(begin - 1);
        }
        return begin;
    }

    public boolean isAfterABreak(int offset) {
        return text.charAt(offset - 1) == '\n';
    }

    /** One of a list or a mapping. */
    public record Part(int from, int to, boolean isTakenOut) {}

    /** Where a node stands. */
    public Part part(Node node, boolean isTakenOut) {
        return new Part(start(node), end(node), isTakenOut);
    }

    /** Takes parts out of a list or a mapping, and adds others behind its last; each of a block begins a line. */
    public void change(CollectionNode<?> all, List<Part> parts, List<String> added) {
        boolean isFlow = all.getFlowStyle() == FlowStyle.FLOW;
        if (added.isEmpty() && parts.stream().noneMatch(Part::isTakenOut)) {
            return;
        }
        if (isFlow || (added.isEmpty() && parts.stream().allMatch(Part::isTakenOut))) {
            String brackets = all instanceof SequenceNode ? "[]" : "{}";
            String stays = Stream.concat(
                            parts.stream().filter(part -> !part.isTakenOut).map(part -> source(part.from, part.to)),
                            added.stream())
                    .collect(joining(", ", brackets.substring(0, 1), brackets.substring(1)));
            replace(all, stays);
            return;
        }
        parts.stream().filter(Part::isTakenOut).forEach(part -> cut(part.from, part.to));
        int end = endOfLine(parts.get(parts.size() - 1).to - 1);
        if (!added.isEmpty()) {
            insert(end, String.join("", added).substring(1) + '\n');
        }
    }

    /** Puts lines in, which begin on one of their own. */
    public void insert(int at, String lines) {
        replace(at, at, (isAfterABreak(at) ? "" : "\n") + lines);
    }

    /** Takes it out, with the comments right above it. */
    public void cutSection(NodeTuple section) {
        cut(startOfComments(start(section.getKeyNode())), end(section.getValueNode()));
    }

    /** A line break, and blanks up to a column. */
    public static String newLine(int column) {
        return '\n' + " ".repeat(column);
    }

    public String edited() {
        StringBuilder edited = new StringBuilder(text);
        edits.sort(Comparator.comparingInt(Edit::from).reversed());
        edits.forEach(edit -> edited.replace(edit.from(), edit.to(), edit.replacement()));
        return edited.toString();
    }
}
