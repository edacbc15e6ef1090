// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.repeats;

import java.util.Arrays;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.Sourcing;

/**
 * How consistent repeated inspections of the same goods are, in one of {@value #SHARDS} shards of all HS subheadings.
 *
 * <p>"The same goods" agree in subheading and {@link Sourcing}. Where one offence is a fluke, the next inspection of
 * the same goods finds as little as everywhere; where offences are a habit of the goods, it finds another one. What one
 * find is worth follows from that, and no single commodity is inspected often enough to tell.
 *
 * <p>Kept are the inspections of at most {@value #MOST_GOODS} different goods, those with the smallest hashes: a sample
 * that does not depend on what was found. All inspections of goods below the limit were counted, so retraction is exact
 * for good; goods at or above the limit are never counted again. At most 10 KiB, typically 6 bytes for each goods.
 *
 * <p>Layout, version 1:
 *
 * <pre>
 *   octet 1                                                     the version
 *   count limit                                                 goods with a smaller hash are kept
 *   list, ascending: count step from the hash before | count examined | count offences
 * </pre>
 */
public final class RepeatMemory implements Memory {
    /** Into how many parts all subheadings fall; changing it would orphan what is stored. */
    static final int SHARDS = 8;

    static final int MOST_GOODS = 1_024;

    /** Inspections of the same goods count as so many at most, so that staple goods do not speak for all others. */
    static final int MOST_INSPECTIONS = 4;

    private static final int VERSION = 1;
    private static final long NO_LIMIT = 1L << 32;

    private long limit = NO_LIMIT;
    private int size;
    private long[] hashes = new long[4];
    private int[] examined = new int[4];
    private int[] offences = new int[4];

    private boolean summed = true;
    private double others;
    private double offencesAmongOthers;

    RepeatMemory() {}

    /** For each offence found, one: but at most {@value #MOST_INSPECTIONS} inspections of the same goods count. */
    public double offencesWithOthers() {
        sum();
        return others;
    }

    /** For each of those offences, the share of offences among the other inspections of the same goods. */
    public double offencesAmongOthers() {
        sum();
        return offencesAmongOthers;
    }

    /**
     * Both sums are drawn from the table in its order, never kept up to date by adding and subtracting: rounding would
     * make them depend on the history, and a restored memory answer in other bits than one that was never stored.
     */
    private void sum() {
        if (summed) {
            return;
        }
        others = 0;
        offencesAmongOthers = 0;
        for (int at = 0; at < size; at++) {
            if (examined[at] > 1 && offences[at] > 0) {
                double counted = Math.min(examined[at], MOST_INSPECTIONS) * (double) offences[at] / examined[at];
                others += counted;
                offencesAmongOthers += counted * (offences[at] - 1) / (examined[at] - 1);
            }
        }
        summed = true;
    }

    static int shard(String subheading) {
        return mixed(subheading.hashCode()) & (SHARDS - 1);
    }

    private static long hash(String subheading, Sourcing sourcing) {
        int hash = mixed(subheading.hashCode());
        hash = mixed(hash ^ sourcing.origin().hashCode());
        hash = mixed(hash + sourcing.departure().hashCode());
        hash = mixed(hash ^ sourcing.rateHundredths());
        return mixed(hash + sourcing.dutyType().hashCode()) & 0xFFFFFFFFL;
    }

    /** MurmurHash3's last step. */
    private static int mixed(int bits) {
        int hash = (bits ^ (bits >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    void learn(String subheading, Sourcing sourcing, Outcome outcome) {
        long hash = hash(subheading, sourcing);
        if (hash >= limit) {
            return;
        }
        int at = Arrays.binarySearch(hashes, 0, size, hash);
        if (at < 0) {
            at = -at - 1;
            if (size == MOST_GOODS) {
                limit = Math.max(hash, hashes[size - 1]);
                if (limit == hash) {
                    return;
                }
                size--;
            }
            insert(at, hash);
        }
        examined[at]++;
        offences[at] += outcome.code().isOffence() ? 1 : 0;
        summed = false;
    }

    void retract(String subheading, Sourcing sourcing, Outcome outcome) {
        int at = Arrays.binarySearch(hashes, 0, size, hash(subheading, sourcing));
        int offence = outcome.code().isOffence() ? 1 : 0;
        if (at < 0 || offences[at] < offence || examined[at] - offences[at] < 1 - offence) {
            return;
        }
        examined[at]--;
        offences[at] -= offence;
        if (examined[at] == 0) {
            remove(at);
        }
        summed = false;
    }

    private void insert(int at, long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            examined = Arrays.copyOf(examined, 2 * size);
            offences = Arrays.copyOf(offences, 2 * size);
        }
        System.arraycopy(hashes, at, hashes, at + 1, size - at);
        System.arraycopy(examined, at, examined, at + 1, size - at);
        System.arraycopy(offences, at, offences, at + 1, size - at);
        hashes[at] = hash;
        examined[at] = 0;
        offences[at] = 0;
        size++;
    }

    private void remove(int at) {
        size--;
        System.arraycopy(hashes, at + 1, hashes, at, size - at);
        System.arraycopy(examined, at + 1, examined, at, size - at);
        System.arraycopy(offences, at + 1, offences, at, size - at);
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION).count(limit).count(size);
        long before = 0;
        for (int at = 0; at < size; at++) {
            writer.count(hashes[at] - before).count(examined[at]).count(offences[at]);
            before = hashes[at];
        }
    }

    static RepeatMemory of(LayoutReader reader) {
        reader.version("repeat memory", VERSION);
        RepeatMemory read = new RepeatMemory();
        read.limit = reader.count();
        int size = reader.size(MOST_GOODS);
        // A power of two, as growing makes it.
        int room = Math.max(4, Integer.highestOneBit(Math.max(1, size - 1)) << 1);
        read.hashes = new long[room];
        read.examined = new int[room];
        read.offences = new int[room];
        long hash = 0;
        for (int at = 0; at < size; at++) {
            hash += reader.count();
            read.hashes[at] = hash;
            read.examined[at] = reader.smallCount();
            read.offences[at] = reader.smallCount();
        }
        read.size = size;
        read.summed = false;
        return read;
    }
}
