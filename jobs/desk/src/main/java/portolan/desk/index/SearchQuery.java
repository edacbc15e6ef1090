// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.scoring.party.ReadName;

/** Finds identities by the beginning of a number, a name or a contact, however it is spelled. */
final class SearchQuery {
    private static final int SHORTEST = 3;
    private static final int NEWEST = 5;

    private SearchQuery() {}

    static List<Hit> run(Sql sql, String typed, int most) {
        Map<String, Hit> hits = new LinkedHashMap<>();
        for (String start : starts(typed)) {
            List<Hit> found = sql.all(
                    SearchQuery::identity,
                    "SELECT kind, value, label, (SELECT count(DISTINCT consignment) FROM link WHERE identity = identity.id)"
                            + " FROM identity WHERE value >= ? AND value < ? ORDER BY value, kind LIMIT ?",
                    start,
                    start + Character.MAX_VALUE,
                    most);
            found.forEach(hit -> hits.putIfAbsent(hit.kind() + hit.value(), hit));
        }
        return hits.values().stream()
                .limit(most)
                .map(hit -> new Hit(
                        hit.kind(),
                        hit.value(),
                        hit.label(),
                        hit.consignments(),
                        of(sql, hit.kind(), hit.value(), NEWEST)))
                .toList();
    }

    /** The consignments that name an identity, the newest first. */
    static List<CaseRow> of(Sql sql, IdentityKind kind, String value, int most) {
        return sql.all(
                CaseRow::of,
                "SELECT " + CaseRow.COLUMNS + " FROM consignment WHERE id IN (SELECT consignment FROM link WHERE"
                        + " identity = (SELECT id FROM identity WHERE kind = ? AND value = ?))"
                        + " ORDER BY ordered_at DESC, tenant, key LIMIT ?",
                kind,
                value,
                most);
    }

    private static Hit identity(SqlRow row) {
        IdentityKind kind = row.constantOrNull(IdentityKind.class);
        return new Hit(
                kind == null ? IdentityKind.FILING : kind, row.text(), row.text(), (int) row.number(), List.of());
    }

    /** The same words as a number, as a name and as a contact. */
    private static List<String> starts(String typed) {
        List<String> starts = new ArrayList<>();
        for (String start : new String[] {
            FiledIdentities.letters(typed), ReadName.plainOf(typed.strip()), FiledIdentities.contact(typed, null)
        }) {
            if (start.length() >= SHORTEST && !starts.contains(start)) {
                starts.add(start);
            }
        }
        return starts;
    }
}
