// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import java.util.StringJoiner;

/**
 * One segment of a message. Elements and their components count from 1, as in the directories.
 *
 * @param from its first byte in the message; negative in an envelope that was not there
 * @param to the byte after its terminator
 */
record Segment(String tag, List<List<String>> all, int from, int to) {
    /** Stands where there is none: all of its texts are empty. */
    static final Segment NONE = new Segment("", List.of(), -1, -1);

    boolean is(String other) {
        return tag.equals(other);
    }

    int elements() {
        return all.size();
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
        return element > all.size() ? List.of() : all.get(element - 1);
    }

    private String raw(int element, int component) {
        List<String> components = components(element);
        return component > components.size() ? "" : components.get(component - 1);
    }

    /**
     * The first of some, by what its first element says, in the order of the qualifiers; {@link #NONE} where there is none.
     *
     * @param qualifiers none for any
     */
    static Segment first(List<Segment> segments, String tag, String... qualifiers) {
        for (String qualifier : qualifiers.length == 0 ? new String[] {""} : qualifiers) {
            for (Segment segment : segments) {
                if (segment.is(tag) && (qualifiers.length == 0 || segment.text(1).equals(qualifier))) {
                    return segment;
                }
            }
        }
        return NONE;
    }

    @Override
    public String toString() {
        StringJoiner joined = new StringJoiner("+", tag + "+", "'");
        all.forEach(element -> joined.add(String.join(":", element)));
        return joined.toString();
    }
}
