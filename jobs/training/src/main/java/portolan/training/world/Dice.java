// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A seeded stream of random numbers (SplitMix64), written out here so that a world is the same on every machine.
 *
 * <p>A stream that is split off depends on where its parent began and on the name, not on what was drawn before.
 */
final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long origin;
    private long state;

    private Dice(long origin) {
        this.origin = origin;
        this.state = origin;
    }

    /** All 32 bytes of the hash of a seed of any length count. */
    static Dice of(byte[] seed) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed);
            long origin = 0;
            for (int i = 0; i < hash.length; i++) {
                origin = scramble(origin + GAMMA) ^ (hash[i] & 0xFFL);
            }
            return new Dice(scramble(origin));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java machine has SHA-256", impossible);
        }
    }

    Dice split(String name, long number) {
        long mixed = origin;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            mixed = scramble(mixed + GAMMA) ^ b;
        }
        return new Dice(scramble(mixed + GAMMA * (number + 1)));
    }

    long next() {
        state += GAMMA;
        return scramble(state);
    }

    /** From 0 inclusive to 1 exclusive. */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    double between(double least, double most) {
        return least + (most - least) * unit();
    }

    boolean chance(double probability) {
        return unit() < probability;
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
                // StrictMath: Math.log may differ in the last bit between machines, and a world may not.
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
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
