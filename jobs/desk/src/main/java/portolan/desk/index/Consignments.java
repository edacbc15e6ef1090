// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers that consignments have in the file. Keeps the latest, since a consignment's records come together. */
final class Consignments {
    private static final int KEPT = 50_000;

    private final Sql sql;
    private final Map<CaseKey, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CaseKey, Known> eldest) {
            return size() > KEPT;
        }
    };

    private record Known(long id, Instant touched) {
        static Known of(SqlRow row) {
            return new Known(row.number(), row.time());
        }
    }

    Consignments(Sql sql) {
        this.sql = sql;
    }

    /**
     * The number of this one, which is made where it is new, and was heard of at a time. That is noted by the hour: most
     * of what is said of a consignment is said within one, and need not be written each time.
     */
    long touched(CaseKey key, Instant at) {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        Known before = known.get(key);
        if (before != null && !hour.isAfter(before.touched())) {
            return before.id();
        }
        Known now = sql.first(
                Known::of,
                "INSERT INTO consignment (tenant, key, touched) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO UPDATE SET touched = max(touched, excluded.touched) RETURNING id, touched",
                key.tenant(),
                key.consignment(),
                hour);
        if (now == null) {
            throw new IllegalStateException("a consignment that was just made is not there: key=" + key);
        }
        known.put(key, now);
        return now.id();
    }

    /** After a rollback, and once some were removed. */
    void forget() {
        known.clear();
    }
}
