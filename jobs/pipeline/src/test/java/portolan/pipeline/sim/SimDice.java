// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

/** Draws that depend on the seed and the step only: what a shrunk script leaves out changes no draw of other steps. */
final class SimDice {
    private final long seed;
    private long step;
    private int draws;

    SimDice(long seed) {
        this.seed = seed;
    }

    void step(long now) {
        step = now;
        draws = 0;
    }

    /** One of so many, from 0. */
    int of(int many) {
        return (int) Long.remainderUnsigned(mixed(mixed(seed) ^ mixed(step * 1_000_003 + draws++)), many);
    }

    boolean oneIn(int many) {
        return of(many) == 0;
    }

    /** SplitMix64. */
    private static long mixed(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
