// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.mapping.MessageElement;

/** One element of a bill, or of what stands around the bills of a message. Names are without their name space. */
final class XmlNode implements MessageElement {
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
        events.attributes(node.attributes);
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

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable XmlNode parent() {
        return parent;
    }

    @Override
    public List<XmlNode> children() {
        return children;
    }

    @Override
    public String text() {
        return text.toString().strip();
    }

    @Override
    public @Nullable String attribute(String named) {
        return attributes.get(named);
    }

    /** The outermost element. */
    XmlNode root() {
        XmlNode root = this;
        while (root.parent != null) {
            root = root.parent;
        }
        return root;
    }

    /** The element with these of its children of a name, and all others. */
    XmlNode withOnly(String named, List<XmlNode> kept) {
        XmlNode some = emptied(parent);
        for (XmlNode child : children) {
            if (!child.name.equals(named) || kept.contains(child)) {
                some.children.add(child);
            }
        }
        return some;
    }

    /** The element, in which each of its children of a name is as many as it has pieces: each begins with this element. */
    XmlNode split(String named, String beginning) {
        XmlNode whole = emptied(parent);
        for (XmlNode child : children) {
            if (child.name.equals(named) && child.childrenNamed(beginning).size() > 1) {
                XmlNode piece = child.emptied(whole);
                boolean begun = false;
                for (XmlNode part : child.children) {
                    if (part.name.equals(beginning) && begun) {
                        whole.add(piece);
                        piece = child.emptied(whole);
                    }
                    begun |= part.name.equals(beginning);
                    piece.add(part);
                }
                whole.add(piece);
            } else {
                whole.add(child);
            }
        }
        return whole;
    }

    /**
     * The element as another release of its format writes it.
     *
     * @param wrappers elements that only hold others, which stand in their place
     * @param names new names by old ones
     */
    XmlNode rewritten(Set<String> wrappers, Map<String, String> names) {
        XmlNode whole = emptied(parent);
        rewrite(this, whole, wrappers, names);
        return whole;
    }

    private static void rewrite(XmlNode of, XmlNode into, Set<String> wrappers, Map<String, String> names) {
        for (XmlNode child : of.children) {
            if (wrappers.contains(child.name)) {
                rewrite(child, into, wrappers, names);
            } else {
                XmlNode renamed = new XmlNode(names.getOrDefault(child.name, child.name), into, child.from);
                renamed.to = child.to;
                renamed.attributes.putAll(child.attributes);
                renamed.text.append(child.text);
                rewrite(child, renamed, wrappers, names);
                into.add(renamed);
            }
        }
    }

    private XmlNode emptied(@Nullable XmlNode under) {
        XmlNode empty = new XmlNode(name, under, from);
        empty.to = to;
        empty.attributes.putAll(attributes);
        empty.text.append(text);
        return empty;
    }

    /** The text at the end of a way of names, to the first of each; empty where there is none. */
    String textAt(String... way) {
        XmlNode here = this;
        for (String step : way) {
            XmlNode found = here.first(step);
            if (found == null) {
                return "";
            }
            here = found;
        }
        return here.text();
    }

    /** The text of the first of these elements that has one. */
    String firstText(String... names) {
        for (String any : names) {
            String found = textAt(any);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    /** The first child of a name; null where there is none. */
    @Nullable
    XmlNode first(String named) {
        for (XmlNode child : children) {
            if (child.name.equals(named)) {
                return child;
            }
        }
        return null;
    }

    boolean has(String named) {
        return first(named) != null;
    }

    List<XmlNode> childrenNamed(String named) {
        return children.stream().filter(child -> child.name.equals(named)).toList();
    }

    /** The way to the element from the outermost one, as in {@code CC315A/GOOITEGDS[2]}. */
    String place() {
        return parent == null
                ? name
                : parent.place()
                        + '/'
                        + name
                        + '['
                        + (parent.childrenNamed(name).indexOf(this) + 1)
                        + ']';
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
