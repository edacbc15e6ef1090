// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

/**
 * Which keys are used all the time: {@value #OFTEN} times, or about half as often in each turn, among {@value
 * #USES_BEFORE_AGING} uses, after which all counts are halved: what was busy once is not for good.
 *
 * <p>Counts of several keys share a cell, so a key may be taken for busier than it is, never for less.
 */
final class BusyKeys {
    static final int OFTEN = 10;
    static final int USES_BEFORE_AGING = 50_000;

    /** More than there are keys among those uses, an octet each. */
    private static final int CELLS = 1 << 16;

    private static final int CELL_SHIFT = Integer.SIZE - 16;

    private final int often;
    private final byte[] counts = new byte[CELLS];
    private int uses;

    /** @param often from so many uses on a key is busy */
    BusyKeys(int often) {
        this.often = often;
    }

    /** Counts a use of a key; whether it is busy. */
    boolean used(String key) {
        // Like keys have like hashes: multiplied by the golden ratio their upper bits are far apart.
        int cell = (key.hashCode() * 0x9E3779B9) >>> CELL_SHIFT;
        if (counts[cell] < Byte.MAX_VALUE) {
            counts[cell]++;
        }
        boolean isBusy = counts[cell] >= often;
        uses++;
        if (uses == USES_BEFORE_AGING) {
            age();
        }
        return isBusy;
    }

    private void age() {
        uses = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            counts[cell] >>= 1;
        }
    }
}
