// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What reading lines needs to know of a record type, found out once: Avro's own answers take a look-up or a conversion
 * each, and a filing asks for some two hundred.
 *
 * <p>Which fields are given is a bit each, by position.
 */
final class RecordShape {
    private static final Map<String, RecordShape> SHAPES = new ConcurrentHashMap<>();

    private final SpecificData model;
    private final Schema schema;
    private final Constructor<?> constructor;
    private final List<Schema.Field> fields;
    private final Object[] constants;
    private final Map<String, Slot> slots = new HashMap<>();
    private final long required;

    private RecordShape(SpecificData model, Schema schema) {
        this.model = model;
        this.schema = schema;
        this.fields = schema.getFields();
        this.constants = new Object[fields.size()];
        if (fields.size() > Long.SIZE) {
            throw new IllegalStateException("a record type has 64 fields at most: record=" + schema.getFullName());
        }
        try {
            Class<?> type = model.getClass(schema);
            this.constructor = type.getConstructor();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("generated classes have a constructor: record=" + schema.getFullName(), e);
        }
        long needed = 0;
        for (Schema.Field field : fields) {
            addSlot(field.name(), field);
            field.aliases().forEach(alias -> addSlot(alias, field));
            if (!field.hasDefaultValue()) {
                needed |= 1L << field.pos();
            } else if (isShareable(field.schema().getType())) {
                constants[field.pos()] = model.getDefaultValue(field);
            }
        }
        if (slots.size() > Long.SIZE) {
            throw new IllegalStateException(
                    "a record type has 64 names at most, aliases included: record=" + schema.getFullName());
        }
        this.required = needed;
    }

    static RecordShape of(SpecificData model, Schema schema) {
        RecordShape known = SHAPES.get(schema.getFullName());
        // Not computeIfAbsent alone: a map that is written to locks, and this is asked for every nested record.
        return known != null
                ? known
                : SHAPES.computeIfAbsent(schema.getFullName(), name -> new RecordShape(model, schema));
    }

    private void addSlot(String name, Schema.Field field) {
        // The parser interns names too, and the same name is found without comparing letters.
        slots.put(name.intern(), Slot.of(model, field, slots.size()));
    }

    private static boolean isShareable(Schema.Type type) {
        return switch (type) {
            case ARRAY, MAP, RECORD, BYTES, FIXED -> false;
            default -> true;
        };
    }

    Schema schema() {
        return schema;
    }

    /** The field of this name or alias; null where there is none. */
    @Nullable
    Slot slot(String name) {
        return slots.get(name);
    }

    /** Every name that a field can be given under. */
    Set<String> names() {
        return slots.keySet();
    }

    SpecificRecord blank() {
        try {
            return (SpecificRecord) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated class cannot be made: record=" + schema.getFullName(), e);
        }
    }

    boolean isMissing(long given) {
        return (required & ~given) != 0;
    }

    /** Names of the fields that are required, not given and have no default. */
    List<String> missing(long given) {
        List<String> missing = new ArrayList<>();
        if (isMissing(given)) {
            for (Schema.Field field : fields) {
                if ((required & ~given & 1L << field.pos()) != 0) {
                    missing.add(field.name());
                }
            }
        }
        return missing;
    }

    /** Sets what is not given and has a default. */
    void fillIn(SpecificRecord record, long given) {
        for (int at = 0; at < constants.length; at++) {
            if ((given & 1L << at) == 0) {
                record.put(at, defaultOf(fields.get(at)));
            }
        }
    }

    private @Nullable Object defaultOf(Schema.Field field) {
        return switch (field.schema().getType()) {
            // A default that Avro hands out is shared by everybody who asks.
            case ARRAY -> new ArrayList<>();
            case MAP -> new HashMap<>();
            default -> isShareable(field.schema().getType()) ? constants[field.pos()] : model.getDefaultValue(field);
        };
    }

    /**
     * A name that a field can be given under.
     *
     * @param bit of the name among all names of the record: a name may come once
     * @param type the field's, without null
     * @param symbols the constants of an enum by their names; empty for every other type
     */
    record Slot(Schema.Field field, long bit, Schema type, Map<String, Object> symbols) {
        static Slot of(SpecificData model, Schema.Field field, int number) {
            Schema type = FieldValue.nonNull(field.schema());
            Map<String, Object> symbols = new HashMap<>();
            if (type.getType() == Schema.Type.ENUM) {
                type.getEnumSymbols().forEach(symbol -> symbols.put(symbol, model.createEnum(symbol, type)));
            }
            return new Slot(field, 1L << number, type, symbols);
        }
    }
}
