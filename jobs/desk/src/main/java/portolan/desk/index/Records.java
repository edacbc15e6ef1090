// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;

/** The records of one consignment, as they were read from their topics. */
final class Records implements AutoCloseable {
    private final Sql sql;
    private final Packing packing = new Packing();

    /** Made once each: making one reads all released schemas. */
    private final Map<Kind, AvroWire<?>> wires = new EnumMap<>(Kind.class);

    Records(Sql sql) {
        this.sql = sql;
    }

    Sql sql() {
        return sql;
    }

    /** @param name by which the record is found again, for a tombstone; empty for none */
    void add(long consignment, IndexRecord from, String name, byte[] value) {
        Packing.Packed packed = packing.pack(value);
        sql.run(
                "INSERT OR IGNORE INTO record (consignment, kind, partition, \"offset\", at, name, size, bytes)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                consignment,
                from.kind(),
                from.partition(),
                from.offset(),
                from.at(),
                name,
                packed.size(),
                packed.bytes());
    }

    /** All of one kind, in the order of their topic: those of a consignment stand in one partition. */
    <T extends SpecificRecord> List<Stored<T>> of(Class<T> type, Kind kind, long consignment) {
        AvroWire<?> wire = wires.computeIfAbsent(kind, any -> any.topic().wire());
        List<Stored<T>> all = new ArrayList<>();
        for (Raw raw : sql.all(
                this::raw,
                "SELECT partition, \"offset\", at, size, bytes FROM record WHERE consignment = ? AND kind = ?"
                        + " ORDER BY partition, \"offset\"",
                consignment,
                kind)) {
            // It was read once already: what is stored can be read.
            if (wire.decode(raw.bytes()) instanceof DecodeResult.Value<?> decoded) {
                all.add(new Stored<>(type.cast(decoded.value()), raw.partition(), raw.offset(), raw.at(), true));
            }
        }
        return all;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Raw(int partition, long offset, Instant at, byte[] bytes) {}

    private Raw raw(SqlRow row) {
        int partition = (int) row.number();
        long offset = row.number();
        Instant at = row.time();
        Long size = row.numberOrNull();
        return new Raw(partition, offset, at, packing.unpack(size == null ? null : size.intValue(), row.bytes()));
    }

    /** Gives up its connection too. */
    @Override
    public void close() {
        packing.close();
        sql.close();
    }
}
