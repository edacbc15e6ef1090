// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/**
 * The boxes of all lines. A line hands them out in turn, so that a box comes back only after its whole fleet has been
 * out: reuse that is too quick to be possible is a scheme, and schemes are planted, not accidents.
 */
final class Fleet {
    /** Serials from here on are for part loads, whose box is known by its groupage and not taken in turn. */
    private static final int GROUPAGE_FROM = 800_000;

    /** Coprime to every fleet's size, so that neighbours do not travel together. */
    private static final long STRIDE = 611_953;

    private final Atlas atlas = Atlas.get();
    private final long[] taken = new long[atlas.lines().choices().size()];

    long take(Carrier carrier, int count) {
        long first = taken[carrier.number()];
        taken[carrier.number()] += count;
        return first;
    }

    /** The number of a box that was taken: 60 % the line's own, 40 % leased. */
    String number(Carrier carrier, long taking) {
        int place = (int) (taking * STRIDE % GROUPAGE_FROM);
        List<String> own = carrier.prefixes();
        if (place % 5 < 3) {
            return CheckDigits.box(own.get(place % own.size()), place);
        }
        // Lessors serve all lines: each line has a block of serials of its own in every lessor's numbers.
        int lines = taken.length;
        List<String> lessors = atlas.lessors();
        int block = GROUPAGE_FROM / lines;
        return CheckDigits.box(lessors.get(place / block % lessors.size()), carrier.number() * block + place % block);
    }

    /** The box of a groupage, which several house bills share. */
    String shared(Carrier carrier, long groupage) {
        List<String> own = carrier.prefixes();
        int place = GROUPAGE_FROM + (int) Long.remainderUnsigned(groupage, 1_000_000 - GROUPAGE_FROM);
        return CheckDigits.box(own.get(0), place);
    }
}
