package portolan.schemas;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A record in the making, that knows which of its fields were given. */
final class Draft {
    private final SpecificData model;
    private final SpecificRecord value;
    private final BitSet given = new BitSet();

    Draft(SpecificData model, Schema schema) {
        this.model = model;
        this.value = (SpecificRecord) model.newRecord(null, schema);
    }

    void set(Schema.Field field, Object fieldValue) {
        value.put(field.pos(), fieldValue);
        given.set(field.pos());
    }

    void set(String name, Object fieldValue) {
        set(value.getSchema().getField(name), fieldValue);
    }

    boolean has(String name) {
        return given.get(value.getSchema().getField(name).pos());
    }

    void setIfAbsent(String name, Object fieldValue) {
        if (!has(name)) {
            set(name, fieldValue);
        }
    }

    boolean isEmpty() {
        return given.isEmpty();
    }

    @Nullable
    Object get(String name) {
        return value.get(value.getSchema().getField(name).pos());
    }

    /** Names of the fields that are required, not given and have no default. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Schema.Field field : value.getSchema().getFields()) {
            if (!given.get(field.pos()) && !field.hasDefaultValue()) {
                missing.add(field.name());
            }
        }
        return missing;
    }

    /** The record, its absent fields at their defaults; a fault that names every required field that is missing. */
    SpecificRecord finish(Supplier<String> path) throws FaultException {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            String prefix = path.get().isEmpty() ? "" : path.get() + ".";
            throw new FaultException(
                    LineFault.Code.MISSING_FIELD,
                    prefix + missing.get(0),
                    "required and missing: " + prefix + String.join(", " + prefix, missing));
        }
        for (Schema.Field field : value.getSchema().getFields()) {
            if (!given.get(field.pos())) {
                setDefault(field);
            }
        }
        return value;
    }

    private void setDefault(Schema.Field field) {
        switch (field.schema().getType()) {
            // A default that Avro hands out is shared by everybody who asks.
            case ARRAY -> value.put(field.pos(), new ArrayList<>());
            case MAP -> value.put(field.pos(), new HashMap<>());
            default -> value.put(field.pos(), model.getDefaultValue(field));
        }
    }
}
