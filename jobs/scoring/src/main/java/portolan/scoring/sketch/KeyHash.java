// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

/**
 * 64 bits that stand for a text in a memory: FNV-1a over its characters, then the finalizer of MurmurHash3.
 *
 * <p>Two of the few texts that one memory holds agree by chance once in 10^18 pairs. Stored, so it never changes.
 */
public final class KeyHash {
    private KeyHash() {}

    public static long of(CharSequence text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }

    /** The upper half: enough where only the equality of two stored values is asked. */
    public static int shortOf(CharSequence text) {
        return (int) (of(text) >>> 32);
    }
}
