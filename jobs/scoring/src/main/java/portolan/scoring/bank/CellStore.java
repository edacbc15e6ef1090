// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

/**
 * Where cells are kept: a fixed number of words under a key of 64 bits. A cell whose words are all 0 is none. Many are
 * asked for at once, since one filing calls at hundreds.
 */
public interface CellStore {
    /** Words of a wide cell, and of a tally. */
    int WIDE = Cells.WIDE;

    int NARROW = 1;

    /**
     * From which hour of order time on a cell is none.
     *
     * @param keptHours after its latest hour
     */
    static long over(long firstWord, long keptHours) {
        return Cells.latest(firstWord) + keptHours + 1;
    }

    /** Reads one cell a key, one after the other, 0 where there is none; key 0 has none. */
    void get(long[] keys, int count, long[] words);

    /**
     * Writes one cell a key; key 0 is left out.
     *
     * @param keptHours of each, after its latest hour
     */
    void put(long[] keys, int count, long[] words, long[] keptHours);
}
