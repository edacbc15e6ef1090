// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import com.ibm.icu.text.Transliterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes any script in the 26 letters. ICU knows how, and takes a second to wake up and half a millisecond a name; so
 * it is asked once for each letter of the Latin blocks, and for whole names only where another script needs it.
 */
final class LatinLetters {
    /** End of Latin Extended-B: beyond are other scripts. */
    private static final int LATIN_END = 0x250;

    private static final int REMEMBERED = 512;

    /** ICU promises nothing about one transliterator in two threads, and locks inside; so each thread has its own. */
    private static final ThreadLocal<Scribe> SCRIBE = ThreadLocal.withInitial(Scribe::new);

    private LatinLetters() {}

    /** Loaded at the first letter that is not ASCII, which many feeds never have. */
    private static final class Latin {
        static final String[] ASCII = new String[LATIN_END];

        static {
            Transliterator ascii = Transliterator.getInstance("Latin-ASCII");
            for (int letter = 0; letter < LATIN_END; letter++) {
                ASCII[letter] = ascii.transliterate(String.valueOf((char) letter));
            }
        }

        private Latin() {}
    }

    private static final class Scribe {
        private final Transliterator anyScript = Transliterator.getInstance("Any-Latin; Latin-ASCII");

        @SuppressWarnings("serial") // never serialized
        private final Map<String, String> recent = new LinkedHashMap<>(2 * REMEMBERED, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > REMEMBERED;
            }
        };

        String write(String text) {
            String known = recent.get(text);
            if (known == null) {
                known = anyScript.transliterate(text);
                recent.put(text, known);
            }
            return known;
        }
    }

    static String of(String text) {
        StringBuilder ascii = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= LATIN_END && !isMark(letter)) {
                return SCRIBE.get().write(text);
            }
            if (letter < LATIN_END) {
                ascii.append(Latin.ASCII[letter]);
            }
        }
        return ascii.toString();
    }

    /** A combining mark after a Latin letter, or typographer's punctuation, is no reason to ask ICU. */
    private static boolean isMark(char letter) {
        return (letter >= 0x300 && letter < 0x370) || (letter >= 0x2010 && letter < 0x2070);
    }
}
