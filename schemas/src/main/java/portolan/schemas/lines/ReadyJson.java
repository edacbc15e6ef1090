// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import org.apache.avro.Schema;

/** A piece of JSON that many lines share, escaped and encoded once: a name with its colon, or several fields. */
public final class ReadyJson {
    final byte[] bytes;

    ReadyJson(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The name of a field, which only its schema can give.
     *
     * @throws IllegalArgumentException when the schema has no such field
     */
    public static ReadyJson name(Schema record, String field) {
        if (record.getField(field) == null) {
            throw new IllegalArgumentException("no such field: record=" + record.getFullName() + ", field=" + field);
        }
        return name(field);
    }

    /** The name of an entry whose names no schema lists. */
    public static ReadyJson name(String name) {
        return new JsonLine().text(name).colon().toReady();
    }
}
