// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;

/** What the index notes of a filing beside its consignment: the journey, and the identities it names. */
final class FilingFacts {
    private static final int KEPT = 50_000;

    private final Sql sql;

    /** A ship's bills name the same ship, ports and forwarders: what they are in the file is looked up once. */
    private final Map<Identity, Known> known = new HashMap<>();

    FilingFacts(Sql sql) {
        this.sql = sql;
    }

    private record Identity(IdentityKind kind, String value) {}

    private record Known(long id, String label) {
        static Known of(SqlRow row) {
            return new Known(row.number(), row.text());
        }
    }

    /** What a journey is known by, as far as filings of the consignment have said so. */
    private record Journey(
            @Nullable String mode,
            @Nullable String means,
            @Nullable String voyage,
            @Nullable String day) {
        static Journey of(SqlRow row) {
            return new Journey(row.textOrNull(), row.textOrNull(), row.textOrNull(), row.textOrNull());
        }

        /** A part says only what changes; its required fields are filled in. */
        static Journey of(Filing filing, boolean isWhole) {
            return new Journey(
                    isWhole ? filing.getTransportMode().name() : null,
                    Trips.means(filing.getConveyance()),
                    Trips.voyage(filing.getConveyance().getVoyage()),
                    Trips.day(filing));
        }

        Journey over(@Nullable Journey before) {
            return before == null
                    ? this
                    : new Journey(
                            mode == null ? before.mode : mode,
                            means == null ? before.means : means,
                            voyage == null ? before.voyage : voyage,
                            day == null ? before.day : day);
        }
    }

    void write(long consignment, Filing filing) {
        EventKind kind = filing.getEventKind();
        boolean isWhole = kind == EventKind.CREATE || kind == EventKind.REPLACE;
        if (kind == EventKind.DELETE) {
            sql.run("UPDATE consignment SET withdrawn = 1 WHERE id = ?", consignment);
        } else if (kind != EventKind.STATUS) {
            Journey journey = Journey.of(filing, isWhole)
                    .over(sql.first(
                            Journey::of,
                            "SELECT mode, means, voyage, due_day FROM consignment WHERE id = ?",
                            consignment));
            sql.run(
                    "UPDATE consignment SET mode = ?, means = ?, voyage = ?, due_day = ?, trip = ?,"
                            + " withdrawn = COALESCE(?, withdrawn) WHERE id = ?",
                    journey.mode(),
                    journey.means(),
                    journey.voyage(),
                    journey.day(),
                    Trips.id(journey.mode(), journey.means(), journey.voyage(), journey.day()),
                    isWhole ? false : null,
                    consignment);
        }
        FiledIdentities.of(filing)
                .forEach(identity -> sql.run(
                        "INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?)",
                        number(identity),
                        consignment,
                        identity.role(),
                        identity.seat()));
    }

    private long number(FiledIdentities.Filed filed) {
        Identity identity = new Identity(filed.kind(), filed.value());
        Known before = known.get(identity);
        if (before != null && before.label().equals(filed.label())) {
            return before.id();
        }
        // Of several spellings the first in the alphabet is shown: so it is the same in whatever order they come.
        Known now = sql.first(
                Known::of,
                "INSERT INTO identity (kind, value, label) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO UPDATE SET label = min(label, excluded.label) RETURNING id, label",
                filed.kind(),
                filed.value(),
                filed.label());
        if (now == null) {
            throw new IllegalStateException("an identity that was just made is not there: value=" + filed.value());
        }
        if (known.size() >= KEPT) {
            known.clear();
        }
        known.put(identity, now);
        return now.id();
    }

    /** After a rollback, and once some were removed. */
    void forget() {
        known.clear();
    }
}
