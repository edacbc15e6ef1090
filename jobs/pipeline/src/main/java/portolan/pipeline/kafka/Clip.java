// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

/** Texts that come from filings, at a length that an output topic can carry: a name may be a megabyte long. */
public final class Clip {
    private static final int LONGEST = 1000;

    private Clip() {}

    public static String text(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        // Never half of a surrogate pair: it cannot be encoded.
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "...";
    }
}
