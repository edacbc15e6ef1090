// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import java.util.regex.Pattern;

/** What threads are called that do the same: their names without the numbers that tell one from the other. */
final class ThreadKind {
    /** What a profiler adds, and Flink: {@code [Remember (1/2)#0 tid=7]}. */
    private static final Pattern NUMBERS =
            Pattern.compile("^\\[|( tid=\\d+)?]$| \\(\\d+/\\d+\\)(#\\d+)?.*$|[-#]?\\d+$");

    /** A task is called by all that is chained in it, what belongs to somebody by whose it is. */
    private static final Pattern REST = Pattern.compile(" (->|\\||for) .*$|(: )Read .*$|: Writer$");

    private static final int LONGEST = 40;

    private ThreadKind() {}

    static String of(String name) {
        String kind = name;
        String before;
        do {
            before = kind;
            kind = NUMBERS.matcher(kind).replaceAll("").strip();
        } while (!kind.equals(before));
        String known = REST.matcher(kind).replaceFirst("");
        return known.length() <= LONGEST ? known : known.substring(0, LONGEST).strip();
    }
}
