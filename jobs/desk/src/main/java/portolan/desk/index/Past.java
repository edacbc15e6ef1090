// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.Fact;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InspectionOutcome;

/**
 * What one party, contact or box of a consignment was in before, as that could be known when it was assessed: what was
 * assessed before, with outcomes that were reported before.
 *
 * @param roles in the consignment
 * @param count of earlier consignments, at most {@value #MOST_COUNTED}
 * @param earlier the newest of them, the newest first; none where there are too many to say anything
 */
public record Past(
        IdentityKind kind, String value, String label, List<String> roles, int count, List<Earlier> earlier) {
    /** From here on an identity is a forwarder's or a line's, and is counted no further. */
    public static final int MOST_COUNTED = 1_000;

    /**
     * One earlier consignment.
     *
     * @param assessed its last assessment before
     * @param outcome the last version that was reported before; null where none was
     */
    public record Earlier(
            CaseKey key,
            Instant at,
            ConsignmentAssessed assessed,
            @Nullable InspectionOutcome outcome) {}

    public Past {
        roles = List.copyOf(roles);
        earlier = List.copyOf(earlier);
    }

    /** The role of a party that a fact calls new: the engine knows it by one number, the desk by each, and by its name. */
    public static String newcomer(Fact fact) {
        boolean isNew = fact.recorded().startsWith("no earlier consignment");
        return switch (isNew ? fact.key() : "") {
            case "evidence.first_time_shipper", "evidence.shipper_consignments" -> "CONSIGNOR";
            case "evidence.first_time_consignee", "evidence.consignee_consignments" -> "CONSIGNEE";
            default -> "";
        };
    }

    /** Whether it is in so much that its past says nothing of this consignment. */
    public boolean isEverywhere() {
        return count >= MOST_COUNTED;
    }

    private record Named(long id, String kind, String value, String label, String role) {
        static Named of(SqlRow row) {
            return new Named(row.number(), row.text(), row.text(), row.text(), row.text());
        }
    }

    static List<Past> of(Records records, CaseKey key, Stored<ConsignmentAssessed> assessment, int most) {
        Sql sql = records.sql();
        Long self = sql.id(key);
        if (self == null) {
            return List.of();
        }
        Map<Long, List<Named>> identities = new LinkedHashMap<>();
        sql.all(
                        Named::of,
                        "SELECT i.id, i.kind, i.value, i.label, l.role FROM link l JOIN identity i ON i.id = l.identity"
                                + " WHERE l.consignment = ? AND i.kind IN ('PARTY', 'CONTACT', 'BOX')"
                                + " ORDER BY i.kind DESC, l.seat, i.value, l.role",
                        self)
                .forEach(named -> identities
                        .computeIfAbsent(named.id(), any -> new ArrayList<>())
                        .add(named));
        Map<Long, Optional<Earlier>> seen = new HashMap<>();
        List<Past> all = new ArrayList<>();
        identities.forEach((id, named) -> {
            List<Long> others = others(sql, id, self, assessment.at());
            boolean everywhere = others.size() >= MOST_COUNTED;
            List<Earlier> earlier = new ArrayList<>();
            for (long other : everywhere ? List.<Long>of() : others.subList(0, Math.min(most, others.size()))) {
                seen.computeIfAbsent(other, any -> earlier(records, any, assessment))
                        .ifPresent(earlier::add);
            }
            earlier.sort(Comparator.comparing(Earlier::at)
                    .reversed()
                    .thenComparing(one -> one.key().tenant())
                    .thenComparing(one -> one.key().consignment()));
            TreeSet<String> roles = new TreeSet<>();
            named.forEach(one -> roles.add(one.role()));
            Named first = named.get(0);
            all.add(new Past(
                    IdentityKind.valueOf(first.kind()),
                    first.value(),
                    first.label(),
                    List.copyOf(roles),
                    others.size(),
                    earlier));
        });
        return all;
    }

    private static List<Long> others(Sql sql, long identity, long self, Instant before) {
        return sql.all(
                SqlRow::number,
                "SELECT c.consignment FROM (SELECT DISTINCT consignment FROM link WHERE identity = ?1"
                        + " AND consignment <> ?2) c JOIN record r ON r.consignment = c.consignment"
                        + " AND r.kind = 'ASSESSMENT' AND r.at < ?3 GROUP BY c.consignment"
                        + " ORDER BY max(r.at) DESC, c.consignment DESC LIMIT ?4",
                identity,
                self,
                before,
                MOST_COUNTED);
    }

    private static Optional<Earlier> earlier(Records records, long other, Stored<ConsignmentAssessed> assessment) {
        Instant known = assessment.value().getAssessedAt();
        ConsignmentAssessed last = null;
        for (Stored<ConsignmentAssessed> one : records.of(ConsignmentAssessed.class, Kind.ASSESSMENT, other)) {
            last = one.at().isBefore(assessment.at()) ? one.value() : last;
        }
        InspectionOutcome outcome = null;
        for (Stored<InspectionOutcome> one : records.of(InspectionOutcome.class, Kind.OUTCOME, other)) {
            InspectionOutcome said = one.value();
            boolean isKnown = said.getReportedAt().isBefore(known);
            outcome = isKnown && (outcome == null || said.getVersion() > outcome.getVersion()) ? said : outcome;
        }
        return last == null
                ? Optional.empty()
                : Optional.of(new Earlier(
                        new CaseKey(last.getTenant(), last.getConsignmentKey()), last.getAssessedAt(), last, outcome));
    }
}
