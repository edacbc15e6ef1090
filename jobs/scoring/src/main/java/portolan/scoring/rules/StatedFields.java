// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;

/**
 * All fields of one consignment that rules can read, apart from the consignment: with its readings they are what it
 * takes to judge it again. Immutable; taken from the consignment when the first is asked for, since most assessments
 * are never asked.
 */
public final class StatedFields {
    private static final ConsignmentField[] FIELDS = ConsignmentField.values();

    /** Nothing is stated. */
    public static final StatedFields NONE = of(Map.of());

    private final @Nullable Consignment consignment;

    private volatile @Nullable Object @Nullable [] values;

    private StatedFields(@Nullable Consignment consignment, @Nullable Object @Nullable [] values) {
        this.consignment = consignment;
        this.values = values;
    }

    public static StatedFields of(Consignment consignment) {
        return new StatedFields(consignment, null);
    }

    /**
     * The fields as something else holds them.
     *
     * @param stated String, Double, Boolean or List of String, after the field's type; a list that is missing is empty
     */
    public static StatedFields of(Map<ConsignmentField, ?> stated) {
        @Nullable Object[] values = new @Nullable Object[FIELDS.length];
        for (ConsignmentField field : FIELDS) {
            Object value = stated.get(field);
            values[field.slot()] = value == null && field.type() == ConsignmentField.Type.TEXTS ? List.of() : value;
        }
        return new StatedFields(null, values);
    }

    /** The field's value after its type; null when absent, never null for a list. */
    public @Nullable Object get(ConsignmentField field) {
        return values()[field.slot()];
    }

    /** What is stated, by field. */
    public Map<ConsignmentField, Object> stated() {
        Map<ConsignmentField, Object> stated = new EnumMap<>(ConsignmentField.class);
        for (ConsignmentField field : FIELDS) {
            Object value = get(field);
            if (value != null) {
                stated.put(field, value);
            }
        }
        return stated;
    }

    private @Nullable Object[] values() {
        @Nullable Object[] known = values;
        if (known == null) {
            Consignment from = Objects.requireNonNull(consignment, "either is given");
            known = new @Nullable Object[FIELDS.length];
            for (ConsignmentField field : FIELDS) {
                known[field.slot()] = field.of(from);
            }
            values = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatedFields that && stated().equals(that.stated());
    }

    @Override
    public int hashCode() {
        return stated().hashCode();
    }

    @Override
    public String toString() {
        return stated().toString();
    }
}
