// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A seeded stream of random numbers, the same on every machine: HMAC-SHA256 in counter mode, as in NIST SP 800-108. Who
 * sees some of its numbers, as everybody sees those that a world shows, can tell neither its seed nor another number.
 *
 * <p>A stream that is split off depends on its parent's key and on the name, not on what was drawn before.
 */
final class Dice {
    private static final String MAC = "HmacSHA256";
    private static final byte DRAW = 0;
    private static final byte SPLIT = 1;

    private final Mac mac;
    private long block;
    private ByteBuffer drawn = ByteBuffer.allocate(0);

    private Dice(byte[] key) {
        try {
            mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java machine has " + MAC, impossible);
        }
    }

    /** Of a seed of any length. */
    static Dice of(byte[] seed) {
        try {
            return new Dice(MessageDigest.getInstance("SHA-256").digest(seed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java machine has SHA-256", impossible);
        }
    }

    Dice split(String name, long number) {
        mac.update(SPLIT);
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        return new Dice(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    }

    long next() {
        if (!drawn.hasRemaining()) {
            mac.update(DRAW);
            drawn = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(block++).array()));
        }
        return drawn.getLong();
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
}
