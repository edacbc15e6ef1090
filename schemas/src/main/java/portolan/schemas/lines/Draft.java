// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A record in the making, that knows which of its fields were given. */
public final class Draft {
    private final RecordShape shape;
    private final SpecificRecord value;
    private long given;

    public Draft(SpecificData model, Schema schema) {
        this(RecordShape.of(model, schema));
    }

    Draft(RecordShape shape) {
        this.shape = shape;
        this.value = shape.blank();
    }

    void set(Schema.Field field, Object fieldValue) {
        value.put(field.pos(), fieldValue);
        given |= 1L << field.pos();
    }

    public void set(String name, Object fieldValue) {
        set(shape.schema().getField(name), fieldValue);
    }

    /** Whether the field was given. */
    public boolean has(String name) {
        return (given & 1L << shape.schema().getField(name).pos()) != 0;
    }

    public void setIfAbsent(String name, Object fieldValue) {
        if (!has(name)) {
            set(name, fieldValue);
        }
    }

    /** Gives a field that may be null for not known. */
    public void setIfKnown(String name, @Nullable Object fieldValue) {
        if (fieldValue != null) {
            set(name, fieldValue);
        }
    }

    public boolean isEmpty() {
        return given == 0;
    }

    public @Nullable Object get(String name) {
        return value.get(shape.schema().getField(name).pos());
    }

    /** Names of the fields that are required, not given and have no default. */
    public List<String> missing() {
        return shape.missing(given);
    }

    /** The record, its absent fields at their defaults; a fault that names every required field that is missing. */
    public SpecificRecord finish(Supplier<String> path) throws FaultException {
        if (shape.isMissing(given)) {
            List<String> missing = missing();
            String prefix = path.get().isEmpty() ? "" : path.get() + ".";
            throw new FaultException(
                    LineFault.Code.MISSING_FIELD,
                    prefix + missing.get(0),
                    "required and missing: " + prefix + String.join(", " + prefix, missing));
        }
        shape.fillIn(value, given);
        return value;
    }
}
