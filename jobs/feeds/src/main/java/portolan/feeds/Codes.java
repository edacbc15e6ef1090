// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import org.jspecify.annotations.Nullable;

/** What texts are as codes of places and ships, whatever their qualifiers say. */
public final class Codes {
    private Codes() {}

    /** The UN/LOCODE that a text is, or that the number of a terminal begins with; null where it is none. */
    public static @Nullable String locode(String text) {
        return Tidy.locode(text);
    }

    /** The IMO number that a text is, seven digits; null where its check digit is wrong. */
    public static @Nullable String shipNumber(String text) {
        return Tidy.ship(text);
    }
}
