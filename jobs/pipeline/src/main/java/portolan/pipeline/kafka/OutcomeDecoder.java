// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;

/** Reads inspection outcomes in Avro single-object encoding. */
public final class OutcomeDecoder implements Decoder {
    private transient @Nullable AvroWire<InspectionOutcome> wire;

    @Override
    public Decoded decode(RawRecord raw) {
        if (wire == null) {
            wire = Topics.INSPECTIONS_REPORTED.wire();
        }
        return WireRecords.decode(wire, raw, OutcomeDecoder::read);
    }

    /**
     * Reads an outcome that is a record already.
     *
     * @param raw what the record was made from: it goes along, and says where the outcome stands in the order of inputs
     */
    public static Decoded read(InspectionOutcome outcome, RawRecord raw) {
        return OutcomeFields.read(outcome, raw);
    }
}
