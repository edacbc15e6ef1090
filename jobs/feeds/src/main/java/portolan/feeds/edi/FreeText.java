// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import java.util.regex.Pattern;

/** Texts that a message had to cut into components, and those that a sender forgot to release signs in. */
final class FreeText {
    /** Element of an FTX that holds the text; the language of it follows, and nothing that is a text. */
    private static final int TEXT = 4;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}");

    private FreeText() {}

    /**
     * The whole text of an FTX. What follows an unreleased {@code +} in it came to be elements of its own: unless it is
     * the one element that a language has, and looks like one, it is text.
     */
    static String of(Segment ftx) {
        StringBuilder text = new StringBuilder(parts(ftx, TEXT, 1));
        int elements = ftx.elements();
        boolean language =
                elements == TEXT + 1 && LANGUAGE.matcher(ftx.text(TEXT + 1)).matches();
        for (int element = TEXT + 1; element <= elements && !language; element++) {
            text.append('+');
            for (int component = 1; component <= ftx.components(element).size(); component++) {
                text.append(component == 1 ? "" : ":").append(ftx.free(element, component));
            }
        }
        return text.toString().strip();
    }

    /** The components of an element from one on, as one text. One of full length was cut within a word. */
    static String joined(Segment segment, int element, int first) {
        return parts(segment, element, first).strip();
    }

    private static String parts(Segment segment, int element, int first) {
        List<String> components = segment.components(element);
        StringBuilder text = new StringBuilder();
        int last = 0;
        for (int component = first; component <= components.size(); component++) {
            String part = segment.free(element, component);
            if (part.isBlank()) {
                continue;
            }
            boolean goesOn = text.length() == 0 || isFull(last);
            text.append(goesOn ? part : ' ' + part.stripLeading());
            last = part.length();
        }
        return text.toString();
    }

    /** Lengths of the components of texts: names and addresses, texts before D.98B, texts since. */
    static boolean isFull(int length) {
        return length == 35 || length == 70 || length == 512;
    }
}
