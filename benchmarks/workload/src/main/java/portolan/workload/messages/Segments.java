// SPDX-License-Identifier: Apache-2.0
package portolan.workload.messages;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Segments of EDIFACT or X12, one a line, without empty elements at their ends. */
final class Segments {
    private final char separator;
    private final String end;
    private final StringBuilder text = new StringBuilder();
    private int count;

    Segments(char separator, char terminator) {
        this.separator = separator;
        this.end = terminator + "\n";
    }

    void add(String tag, String... elements) {
        int last = elements.length;
        while (last > 0 && elements[last - 1].isEmpty()) {
            last--;
        }
        text.append(tag);
        for (int at = 0; at < last; at++) {
            text.append(separator).append(elements[at]);
        }
        text.append(end);
        count++;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static String blank(@Nullable String text) {
        return text == null ? "" : text;
    }

    static String number(@Nullable Number number) {
        return number == null
                ? ""
                : number instanceof BigDecimal decimal
                        ? decimal.stripTrailingZeros().toPlainString()
                        : number.toString();
    }
}
