// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.Party;
import portolan.scoring.sketch.BoundedCounts;
import portolan.scoring.sketch.Fingerprint;
import portolan.scoring.sketch.Habit;

/**
 * How a party could be reached before: how often each telephone number and each e-mail address was filed, as a
 * fingerprint, never as itself.
 *
 * <p>A telephone number is its last {@value #DIGITS} digits, whatever the prefix; an e-mail address is in lower case.
 * The lowest bit of a fingerprint says which of the two. Counts are exact as {@link BoundedCounts} says; of one filing
 * the first {@value #MOST_OF_ONE} contacts count.
 */
public final class ContactPrints {
    static final int DIGITS = 9;
    static final int MOST_OF_ONE = 4;

    private static final int FEWEST_DIGITS = 5;

    private final BoundedCounts<Integer> counts;

    ContactPrints(BoundedCounts.Shape<Integer> shape) {
        this(new BoundedCounts<>(shape));
    }

    private ContactPrints(BoundedCounts<Integer> counts) {
        this.counts = counts;
    }

    /** The two ways to reach somebody that are compared apart. */
    public enum Way {
        TELEPHONE,
        MAIL
    }

    /** Whether the party states a contact of this way. */
    public static boolean states(@Nullable Party party, Way way) {
        for (int print : prints(party)) {
            if (wayOf(print) == way) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the party's contacts of this way was filed before. */
    public boolean knows(@Nullable Party party, Way way) {
        for (int print : prints(party)) {
            if (wayOf(print) == way && counts.get(print) != null) {
                return true;
            }
        }
        return false;
    }

    /** How often any kept contact of this way was filed. */
    public long filed(Way way) {
        long sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            sum += wayOf(counts.key(i)) == way ? counts.counts(i).all() : 0;
        }
        return sum;
    }

    /** How many different contacts of this way are kept. */
    public int different(Way way) {
        int different = 0;
        for (int i = 0; i < counts.size(); i++) {
            different += wayOf(counts.key(i)) == way ? 1 : 0;
        }
        return different;
    }

    /** The part of all filed contacts, 0 to 1, that is no longer kept. */
    public double shareOfOthers() {
        long total = counts.total();
        return total == 0 ? 0 : (double) counts.others().all() / total;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    void learn(@Nullable Party party, int bucket) {
        for (int print : prints(party)) {
            counts.add(print, bucket, false);
        }
    }

    void retract(@Nullable Party party, int bucket) {
        for (int print : prints(party)) {
            counts.take(print, bucket, false);
        }
    }

    /** How often the party was reached as now, of those prints; the first contact that it knows stands for all. */
    Habit habit(@Nullable Party party, char[] since) {
        Habit habit = Habit.NONE;
        for (int print : prints(party)) {
            habit = Habit.of(counts, print, key -> key, since);
            if (habit.same() > 0) {
                return habit;
            }
        }
        return habit;
    }

    /** The fingerprint of the first contact that the party states; 0 when it states none. */
    static int first(@Nullable Party party) {
        int[] prints = prints(party);
        return prints.length == 0 ? 0 : prints[0];
    }

    private static Way wayOf(int print) {
        return (print & 1) == 1 ? Way.MAIL : Way.TELEPHONE;
    }

    /** The distinct fingerprints of a party's contacts. */
    private static int[] prints(@Nullable Party party) {
        if (party == null) {
            return new int[0];
        }
        int stated = Math.min(MOST_OF_ONE, party.contacts().size());
        int[] prints = new int[stated];
        int size = 0;
        for (int i = 0; i < stated; i++) {
            Contact contact = party.contacts().get(i);
            String value = contact.value();
            boolean mail = value.indexOf('@') > 0;
            String plain = mail ? value.strip().toLowerCase(Locale.ROOT) : lastDigits(value);
            if (!plain.isEmpty()) {
                int print = (Fingerprint.of(plain) & ~1) | (mail ? 1 : 0);
                boolean seen = false;
                for (int j = 0; j < size; j++) {
                    seen |= prints[j] == print;
                }
                if (!seen) {
                    prints[size++] = print;
                }
            }
        }
        return size == stated ? prints : java.util.Arrays.copyOf(prints, size);
    }

    private static String lastDigits(String value) {
        StringBuilder digits = new StringBuilder(DIGITS);
        for (int i = value.length() - 1; i >= 0 && digits.length() < DIGITS; i--) {
            char character = value.charAt(i);
            if (character >= '0' && character <= '9') {
                digits.append(character);
            }
        }
        return digits.length() < FEWEST_DIGITS ? "" : digits.toString();
    }

    void write(LayoutWriter writer) {
        counts.write(writer);
    }

    static ContactPrints read(LayoutReader reader, BoundedCounts.Shape<Integer> shape) {
        return new ContactPrints(BoundedCounts.read(reader, shape));
    }
}
