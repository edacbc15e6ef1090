// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.workload.FactTable;

/**
 * One way of trade by which a post is reached.
 *
 * @param weight how much of the traffic takes it
 * @param from country of the shippers
 * @param load UN/LOCODE of loading
 * @param via UN/LOCODE of transshipment; null where goods come straight
 * @param days from loading to there
 * @param hours from there to the post, for an export from the post to the end
 * @param to country of the consignees
 * @param goods HS subheadings; one that stands twice is shipped twice as often
 */
record Flow(
        Post post,
        int weight,
        Kind kind,
        String from,
        String load,
        String loadName,
        @Nullable String via,
        @Nullable String viaName,
        int days,
        int hours,
        String to,
        String discharge,
        List<String> goods) {
    enum Kind {
        BOX,
        FERRY,
        EXPORT,
        ROAD,
        AIR
    }

    private static final List<Flow> ALL = FactTable.read(Flow.class, "flows.txt").stream()
            .map(row -> new Flow(
                    Post.labelled(row.get(0)),
                    Integer.parseInt(row.get(1)),
                    Kind.valueOf(row.get(2).toUpperCase(java.util.Locale.ROOT)),
                    row.get(3),
                    row.get(4),
                    row.get(5),
                    row.get(6).equals("-") ? null : row.get(6),
                    row.get(7).equals("-") ? null : row.get(7),
                    Integer.parseInt(row.get(8)),
                    Integer.parseInt(row.get(9)),
                    row.get(10),
                    row.get(11),
                    List.of(row.get(12).split(",", -1))))
            .toList();

    static List<Flow> of(Post post) {
        return ALL.stream().filter(flow -> flow.post == post).toList();
    }

    /** Goods come by way of a port where drugs are put into boxes. */
    boolean exposed() {
        return kind == Kind.BOX && (from.equals("EC") || from.equals("BR"));
    }

    boolean direct() {
        return via == null;
    }

    /** In boxes with seals of their own. */
    boolean boxed() {
        return kind == Kind.BOX || kind == Kind.EXPORT;
    }

    /** From loading to the post, milliseconds. */
    long duration() {
        return days * Times.DAY + hours * Times.HOUR;
    }
}
