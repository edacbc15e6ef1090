package portolan.pipeline.stage;

/**
 * Which keys are used all the time: {@value #OFTEN} times among some {@value #USES_BEFORE_AGING} uses, and more.
 *
 * <p>Counts of several keys share a cell, so a key may be taken for busier than it is, never for less. Every {@value
 * #USES_BEFORE_AGING} uses all counts are halved, so that what was busy once is not for good.
 */
final class BusyKeys {
    static final int OFTEN = 10;
    static final int USES_BEFORE_AGING = 50_000;

    /** More than there are keys among those uses, and a sixteenth of a cache of the processor. */
    private static final int CELLS = 1 << 16;

    private static final int CELL_SHIFT = Integer.SIZE - 16;

    private final byte[] counts = new byte[CELLS];
    private int uses;

    /** Counts a use of a key; whether it is busy. */
    boolean used(String key) {
        // Like keys have like hashes: multiplied by the golden ratio their upper bits are far apart.
        int cell = (key.hashCode() * 0x9E3779B9) >>> CELL_SHIFT;
        if (counts[cell] < Byte.MAX_VALUE) {
            counts[cell]++;
        }
        boolean isBusy = counts[cell] >= OFTEN;
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
