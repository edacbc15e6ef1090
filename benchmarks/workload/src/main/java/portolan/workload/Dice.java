// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/**
 * A seeded stream of random numbers (SplitMix64), written out here so that a feed is the same on every JDK.
 *
 * <p>Streams are cheap to make: whatever has an identity gets its own, made from seed, purpose and identity. So a
 * shipper or a consignment can be made again at any time and need not be kept.
 */
final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    static Dice of(long seed, Purpose purpose, long identity) {
        return new Dice(hash(seed, purpose, identity));
    }

    /** One number for good: what a stream of its own would be too much for. */
    static long hash(long seed, Purpose purpose, long identity) {
        return scramble(scramble(seed + GAMMA * purpose.number()) + GAMMA * identity);
    }

    long next() {
        state += GAMMA;
        return scramble(state);
    }

    /** From 0 inclusive to 1 exclusive. */
    double unit() {
        return unit(next());
    }

    static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    <T> T oneOf(T[] choices) {
        return choices[below(choices.length)];
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Standard normal, by Marsaglia's polar method. */
    double normal() {
        while (true) {
            double x = 2 * unit() - 1;
            double y = 2 * unit() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                // StrictMath: Math.log may differ in the last bit between machines, and the bytes of a feed may not.
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** Exponential with mean 1. */
    double exponential() {
        return -StrictMath.log(1 - unit());
    }

    /** Log-normal around 1. */
    double spread(double sigma) {
        return StrictMath.exp(sigma * normal());
    }

    private static long scramble(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
