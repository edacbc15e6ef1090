// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers that consignments have in the file. Keeps the latest, since a consignment's records come together. */
final class Consignments {
    private static final int KEPT = 50_000;

    private final Sql sql;
    private final Map<CaseKey, Long> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CaseKey, Long> eldest) {
            return size() > KEPT;
        }
    };

    Consignments(Sql sql) {
        this.sql = sql;
    }

    /** The number of this one, which is made where it is new, and was heard of at a time. */
    long touched(CaseKey key, Instant at) {
        Long id = known.get(key);
        if (id == null) {
            sql.run(
                    "INSERT INTO consignment (tenant, key, touched) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    key.tenant(),
                    key.consignment(),
                    at);
            id = sql.first(
                    SqlRow::number,
                    "SELECT id FROM consignment WHERE tenant = ? AND key = ?",
                    key.tenant(),
                    key.consignment());
            if (id == null) {
                throw new IllegalStateException("a consignment that was just made is not there: key=" + key);
            }
            known.put(key, id);
        }
        sql.run("UPDATE consignment SET touched = ? WHERE id = ? AND touched < ?", at, id, at);
        return id;
    }

    /** After a rollback, and once some were removed. */
    void forget() {
        known.clear();
    }
}
