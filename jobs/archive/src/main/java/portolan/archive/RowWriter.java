// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a row, or of a group in it, in the order of the schema: Parquet asks for each field's number
 * beside its name, and this counts. What is null is left out, which is how Parquet says it.
 */
final class RowWriter {
    /** Texts that come again and again, as names of rules do, are encoded once; there are not many of them. */
    private static final int MOST_RECURRING = 10_000;

    private final RecordConsumer to;
    private final Map<String, Binary> recurring = new HashMap<>();

    private int next;

    RowWriter(RecordConsumer to) {
        this.to = to;
    }

    void startRow() {
        to.startMessage();
        next = 0;
    }

    void endRow() {
        to.endMessage();
    }

    void text(String name, @Nullable String value) {
        binary(name, value == null ? null : Binary.fromString(value));
    }

    /** A text of few values. */
    void recurring(String name, String value) {
        Binary known = recurring.get(value);
        if (known == null) {
            known = Binary.fromString(value);
            if (recurring.size() >= MOST_RECURRING) {
                recurring.clear();
            }
            recurring.put(value, known);
        }
        binary(name, known);
    }

    void binary(String name, @Nullable Binary value) {
        int field = next++;
        if (value != null) {
            to.startField(name, field);
            to.addBinary(value);
            to.endField(name, field);
        }
    }

    void number(String name, int value) {
        int field = next++;
        to.startField(name, field);
        to.addInteger(value);
        to.endField(name, field);
    }

    void number(String name, long value) {
        int field = next++;
        to.startField(name, field);
        to.addLong(value);
        to.endField(name, field);
    }

    void number(String name, @Nullable Long value) {
        if (value == null) {
            skip();
        } else {
            number(name, value.longValue());
        }
    }

    void real(String name, double value) {
        int field = next++;
        to.startField(name, field);
        to.addDouble(value);
        to.endField(name, field);
    }

    void real(String name, @Nullable Double value) {
        if (value == null) {
            skip();
        } else {
            real(name, value.doubleValue());
        }
    }

    void flag(String name, boolean value) {
        int field = next++;
        to.startField(name, field);
        to.addBoolean(value);
        to.endField(name, field);
    }

    void time(String name, @Nullable Instant value) {
        if (value == null) {
            skip();
        } else {
            number(name, value.toEpochMilli());
        }
    }

    /** The next field is null. */
    void skip() {
        next++;
    }

    /** Writes what is inside a group. */
    void group(String name, Runnable inside) {
        int field = next++;
        int after = next;
        to.startField(name, field);
        to.startGroup();
        next = 0;
        inside.run();
        to.endGroup();
        to.endField(name, field);
        next = after;
    }

    void texts(String name, List<?> values) {
        int field = next++;
        startList(name, field, !values.isEmpty());
        for (int i = 0; i < values.size(); i++) {
            to.startGroup();
            to.startField("element", 0);
            to.addBinary(Binary.fromString((String) values.get(i)));
            to.endField("element", 0);
            to.endGroup();
        }
        endList(name, field, !values.isEmpty());
    }

    /** Writes the fields of one element of a list. */
    @FunctionalInterface
    interface Element<E> {
        void write(RowWriter row, E element);
    }

    /** A list of structures. */
    <E> void list(String name, List<E> values, Element<E> element) {
        int field = next++;
        startList(name, field, !values.isEmpty());
        for (int i = 0; i < values.size(); i++) {
            element(values.get(i), element);
        }
        endList(name, field, !values.isEmpty());
    }

    private <E> void element(E value, Element<E> element) {
        int after = next;
        to.startGroup();
        to.startField("element", 0);
        to.startGroup();
        next = 0;
        element.write(this, value);
        to.endGroup();
        to.endField("element", 0);
        to.endGroup();
        next = after;
    }

    private void endList(String name, int field, boolean any) {
        if (any) {
            to.endField("list", 0);
        }
        to.endGroup();
        to.endField(name, field);
    }

    private void startList(String name, int field, boolean any) {
        to.startField(name, field);
        to.startGroup();
        // A field that is begun must have a value: an empty list has none.
        if (any) {
            to.startField("list", 0);
        }
    }
}
