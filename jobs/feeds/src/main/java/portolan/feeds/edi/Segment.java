// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * One segment of a message. Elements and their components count from 1, as in the directories.
 *
 * @param from its first byte in the message; negative in an envelope that was not there
 * @param to the byte after its terminator
 */
record Segment(String tag, List<List<String>> all, int from, int to) {
    /** Lengths of the components of texts: names and addresses, texts before D.98B, texts since. */
    static final Set<Integer> FULL = Set.of(35, 70, 512);

    /** Element of an FTX that holds the text; the language of it follows, and nothing that is a text. */
    private static final int TEXT = 4;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}");

    /** Stands where there is none: all of its texts are empty. */
    static final Segment NONE = new Segment("", List.of(), -1, -1);

    /** Whether it stands for one that is not there. */
    boolean isNone() {
        return tag.isEmpty();
    }

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

    /**
     * The whole text of an FTX. What follows an unreleased {@code +} in it came to be elements of its own: unless it is
     * the one element that a language has, and looks like one, it is text.
     */
    String freeText() {
        StringBuilder text = new StringBuilder(parts(TEXT, 1));
        boolean language =
                elements() == TEXT + 1 && LANGUAGE.matcher(text(TEXT + 1)).matches();
        for (int element = TEXT + 1; element <= elements() && !language; element++) {
            text.append('+');
            for (int component = 1; component <= components(element).size(); component++) {
                text.append(component == 1 ? "" : ":").append(free(element, component));
            }
        }
        return text.toString().strip();
    }

    /** The components of an element from one on, as one text. One of full length was cut within a word. */
    String joined(int element, int first) {
        return parts(element, first).strip();
    }

    private String parts(int element, int first) {
        StringBuilder text = new StringBuilder();
        int last = 0;
        for (int component = first; component <= components(element).size(); component++) {
            String part = free(element, component);
            if (!part.isBlank()) {
                text.append(text.isEmpty() || FULL.contains(last) ? part : ' ' + part.stripLeading());
                last = part.length();
            }
        }
        return text.toString();
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
     * The first by what its first element says, in the order of the qualifiers; {@link #NONE} where there is none.
     *
     * @param qualifiers none for any
     */
    static Segment first(List<Segment> segments, String tag, String... qualifiers) {
        for (String qualifier : qualifiers.length == 0 ? new String[] {""} : qualifiers) {
            for (Segment segment : segments) {
                if (segment.is(tag)
                        && (qualifiers.length == 0 || segment.text(1).equals(qualifier))) {
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
