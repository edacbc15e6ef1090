// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said of a threat's score: a line for each share, with its bits to two decimals and its rule.
 *
 * @param score to two decimals
 * @param shares in an order of their own
 */
record SaidShares(String score, List<String> shares) {
    private static final Pattern TABLE = Pattern.compile(
            "<table class=\"shares\" data-threat=\"([^\"]*)\" data-score=\"([^\"]*)\">(.*?)</table>", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("data-bits=\"([^\"]*)\".*?<span class=\"soft small\">\\[([^]]*)]</span>", Pattern.DOTALL);
    private static final Pattern HEAD = Pattern.compile("(\\S+) {3}(?:RED|YELLOW|BLUE|GREEN) {3}(-?[0-9.]+) bits.*");
    private static final Pattern LINE = Pattern.compile(" {0,6}([-+][0-9]+\\.[0-9]{2}) (.*)");
    private static final Pattern RULE = Pattern.compile(".*?\\[([a-z0-9:_-]+)](?: \\(.*)?");
    private static final BigDecimal UNITS = BigDecimal.valueOf(1_024);

    SaidShares {
        List<String> sorted = new ArrayList<>(shares);
        Collections.sort(sorted);
        shares = List.copyOf(sorted);
    }

    /**
     * By threat, what a card's page says.
     *
     * @throws AssertionError if bits do not add up to the score, or are no whole number of 1/1024
     */
    static Map<String, SaidShares> ofCard(String page) {
        Map<String, SaidShares> said = new TreeMap<>();
        Matcher table = TABLE.matcher(page);
        while (table.find()) {
            BigDecimal sum = BigDecimal.ZERO;
            List<String> shares = new ArrayList<>();
            Matcher row = ROW.matcher(table.group(3));
            while (row.find()) {
                BigDecimal bits = new BigDecimal(row.group(1));
                bits.multiply(UNITS).toBigIntegerExact();
                sum = sum.add(bits);
                shares.add(String.format(Locale.ROOT, "%+.2f %s", bits.doubleValue(), row.group(2)));
            }
            BigDecimal score = new BigDecimal(table.group(2));
            if (sum.compareTo(score) != 0) {
                throw new AssertionError("bits add up to " + sum + " and not to " + score + ": " + table.group());
            }
            said.put(table.group(1), new SaidShares(String.format(Locale.ROOT, "%.2f", score.doubleValue()), shares));
        }
        return said;
    }

    /** By threat, what {@code explain} says. */
    static Map<String, SaidShares> ofExplain(List<String> lines) {
        Map<String, SaidShares> said = new TreeMap<>();
        String threat = "";
        String score = "";
        List<String> shares = new ArrayList<>();
        for (String text : unwrapped(lines)) {
            Matcher head = HEAD.matcher(text);
            Matcher line = LINE.matcher(text);
            if (head.matches() || text.isEmpty()) {
                if (!threat.isEmpty()) {
                    said.put(threat, new SaidShares(score, shares));
                }
                threat = head.matches() ? head.group(1) : "";
                score = head.matches() ? head.group(2) : "";
                shares = new ArrayList<>();
            } else if (!threat.isEmpty() && line.matches()) {
                Matcher rule = RULE.matcher(line.group(2));
                if (!rule.matches()) {
                    throw new AssertionError("names no rule: " + text);
                }
                shares.add(line.group(1) + ' ' + rule.group(1));
            }
        }
        return said;
    }

    /** Lines that go on under the text of the one before are part of it. */
    private static List<String> unwrapped(List<String> lines) {
        List<String> whole = new ArrayList<>();
        for (String line : lines) {
            boolean goesOn = line.startsWith(" ".repeat(9)) && !whole.isEmpty();
            if (goesOn) {
                whole.set(whole.size() - 1, whole.get(whole.size() - 1) + ' ' + line.strip());
            } else {
                whole.add(line);
            }
        }
        return whole;
    }
}
