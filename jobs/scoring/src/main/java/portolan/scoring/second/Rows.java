// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a fit is taught by: lessons, which inspections gave, and a sample of the traffic. They do not fade. Beyond the
 * most, the oldest lessons leave; the sample becomes a smaller one of all the traffic there was.
 *
 * <p>A consignment has one row. What is corrected takes the place of what was said before, so that only what is known
 * now counts, in whatever order it came.
 */
public final class Rows {
    /** So many finds do not leave for inspections in vain, of which anybody can report any number. */
    private static final int KEPT_FINDS = 1_000;

    private final Kept lessons;
    private final Kept traffic;
    private final ToLongFunction<String> place;

    /** Consignments on which something was found, whether or not their lessons are kept. */
    private final Set<String> found = new HashSet<>();

    Rows(int mostLessons, int mostTraffic) {
        this(mostLessons, mostTraffic, Lessons::spread);
    }

    /** @param place of a consignment, by which the sample is smaller or larger */
    Rows(int mostLessons, int mostTraffic, ToLongFunction<String> place) {
        this.place = place;
        this.lessons = new Kept(mostLessons, Row.OLDEST_FIRST);
        this.traffic = new Kept(
                mostTraffic,
                Comparator.comparingLong((Row row) -> -place.applyAsLong(row.key()))
                        .thenComparing(Row.OLDEST_FIRST));
    }

    /** Takes what an inspection found, or did not find, instead of what was said of that consignment before. */
    public void teach(Row row) {
        lessons.put(row);
        if (row.find()) {
            found.add(row.key());
        } else {
            found.remove(row.key());
        }
    }

    /** Takes back what an inspection said. */
    public void takeBack(String key) {
        lessons.remove(key);
        found.remove(key);
    }

    /** Takes one of the sample of the traffic, or its newest version. */
    public void sample(Row row) {
        traffic.put(row.told(false));
    }

    /** Takes back a filing that was withdrawn. */
    public void withdraw(String key) {
        traffic.remove(key);
    }

    /** The same with each row changed, but for its key and time. */
    public Rows each(UnaryOperator<Row> change) {
        Rows changed = new Rows(lessons.most, traffic.most, place);
        lessons.inOrder.forEach(row -> changed.teach(change.apply(row)));
        traffic.inOrder.forEach(row -> changed.sample(change.apply(row)));
        changed.found.addAll(found);
        return changed;
    }

    /** Those of inspected consignments, oldest first, as inOrder has them: of offices that are believed. */
    public List<Row> lessons() {
        return inOrder().stream()
                .filter(row -> lessons.byKey.containsKey(row.key()))
                .toList();
    }

    /** The same, but for some consignments. */
    Rows without(Predicate<String> keys) {
        Rows others = new Rows(lessons.most, traffic.most, place);
        lessons.inOrder.stream().filter(row -> !keys.test(row.key())).forEach(others::teach);
        traffic.inOrder.stream().filter(row -> !keys.test(row.key())).forEach(others::sample);
        found.stream().filter(key -> !keys.test(key)).forEach(others.found::add);
        return others;
    }

    /** How often offices find something, and how far each is believed; those that told most first. */
    public List<OfficeRate> rates() {
        return offices().rates();
    }

    private Offices offices() {
        return Offices.of(lessons.byKey.values(), traffic.byKey.values());
    }

    /**
     * Oldest first; an inspected consignment as its lesson alone, which weighs as its office is believed. One of the
     * traffic whose lesson has left is what was found on it: told as usual, old finds would speak against new ones.
     */
    public List<Row> inOrder() {
        TreeSet<Row> all = new TreeSet<>(Row.OLDEST_FIRST);
        Offices offices = offices();
        lessons.byKey.values().stream()
                .map(row -> row.weighing(offices.weight(row.office())))
                .filter(row -> row.weight() > 0)
                .forEach(all::add);
        traffic.byKey.values().stream()
                .filter(row -> !lessons.byKey.containsKey(row.key()))
                .map(row -> row.told(found.contains(row.key())))
                .forEach(all::add);
        return new ArrayList<>(all);
    }

    /**
     * SHA-256 of all that a fit, and what its scores mean, are read from: of the same again it is the same.
     *
     * @param standFor by consignment, how many an inspection stands for; see {@link Lessons#standFor}
     */
    public String hash(Map<String, Double> standFor) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            DataOutputStream out =
                    new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            for (Row row : inOrder()) {
                out.writeUTF(row.key());
                out.writeLong(row.orderTime());
                out.writeBoolean(row.find());
                out.writeUTF(row.office());
                out.writeDouble(row.weight());
                out.writeDouble(standFor.getOrDefault(row.key(), 0.0));
                for (Map.Entry<String, Long> rule : new TreeMap<>(row.fired()).entrySet()) {
                    out.writeUTF(rule.getKey());
                    out.writeLong(rule.getValue());
                }
                for (float value : row.values()) {
                    out.writeFloat(value);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException("every Java has SHA-256, and nothing is written", e);
        }
    }

    private static final class Kept {
        private final int most;
        private final Map<String, Row> byKey = new HashMap<>();
        private final TreeSet<Row> inOrder;
        private int finds;

        /** @param order in which rows leave */
        Kept(int most, Comparator<Row> order) {
            this.most = most;
            this.inOrder = new TreeSet<>(order);
        }

        void put(Row row) {
            remove(row.key());
            byKey.put(row.key(), row);
            inOrder.add(row);
            finds += row.find() ? 1 : 0;
            if (byKey.size() > most) {
                boolean isAny = finds > KEPT_FINDS;
                Row leaves = inOrder.stream()
                        .filter(each -> isAny || !each.find())
                        .findFirst()
                        .orElse(inOrder.first());
                remove(leaves.key());
            }
        }

        void remove(String key) {
            @Nullable Row before = byKey.remove(key);
            if (before != null) {
                inOrder.remove(before);
                finds -= before.find() ? 1 : 0;
            }
        }
    }
}
