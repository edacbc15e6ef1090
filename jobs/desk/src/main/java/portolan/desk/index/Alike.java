// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.desk.work.DecisionState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.ThreatAssessed;

/**
 * An examined consignment that looks like another one by what fired.
 *
 * <pre>
 *   share = sum over rules of min(a, b) / sum over rules of max(a, b)
 * </pre>
 *
 * <p>a and b are the bits that a rule added in the one and in the other, 0 where it did not fire or took bits off; of
 * several threats the most. Who shares less than a third is not alike: it would only soothe.
 *
 * @param share 1/3 to 1
 * @param rules that fired in both, what they share most first
 */
public record Alike(CaseRow row, double share, List<String> rules) {
    private static final double LEAST = 1 / 3.0;

    /** So many of the newest examined are looked at. */
    private static final int MOST_EXAMINED = 5_000;

    /** So many of those, nearest by the names of their rules, are compared by bits. */
    private static final int MOST_COMPARED = 100;

    /**
     * What was found.
     *
     * @param nearest the most alike first
     * @param examined how many were looked at
     * @param finds of all that were looked at
     */
    public record Found(List<Alike> nearest, int examined, int finds) {
        public Found {
            nearest = List.copyOf(nearest);
        }
    }

    public Alike {
        rules = List.copyOf(rules);
    }

    /** Whether something was found that an officer looks for; a slip is none. */
    public boolean isFind() {
        return isFind(row.outcome());
    }

    private static boolean isFind(@Nullable OutcomeCode code) {
        return code != null && DecisionState.isFind(code);
    }

    private record Examined(long id, String tenant, String key, String rules, boolean find, double near) {
        static Examined of(SqlRow row) {
            return new Examined(
                    row.number(),
                    row.text(),
                    row.text(),
                    row.text(),
                    Alike.isFind(row.constantOrNull(OutcomeCode.class)),
                    0);
        }

        Examined nearTo(Map<String, Double> bits) {
            double shared = 0;
            Set<String> fired = new HashSet<>(List.of(rules.split("\\|", -1)));
            for (Map.Entry<String, Double> one : bits.entrySet()) {
                shared += fired.contains(one.getKey()) ? one.getValue() : 0;
            }
            return new Examined(id, tenant, key, rules, find, shared / (bits.size() + fired.size()));
        }
    }

    static Found to(Records records, ConsignmentAssessed assessment, int most) {
        Map<String, Double> bits = bits(assessment);
        List<Examined> examined = records.sql()
                .all(
                        Examined::of,
                        "SELECT id, tenant, key, rules, outcome FROM consignment WHERE outcome IS NOT NULL"
                                + " AND outcome <> 'NOT_EXAMINED' AND rules IS NOT NULL AND NOT (tenant = ? AND key = ?)"
                                + " ORDER BY outcome_at DESC, tenant, key LIMIT ?",
                        assessment.getTenant(),
                        assessment.getConsignmentKey(),
                        MOST_EXAMINED);
        List<Alike> nearest = examined.stream()
                .map(one -> one.nearTo(bits))
                .filter(one -> one.near() > 0)
                .sorted(Comparator.comparingDouble(Examined::near)
                        .reversed()
                        .thenComparing(Examined::tenant)
                        .thenComparing(Examined::key))
                .limit(MOST_COMPARED)
                .flatMap(one -> compared(records, one.id(), bits).stream())
                .sorted(Comparator.comparingDouble(Alike::share)
                        .reversed()
                        .thenComparing(one -> one.row().key().tenant())
                        .thenComparing(one -> one.row().key().consignment()))
                .limit(most)
                .toList();
        return new Found(nearest, examined.size(), (int)
                examined.stream().filter(Examined::find).count());
    }

    private static List<Alike> compared(Records records, long id, Map<String, Double> bits) {
        List<Stored<ConsignmentAssessed>> all = records.of(ConsignmentAssessed.class, Kind.ASSESSMENT, id);
        CaseRow row =
                records.sql().first(CaseRow::of, "SELECT " + CaseRow.COLUMNS + " FROM consignment WHERE id = ?", id);
        if (all.isEmpty() || row == null) {
            return List.of();
        }
        Map<String, Double> others = bits(all.get(all.size() - 1).value());
        double shared = 0;
        double either = 0;
        Map<String, Double> both = new TreeMap<>();
        Set<String> names = new HashSet<>(bits.keySet());
        names.addAll(others.keySet());
        for (String name : new TreeSet<>(names)) {
            double one = bits.getOrDefault(name, 0.0);
            double other = others.getOrDefault(name, 0.0);
            shared += Math.min(one, other);
            either += Math.max(one, other);
            if (Math.min(one, other) > 0) {
                both.put(name, Math.min(one, other));
            }
        }
        if (shared <= 0 || shared < LEAST * either) {
            return List.of();
        }
        List<String> loudest = new ArrayList<>(both.keySet());
        loudest.sort(Comparator.comparingDouble((String name) -> both.getOrDefault(name, 0.0))
                .reversed());
        return List.of(new Alike(row, shared / either, loudest));
    }

    /** What each rule added; of several threats the most. */
    private static Map<String, Double> bits(ConsignmentAssessed assessment) {
        Map<String, Double> bits = new TreeMap<>();
        for (ThreatAssessed threat : assessment.getThreats()) {
            for (RuleContribution one : threat.getContributions()) {
                if (one.getBits() > 0) {
                    bits.merge(one.getRule(), one.getBits(), Math::max);
                }
            }
        }
        return bits;
    }
}
