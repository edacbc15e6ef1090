// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

/**
 * Thirty-two bits that stand for a text in a memory, the same on every machine and for good.
 *
 * <p>Two texts of a memory of sixteen agree by chance once in some thirty million memories; what is then mistaken for
 * known is one partner of one shipper.
 */
public final class Fingerprint {
    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    private Fingerprint() {}

    /** FNV-1a over the characters, then the finalizer of MurmurHash3, since FNV leaves its upper bits poor. */
    public static int of(CharSequence text) {
        return ofFirst(text, text.length());
    }

    /** Of the first characters of a text. */
    public static int ofFirst(CharSequence text, int characters) {
        return mixed(over(FNV_OFFSET, text, characters));
    }

    /** Of the letters of a text, as capitals, then a bar and another text: as if they had been written together. */
    public static int ofLetters(String letters, String then) {
        int hash = FNV_OFFSET;
        for (int i = 0; i < letters.length(); i++) {
            char character = letters.charAt(i);
            if (Character.isLetter(character)) {
                hash = (hash ^ Character.toUpperCase(character)) * FNV_PRIME;
            }
        }
        return mixed(over((hash ^ '|') * FNV_PRIME, then, then.length()));
    }

    private static int over(int before, CharSequence text, int characters) {
        int hash = before;
        for (int i = 0; i < characters; i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    public static int of(long number) {
        return mixed((int) (number ^ (number >>> 32)) * FNV_PRIME + (int) (number >>> 17));
    }

    /** Sixteen bits of a fingerprint, never 0, which stands for "not stated". */
    public static char shortened(int fingerprint) {
        char folded = (char) (fingerprint ^ (fingerprint >>> 16));
        return folded == 0 ? 1 : folded;
    }

    private static int mixed(int hash) {
        int mixed = hash;
        mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }
}
