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
 */
record NameTally(String name, long pairs, long same, Hits plain, Hits key) {

    /**
     * Pairs that one way takes for the same.
     *
     * @param right those that are
     * @param wrong those that are not
     */
    record Hits(long right, long wrong) {}

    /** Labelled pairs, one after the other. */
    static final class OfPairs {
        private long pairs;
        private long same;
        private Hits plain = new Hits(0, 0);
        private Hits key = new Hits(0, 0);

        void add(NamedParty one, NamedParty other, boolean isSame) {
            pairs++;
            same += isSame ? 1 : 0;
            plain = plus(plain, one.plainly().equals(other.plainly()), isSame);
            key = plus(key, one.key().equals(other.key()), isSame);
        }

        private static Hits plus(Hits hits, boolean taken, boolean isSame) {
            return taken ? new Hits(hits.right() + (isSame ? 1 : 0), hits.wrong() + (isSame ? 0 : 1)) : hits;
        }

        NameTally tally(String name) {
            return new NameTally(name, pairs, same, plain, key);
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
        OfPairs within = new OfPairs();
        for (List<NamedParty> same : byEntity.values()) {
            for (int i = 0; i < same.size(); i++) {
                for (int j = i + 1; j < same.size(); j++) {
                    within.add(same.get(i), same.get(j), true);
                }
            }
        }
        NameTally known = within.tally(name);
        return new NameTally(
                name,
                pairs,
                known.same,
                new Hits(known.plain.right(), equal(parties, false) - known.plain.right()),
                new Hits(known.key.right(), equal(parties, true) - known.key.right()));
    }

    private static long equal(List<NamedParty> parties, boolean byKey) {
        Map<String, Long> counts = new HashMap<>();
        for (NamedParty party : parties) {
            counts.merge(byKey ? party.key() : party.plainly(), 1L, Long::sum);
        }
        return counts.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
    }
}
