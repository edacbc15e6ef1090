// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;

/** Reads moves of containers in Avro single-object encoding. */
public final class MoveDecoder implements Decoder {
    private final boolean remembersPersons;
    private transient @Nullable AvroWire<ContainerMoved> wire;

    /** @param remembersPersons whether natural persons get a key, and so a memory */
    public MoveDecoder(boolean remembersPersons) {
        this.remembersPersons = remembersPersons;
    }

    @Override
    public Decoded decode(RawRecord raw) {
        if (wire == null) {
            wire = Topics.CONTAINERS_MOVED.wire();
        }
        return WireRecords.decode(wire, raw, this::read);
    }

    /**
     * Reads a move that is a record already. Unlike {@link #decode}, any number of threads may.
     *
     * @param raw what the record was made from: it says where the move stands in the order of inputs
     */
    public Decoded read(ContainerMoved moved, RawRecord raw) {
        return MoveFields.read(moved, raw, remembersPersons);
    }
}
