// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;

/**
 * The names under which one registered number came: the two commonest, each in a short plain form with its count.
 *
 * <p>A plain form is the name's letters and digits in upper case, words apart by one blank, at most {@value #LONGEST}
 * characters. A name counts under the plain form that it is like ({@link #likeness} from {@value #ALIKE}), so that
 * spellings do not crowd out each other.
 *
 * <p>A third, unlike name pushes out the rarer of two into a common count of others; newcomers always get in. The sum
 * over names and others is exact for good; the count of one name is exact while no more than two unlike names were
 * seen, and misses at most what was pushed out.
 *
 * <pre>
 *   list of: text name | count
 *   count of others
 * </pre>
 */
public final class EstablishedNames {
    static final int MOST = 2;
    static final int LONGEST = 24;

    /** Two spellings of a name have more than half of their pairs of letters in common. */
    public static final double ALIKE = 0.5;

    private final String[] names = new String[MOST];
    private final long[] counts = new long[MOST];
    private int size;
    private long others;

    public EstablishedNames() {
        Arrays.fill(names, "");
    }

    /** The name that a party's registered number came with, as identity knows it; null when it is known by its name. */
    public static @Nullable String of(@Nullable Party party) {
        PartyKey key = PartyKey.of(party);
        PartyKey byName = PartyKey.byName(party);
        if (key == null || byName == null || key.equals(byName)) {
            return null;
        }
        int country = byName.value().lastIndexOf('|');
        return country < 0 ? byName.value() : byName.value().substring(0, country);
    }

    /** How often the number came with any name. */
    public long total() {
        long sum = others;
        for (int i = 0; i < size; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** How many names are kept, the commonest first. */
    public int size() {
        return size;
    }

    /** A kept name in its plain form. */
    public String name(int at) {
        return names[at];
    }

    /** How often a kept name came. */
    public long count(int at) {
        return counts[at];
    }

    /** How like a name is to the kept one most like it, 0 to 1; NaN when nothing can be compared. */
    public double likeness(String name) {
        String plain = plain(name);
        double most = Double.NaN;
        for (int i = 0; i < size; i++) {
            double likeness = likeness(plain, names[i]);
            most = Double.isNaN(most) ? likeness : StrictMath.max(most, likeness);
        }
        return most;
    }

    /**
     * Twice the pairs of neighbouring letters that two plain names have in common by all their pairs (Dice), words
     * apart; 1 when one is the initials of the other. NaN when a name is too short, or they are written in different
     * scripts.
     */
    public static double likeness(String one, String other) {
        if (one.equals(other)) {
            return one.isEmpty() ? Double.NaN : 1;
        }
        if (one.length() < 3 || other.length() < 3 || isLatin(one) != isLatin(other)) {
            return Double.NaN;
        }
        if (isInitials(one, other) || isInitials(other, one)) {
            return 1;
        }
        boolean[] used = new boolean[other.length()];
        int pairs = 0;
        int common = 0;
        for (int i = 0; i + 1 < one.length(); i++) {
            if (isPair(one, i)) {
                pairs++;
                for (int j = 0; j + 1 < other.length(); j++) {
                    if (!used[j] && one.charAt(i) == other.charAt(j) && one.charAt(i + 1) == other.charAt(j + 1)) {
                        used[j] = true;
                        common++;
                        break;
                    }
                }
            }
        }
        int otherPairs = 0;
        for (int j = 0; j + 1 < other.length(); j++) {
            otherPairs += isPair(other, j) ? 1 : 0;
        }
        int all = pairs + otherPairs;
        return all == 0 ? Double.NaN : 2.0 * common / all;
    }

    private static boolean isPair(String name, int at) {
        return name.charAt(at) != ' ' && name.charAt(at + 1) != ' ';
    }

    private static boolean isLatin(String name) {
        return name.charAt(0) < 0x250;
    }

    private static boolean isInitials(String shorter, String longer) {
        int at = 0;
        for (int i = 0; i < longer.length() && at < shorter.length(); i++) {
            if (i == 0 || longer.charAt(i - 1) == ' ') {
                if (longer.charAt(i) != shorter.charAt(at)) {
                    return false;
                }
                at++;
            }
        }
        return at >= 3 && (at == shorter.length() || shorter.charAt(at) == ' ');
    }

    /** Letters and digits in upper case, words apart by one blank, cut. */
    public static String plain(String name) {
        StringBuilder plain = new StringBuilder(LONGEST);
        boolean gap = false;
        for (int i = 0; i < name.length() && plain.length() < LONGEST; i++) {
            char character = name.charAt(i);
            if (Character.isLetterOrDigit(character)) {
                if (gap && plain.length() > 0 && plain.length() < LONGEST - 1) {
                    plain.append(' ');
                }
                plain.append(Character.toUpperCase(character));
                gap = false;
            } else if (character != '.' && character != '\'' && !Character.isSurrogate(character)) {
                gap = true;
            }
        }
        return plain.toString();
    }

    public boolean isEmpty() {
        return size == 0 && others == 0;
    }

    public void learn(@Nullable String name) {
        String plain = name == null ? "" : plain(name);
        if (plain.isEmpty()) {
            return;
        }
        int at = find(plain);
        if (at < 0) {
            if (size == MOST) {
                others += counts[--size];
            }
            at = size++;
            names[at] = plain;
            counts[at] = 0;
        }
        counts[at]++;
        commonestFirst();
    }

    public void retract(@Nullable String name) {
        String plain = name == null ? "" : plain(name);
        if (plain.isEmpty()) {
            return;
        }
        int at = find(plain);
        if (at < 0) {
            others = Math.max(0, others - 1);
            return;
        }
        counts[at]--;
        if (counts[at] == 0) {
            System.arraycopy(names, at + 1, names, at, size - at - 1);
            System.arraycopy(counts, at + 1, counts, at, size - at - 1);
            size--;
        } else {
            commonestFirst();
        }
    }

    /** The kept name that is the same, else the one most like it; -1 when none is like it. */
    private int find(String plain) {
        int found = -1;
        double most = ALIKE;
        for (int i = 0; i < size; i++) {
            if (names[i].equals(plain)) {
                return i;
            }
            double likeness = likeness(plain, names[i]);
            if (likeness >= most) {
                found = i;
                most = likeness;
            }
        }
        return found;
    }

    /** At equal counts the name that sorts first leads, so that the bytes do not tell in which order they came. */
    private void commonestFirst() {
        if (size == MOST && (counts[1] > counts[0] || (counts[1] == counts[0] && names[1].compareTo(names[0]) < 0))) {
            String name = names[0];
            names[0] = names[1];
            names[1] = name;
            long count = counts[0];
            counts[0] = counts[1];
            counts[1] = count;
        }
    }

    public void write(LayoutWriter writer) {
        writer.count(size);
        for (int i = 0; i < size; i++) {
            writer.text(names[i]).count(counts[i]);
        }
        writer.count(others);
    }

    public static EstablishedNames read(LayoutReader reader) {
        EstablishedNames read = new EstablishedNames();
        int size = reader.size();
        for (int i = 0; i < size; i++) {
            String name = reader.text();
            long count = reader.count();
            if (i < MOST) {
                read.names[i] = name;
                read.counts[i] = count;
                read.size++;
            } else {
                read.others += count;
            }
        }
        read.others += reader.count();
        return read;
    }
}
