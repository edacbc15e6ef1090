// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

/**
 * A word that many others are compared with, as {@link Spelling#distance} compares two: where each letter stands in it,
 * a bit a place, so that one step of the alignment is a few operations on a whole column (Hyyrö 2003).
 */
final class LetterMasks {
    /** Places of a mask. */
    static final int LONGEST = Long.SIZE - 1;

    private final long[] places;
    private final int length;

    private LetterMasks(long[] places, int length) {
        this.places = places;
        this.length = length;
    }

    /** Whether a word may be one of a pair that is compared so: it has capital letters of ASCII only. */
    static boolean suits(String word) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                return false;
            }
        }
        return true;
    }

    /** @param word one that {@link #suits} */
    static LetterMasks of(String word) {
        long[] places = new long[LETTER + 1];
        for (int i = 0; i < word.length(); i++) {
            places[word.charAt(i) & LETTER] |= 1L << i;
        }
        return new LetterMasks(places, word.length());
    }

    /** How many of the first letters of a word fit into {@link #packed}. */
    static final int PACKED = 12;

    private static final int LETTER_BITS = 5;
    private static final int LETTER = (1 << LETTER_BITS) - 1;

    /** A word of capital letters, so many as fit, five bits a letter, the first the lowest. */
    static long packed(String word) {
        long packed = 0;
        for (int i = 0; i < StrictMath.min(PACKED, word.length()); i++) {
            packed |= (long) (word.charAt(i) & LETTER) << (LETTER_BITS * i);
        }
        return packed;
    }

    /**
     * Letters left out, put in, changed, or changed for their neighbour, to a word.
     *
     * @param packed as {@link #packed(String)} makes it of a word that fits
     */
    int distance(long packed) {
        Alignment alignment = new Alignment();
        int distance = length;
        for (long rest = packed; rest != 0; rest >>>= LETTER_BITS) {
            distance += alignment.step(places[(int) rest & LETTER], length);
        }
        return distance;
    }

    /** The same, to a word that does not fit; it has letters only. */
    int distance(String word) {
        Alignment alignment = new Alignment();
        int distance = length;
        for (int i = 0; i < word.length(); i++) {
            distance += alignment.step(places[word.charAt(i) & LETTER], length);
        }
        return distance;
    }

    /** A column of the alignment: where its values differ from those above and beside them, a bit a place. */
    private static final class Alignment {
        private long down = ~0L;
        private long up;
        private long diagonal;
        private long before;

        /** By how much the last value of the next column differs. */
        int step(long same, int length) {
            long changed = ((~diagonal & same) << 1) & before;
            diagonal = (((same & down) + down) ^ down) | same | up | changed;
            long right = up | ~(diagonal | down);
            long left = diagonal & down;
            int last = length - 1;
            int more = (int) (right >>> last & 1) - (int) (left >>> last & 1);
            right = (right << 1) | 1;
            left <<= 1;
            down = left | ~(diagonal | right);
            up = right & diagonal;
            before = same;
            return more;
        }
    }
}
