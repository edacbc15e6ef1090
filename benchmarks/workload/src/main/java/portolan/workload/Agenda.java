// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is still to come of consignments already filed, by time. As large as a few weeks' traffic, however long the
 * feed.
 */
final class Agenda {
    enum Kind {
        /** Before the others at the same time: outcomes come before filings. */
        REPORT,
        AMEND,
        DELETE,
        REFILE,
        RESEND
    }

    /**
     * One thing to come.
     *
     * @param version of the filing that it brings or sends again
     */
    record Entry(long at, Kind kind, Ticket ticket, int version) {}

    private static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::at)
            .thenComparing(Entry::kind)
            .thenComparingLong(entry -> entry.ticket().serial());

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);

    void add(long at, Kind kind, Ticket ticket, int version) {
        entries.add(new Entry(at, kind, ticket, version));
    }

    /** Takes the first entry if it is not later, at the same time only a report. */
    @Nullable
    Entry removeBefore(long time) {
        Entry first = entries.peek();
        if (first == null || first.at() > time || (first.at() == time && first.kind() != Kind.REPORT)) {
            return null;
        }
        return entries.poll();
    }

    int size() {
        return entries.size();
    }
}
