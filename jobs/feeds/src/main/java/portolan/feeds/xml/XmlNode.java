// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One element of a bill, or of what stands around the bills of a message. Names are without their name space. */
final class XmlNode {
    private final String name;
    private final @Nullable XmlNode parent;
    private final List<XmlNode> children = new ArrayList<>(4);
    private final Map<String, String> attributes = new LinkedHashMap<>(4);
    private final StringBuilder text = new StringBuilder();
    private final int from;
    private int to;

    private XmlNode(String name, @Nullable XmlNode parent, int from) {
        this.name = name;
        this.parent = parent;
        this.from = from;
    }

    /** The element that has just started. */
    static XmlNode starting(XmlEvents events, @Nullable XmlNode parent) {
        XmlNode node = new XmlNode(events.name(), parent, events.from());
        for (int at = 0; at < events.attributes(); at++) {
            node.attributes.put(events.attributeName(at), events.attribute(at));
        }
        return node;
    }

    void add(XmlNode child) {
        children.add(child);
    }

    void addText(String more) {
        text.append(more);
    }

    void endAt(int end) {
        this.to = end;
    }

    String name() {
        return name;
    }

    @Nullable
    XmlNode parent() {
        return parent;
    }

    List<XmlNode> children() {
        return children;
    }

    /** The element's own text without blanks around it. */
    String text() {
        return text.toString().strip();
    }

    @Nullable
    String attribute(String named) {
        return attributes.get(named);
    }

    /** First byte of the element in its message. */
    int from() {
        return from;
    }

    /** The byte after the element's last one. */
    int to() {
        return to;
    }
}
