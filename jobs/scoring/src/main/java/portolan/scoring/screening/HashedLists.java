// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

import java.util.Arrays;

/**
 * Numbers by the hash of a text, in two arrays: a hundred thousand names have millions of them. Two texts of one hash
 * share a list, so that what is found must be looked at again.
 */
final class HashedLists {
    private static final long LOW = 0xFFFF_FFFFL;

    /** Hash above, number below; in order. */
    private final long[] pairs;

    /** Where the hashes begin whose highest bits are the place. */
    private final int[] starts;

    private final int shift;

    private HashedLists(long[] pairs) {
        this.pairs = pairs;
        int bits = StrictMath.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(pairs.length));
        this.shift = Long.SIZE - bits;
        this.starts = new int[(1 << bits) + 1];
        int at = 0;
        for (int place = 0; place < 1 << bits; place++) {
            starts[place] = at;
            while (at < pairs.length && place(pairs[at]) == place) {
                at++;
            }
        }
        starts[1 << bits] = pairs.length;
    }

    private int place(long pair) {
        return (int) ((pair ^ Long.MIN_VALUE) >>> shift);
    }

    /** Takes numbers until all are known. */
    static final class Builder {
        private long[] pairs = new long[1024];
        private int size;

        void add(int hash, int number) {
            if (size == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * size);
            }
            pairs[size++] = pair(hash, number);
        }

        HashedLists build() {
            long[] sorted = Arrays.copyOf(pairs, size);
            Arrays.sort(sorted);
            int kept = 0;
            for (int i = 0; i < sorted.length; i++) {
                if (i == 0 || sorted[i] != sorted[i - 1]) {
                    sorted[kept++] = sorted[i];
                }
            }
            return new HashedLists(Arrays.copyOf(sorted, kept));
        }
    }

    private static long pair(int hash, int number) {
        return ((long) hash << Integer.SIZE) | number;
    }

    /** Where the numbers of a hash begin. */
    int from(int hash) {
        long first = (long) hash << Integer.SIZE;
        int at = starts[place(first)];
        while (at < pairs.length && pairs[at] < first) {
            at++;
        }
        return at;
    }

    /** Whether at a place, as {@link #from} and the places after it, stands a number of the hash. */
    boolean isOf(int hash, int at) {
        return at < pairs.length && (int) (pairs[at] >> Integer.SIZE) == hash;
    }

    int number(int at) {
        return (int) (pairs[at] & LOW);
    }

    /** Of a text without one or two of its characters; none where a place is -1. */
    static int hash(String text, int length, int without, int andWithout) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            if (i != without && i != andWithout) {
                hash = 31 * hash + text.charAt(i);
            }
        }
        return mixed(hash);
    }

    static int hash(String text) {
        return hash(text, text.length(), -1, -1);
    }

    /** A hash whose low bits depend on all of its bits. */
    static int mixed(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x7feb352d;
        mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
        return mixed ^ (mixed >>> 16);
    }
}
