// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One memory: under which fields, and what is kept there.
 *
 * @param key fields whose values together are the key; none is all traffic
 * @param value the field whose share is kept; of shares only
 * @param quantity what is usual; of quantities only
 * @param keptDays how long after its latest bill a cell is kept, and what was found there after the latest outcome
 */
public record Declaration(
        List<Field> key,
        Kept kept,
        @Nullable Field value,
        @Nullable Quantity quantity,
        int keptDays) implements Serializable {
    /** As long as other memories. */
    public static final int DAYS = 730;

    static final int MOST_FIELDS = 3;
    private static final int LONGEST_DAYS = 3_650;

    /** A voyage of 365 days and the ledger's 180 after: so late a bill may be amended, which takes back what it taught. */
    private static final int SHORTEST_DAYS = 545;

    /** What is kept under a key. */
    public enum Kept {
        /** How many bills, when the first and the latest came, what inspections of them found. */
        BILLS,
        /** How often each value of a field came. */
        SHARE,
        /** Mean and spread of a quantity's logarithm. */
        USUAL
    }

    public Declaration {
        key = List.copyOf(key);
        if (key.size() > MOST_FIELDS || key.size() != key.stream().distinct().count()) {
            throw new IllegalArgumentException(
                    "a key has at most " + MOST_FIELDS + " fields, each once: key=" + words(key));
        }
        if (keptDays < SHORTEST_DAYS || keptDays > LONGEST_DAYS) {
            throw new IllegalArgumentException("days kept must be " + SHORTEST_DAYS + " to " + LONGEST_DAYS
                    + ", as long as a bill may be amended: key=" + words(key) + ", days=" + keptDays);
        }
        if (value != null && key.contains(value)) {
            throw new IllegalArgumentException("a value is the same as its key: key=" + words(key));
        }
    }

    static Declaration bills(Field... key) {
        return new Declaration(List.of(key), Kept.BILLS, null, null, DAYS);
    }

    static Declaration share(Field value, Field... key) {
        return new Declaration(List.of(key), Kept.SHARE, value, null, DAYS);
    }

    static Declaration usual(Quantity quantity, Field... key) {
        return new Declaration(List.of(key), Kept.USUAL, null, quantity, DAYS);
    }

    /** Whether it keeps the same under the same key, however long. */
    public boolean isOfSame(Declaration other) {
        return kept == other.kept
                && value == other.value
                && quantity == other.quantity
                && Set.copyOf(key).equals(Set.copyOf(other.key));
    }

    /** What its readings are about: {@code consignor+hs4}, {@code carrier, consignee}, {@code weight, hs4}. */
    public String subject() {
        return switch (kept) {
            case BILLS -> words(key);
            case SHARE -> Objects.requireNonNull(value).word() + ", " + words(key);
            case USUAL -> Objects.requireNonNull(quantity).word() + ", " + words(key);
        };
    }

    /** As it is written in a rule set, in braces. */
    public String written() {
        String fields = key.stream().map(Field::word).collect(Collectors.joining(", ", "[", "]"));
        String what =
                switch (kept) {
                    case BILLS -> "bills: " + fields;
                    case SHARE -> "share: " + Objects.requireNonNull(value).word() + ", under: " + fields;
                    case USUAL -> "usual: " + Objects.requireNonNull(quantity).word() + ", under: " + fields;
                };
        return "{" + what + (keptDays == DAYS ? "" : ", kept: " + keptDays) + "}";
    }

    private static String words(List<Field> fields) {
        return fields.isEmpty() ? "all" : fields.stream().map(Field::word).collect(Collectors.joining("+"));
    }
}
