// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 of 128 bits, of a kind of value and a key's characters: who does not know the secret cannot file names that
 * meet in one place. By Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012, and its reference
 * implementation's variant of 128 bits.
 *
 * <p>Not for several threads.
 */
final class KeyHash {
    /** Octets of a secret. */
    static final int SECRET = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int ROUNDS = 2;
    private static final int LAST_ROUNDS = 4;
    private static final int CHARS = 4;
    private static final int CHECK_SHIFT = 48;
    private static final int LENGTH_SHIFT = Long.SIZE - Byte.SIZE;

    private final long k0;
    private final long k1;

    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long first;
    private long second;

    /** @param secret {@value #SECRET} octets */
    KeyHash(byte[] secret) {
        if (secret.length != SECRET) {
            throw new IllegalArgumentException("a secret has " + SECRET + " octets: given=" + secret.length);
        }
        this.k0 = (long) LONG.get(secret, 0);
        this.k1 = (long) LONG.get(secret, Long.BYTES);
    }

    /** Hashes the kind, as one character, and the key's, each as two octets, the lower one first. */
    void of(char kind, CharSequence key) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL ^ 0xee;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
        int length = key.length() + 1;
        long word = kind;
        for (int i = 1; i < length; i++) {
            int within = i % CHARS;
            if (within == 0) {
                take(word);
                word = 0;
            }
            word |= (long) key.charAt(i - 1) << (Character.SIZE * within);
        }
        if (length % CHARS == 0) {
            take(word);
            word = 0;
        }
        take(word | ((long) length * Character.BYTES) << LENGTH_SHIFT);
        v2 ^= 0xee;
        rounds(LAST_ROUNDS);
        first = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        rounds(LAST_ROUNDS);
        second = v0 ^ v1 ^ v2 ^ v3;
    }

    /** The first 64 bits. */
    long first() {
        return first;
    }

    /** The other 64 bits. */
    long second() {
        return second;
    }

    /** 16 bits of the other half. */
    int check() {
        return (int) (second >>> CHECK_SHIFT);
    }

    private void take(long word) {
        v3 ^= word;
        rounds(ROUNDS);
        v0 ^= word;
    }

    private void rounds(int count) {
        long a = v0;
        long b = v1;
        long c = v2;
        long d = v3;
        for (int i = 0; i < count; i++) {
            a += b;
            b = Long.rotateLeft(b, 13) ^ a;
            a = Long.rotateLeft(a, 32);
            c += d;
            d = Long.rotateLeft(d, 16) ^ c;
            a += d;
            d = Long.rotateLeft(d, 21) ^ a;
            c += b;
            b = Long.rotateLeft(b, 17) ^ c;
            c = Long.rotateLeft(c, 32);
        }
        v0 = a;
        v1 = b;
        v2 = c;
        v3 = d;
    }
}
