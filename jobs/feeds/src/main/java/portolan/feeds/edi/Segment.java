// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import java.util.StringJoiner;

/** One segment of a message. Elements and their components count from 1, as in the directories. */
final class Segment {
    private final String tag;
    private final List<List<String>> elements;
    private final int from;
    private final int to;

    /**
     * A segment where it stands.
     *
     * @param from its first byte in the message; negative in an envelope that was not there
     * @param to the byte after its terminator
     */
    Segment(String tag, List<List<String>> elements, int from, int to) {
        this.tag = tag;
        this.elements = elements;
        this.from = from;
        this.to = to;
    }

    String tag() {
        return tag;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean is(String other) {
        return tag.equals(other);
    }

    int elements() {
        return elements.size();
    }

    /** An element without components, or its first one; empty where there is none. */
    String text(int element) {
        return text(element, 1);
    }

    /** A component, without breaks of lines and blanks around it; empty where there is none. */
    String text(int element, int component) {
        return raw(element, component).replace("\r", "").replace("\n", "").strip();
    }

    /** A component of free text, where a break of lines parts words. */
    String free(int element, int component) {
        String text = raw(element, component);
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0 ? text : text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    /** The components of an element as they are; none where there is no such element. */
    List<String> components(int element) {
        return element > elements.size() ? List.of() : elements.get(element - 1);
    }

    private String raw(int element, int component) {
        List<String> components = components(element);
        return component > components.size() ? "" : components.get(component - 1);
    }

    @Override
    public String toString() {
        StringJoiner joined = new StringJoiner("+", tag + "+", "'");
        elements.forEach(element -> joined.add(String.join(":", element)));
        return joined.toString();
    }
}
