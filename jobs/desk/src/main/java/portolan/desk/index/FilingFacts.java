// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;

/** What the index notes of a filing beside its consignment: the journey, and the identities it names. */
final class FilingFacts {
    private FilingFacts() {}

    static void write(Sql sql, long consignment, Filing filing) {
        EventKind kind = filing.getEventKind();
        boolean isWhole = kind == EventKind.CREATE || kind == EventKind.REPLACE;
        if (isWhole || kind == EventKind.DELETE) {
            sql.run("UPDATE consignment SET withdrawn = ? WHERE id = ?", kind == EventKind.DELETE, consignment);
        }
        if (kind != EventKind.DELETE && kind != EventKind.STATUS) {
            // A part says only what changes; its required fields are filled in.
            sql.run(
                    "UPDATE consignment SET mode = COALESCE(?, mode), means = COALESCE(?, means),"
                            + " voyage = COALESCE(?, voyage), due_day = COALESCE(?, due_day) WHERE id = ?",
                    isWhole ? filing.getTransportMode().name() : null,
                    Trips.means(filing.getConveyance()),
                    Trips.voyage(filing.getConveyance().getVoyage()),
                    Trips.day(filing),
                    consignment);
            String trip = sql.first(
                    row -> Trips.id(row.textOrNull(), row.textOrNull(), row.textOrNull(), row.textOrNull()),
                    "SELECT mode, means, voyage, due_day FROM consignment WHERE id = ?",
                    consignment);
            sql.run("UPDATE consignment SET trip = ? WHERE id = ?", trip, consignment);
        }
        FiledIdentities.of(filing).forEach(identity -> link(sql, consignment, identity));
    }

    private static void link(Sql sql, long consignment, FiledIdentities.Filed filed) {
        // Of several spellings the first in the alphabet is shown: so it is the same in whatever order they come.
        sql.run(
                "INSERT INTO identity (kind, value, label) VALUES (?1, ?2, ?3)"
                        + " ON CONFLICT DO UPDATE SET label = ?3 WHERE label > ?3",
                filed.kind(),
                filed.value(),
                filed.label());
        sql.run(
                "INSERT OR IGNORE INTO link SELECT id, ?, ?, ? FROM identity WHERE kind = ? AND value = ?",
                consignment,
                filed.role(),
                filed.seat(),
                filed.kind(),
                filed.value());
    }
}
