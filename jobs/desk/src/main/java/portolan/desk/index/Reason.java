// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule that fired, as a row of a list shows it.
 *
 * @param bits what it adds to the score
 * @param why in the rule's own words
 */
public record Reason(String rule, double bits, String why) {
    private static final String BETWEEN = "\u001f";
    private static final String END = "\u001e";

    /** In one text, between control characters that no text of a rule has; one that has is cleaned of them. */
    static String write(List<Reason> reasons) {
        StringBuilder text = new StringBuilder();
        for (Reason reason : reasons) {
            text.append(clean(reason.rule))
                    .append(BETWEEN)
                    .append(reason.bits)
                    .append(BETWEEN)
                    .append(clean(reason.why))
                    .append(END);
        }
        return text.toString();
    }

    private static String clean(String text) {
        return text.replaceAll("[\u001e\u001f]", " ");
    }

    static List<Reason> read(String text) {
        List<Reason> reasons = new ArrayList<>();
        for (String one : text.split(END, -1)) {
            String[] parts = one.split(BETWEEN, -1);
            if (parts.length == 3) {
                reasons.add(new Reason(parts[0], Double.parseDouble(parts[1]), parts[2]));
            }
        }
        return reasons;
    }
}
