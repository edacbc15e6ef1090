// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.TransportMode;

/** What texts are as codes of places and ships, whatever their qualifiers say. */
public final class Codes {
    /** UN recommendation 19, with a zero before it or a national digit behind it, as in the codes of the EU. */
    private static final Pattern MODE = Pattern.compile("0?([1-8])|([1-8])[0-9]");

    private static final Map<String, TransportMode> MODES = Map.of(
            "1", TransportMode.SEA,
            "2", TransportMode.RAIL,
            "3", TransportMode.ROAD,
            "4", TransportMode.AIR,
            "5", TransportMode.POST,
            "8", TransportMode.INLAND);

    private Codes() {}

    /** The mode of transport that a code means; null for several modes, a fixed installation, and what is no code. */
    public static @Nullable TransportMode mode(String code) {
        Matcher mode = MODE.matcher(code);
        return mode.matches() ? MODES.get(mode.group(1) == null ? mode.group(2) : mode.group(1)) : null;
    }

    /** The UN/LOCODE that a text is, or that the number of a terminal begins with; null where it is none. */
    public static @Nullable String locode(String text) {
        return Tidy.locode(text);
    }

    /** The IMO number that a text is, seven digits; null where its check digit is wrong. */
    public static @Nullable String shipNumber(String text) {
        return Tidy.ship(text);
    }
}
