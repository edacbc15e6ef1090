// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often two ways to tell parties apart are right about pairs of names: the key, and a plain normaliser beside it.
 *
 * @param name what the pairs are
 * @param pairs how many pairs were looked at
 * @param same how many of them are the same party
 * @param keyMissedByPlain how many of those that only the key finds
 */
record NameTally(String name, long pairs, long same, Hits plain, Hits key, long keyMissedByPlain) {

    /**
     * Pairs that one way takes for the same.
     *
     * @param right those that are
     * @param wrong those that are not
     */
    record Hits(long right, long wrong) {
        double precision() {
            return (double) right / (right + wrong);
        }

        double recall(long same) {
            return (double) right / same;
        }

        private Hits plus(Hits other) {
            return new Hits(right + other.right, wrong + other.wrong);
        }
    }

    /** Of the matches that the plain normaliser misses, the share that the key finds. */
    double gain() {
        return (double) keyMissedByPlain / (same - plain.right());
    }

    static NameTally sum(String name, List<NameTally> parts) {
        NameTally sum = new NameTally(name, 0, 0, new Hits(0, 0), new Hits(0, 0), 0);
        for (NameTally part : parts) {
            sum = new NameTally(
                    name,
                    sum.pairs + part.pairs,
                    sum.same + part.same,
                    sum.plain.plus(part.plain),
                    sum.key.plus(part.key),
                    sum.keyMissedByPlain + part.keyMissedByPlain);
        }
        return sum;
    }

    /** Labelled pairs, one after the other. */
    static final class OfPairs {
        private final String name;
        private long pairs;
        private long same;
        private Hits plain = new Hits(0, 0);
        private Hits key = new Hits(0, 0);
        private long keyMissedByPlain;
        private final List<String> mistakes = new ArrayList<>();

        OfPairs(String name) {
            this.name = name;
        }

        void add(NamedParty one, NamedParty other, boolean isSame) {
            boolean byPlain = one.plainly().equals(other.plainly());
            boolean byKey = one.key().equals(other.key());
            pairs++;
            same += isSame ? 1 : 0;
            plain = plus(plain, byPlain, isSame);
            key = plus(key, byKey, isSame);
            keyMissedByPlain += isSame && byKey && !byPlain ? 1 : 0;
            if (byKey && !isSame) {
                mistakes.add(one.name() + " = " + other.name());
            }
        }

        private static Hits plus(Hits hits, boolean taken, boolean isSame) {
            return taken ? new Hits(hits.right() + (isSame ? 1 : 0), hits.wrong() + (isSame ? 0 : 1)) : hits;
        }

        /** Pairs that the key wrongly takes for the same. */
        List<String> mistakes() {
            return mistakes;
        }

        NameTally tally() {
            return new NameTally(name, pairs, same, plain, key, keyMissedByPlain);
        }
    }

    /** All pairs among names of which it is known whose they are. */
    static NameTally ofEntities(String name, List<NamedParty> parties) {
        long pairs = (long) parties.size() * (parties.size() - 1) / 2;
        Map<String, List<NamedParty>> byEntity = new HashMap<>();
        for (NamedParty party : parties) {
            byEntity.computeIfAbsent(party.entity(), entity -> new ArrayList<>())
                    .add(party);
        }
        OfPairs within = new OfPairs(name);
        for (List<NamedParty> same : byEntity.values()) {
            for (int i = 0; i < same.size(); i++) {
                for (int j = i + 1; j < same.size(); j++) {
                    within.add(same.get(i), same.get(j), true);
                }
            }
        }
        NameTally known = within.tally();
        return new NameTally(
                name,
                pairs,
                known.same,
                new Hits(known.plain.right(), equal(parties, false) - known.plain.right()),
                new Hits(known.key.right(), equal(parties, true) - known.key.right()),
                known.keyMissedByPlain);
    }

    private static long equal(List<NamedParty> parties, boolean byKey) {
        Map<String, Long> counts = new HashMap<>();
        for (NamedParty party : parties) {
            counts.merge(byKey ? party.key() : party.plainly(), 1L, Long::sum);
        }
        return counts.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
    }
}
