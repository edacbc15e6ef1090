// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import portolan.pipeline.Decoded;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.WireFault;

/** The way from bytes to a record, or to the reject that says why they are none. */
final class WireRecords {
    static final String STAGE = "decode";

    private WireRecords() {}

    static <R extends SpecificRecord> Decoded decode(
            AvroWire<R> wire, RawRecord raw, BiFunction<R, RawRecord, Decoded> read) {
        DecodeResult<R> decoded = wire.decode(raw.value());
        if (decoded instanceof DecodeResult.Value<R> value) {
            return read.apply(value.value(), raw);
        }
        WireFault fault = ((DecodeResult.Refused<R>) decoded).fault();
        return new Reject(fault.code().name(), fault.message(), STAGE, raw);
    }
}
