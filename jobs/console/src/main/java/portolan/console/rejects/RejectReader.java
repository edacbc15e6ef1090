// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

/** Understands records of the topic of rejects. Not for several threads. */
public final class RejectReader {
    private static final byte[] NOTHING = {};

    private final AvroWire<FilingRejected> wire = Topics.FILINGS_REJECTED.wire();
    private final Senders senders = new Senders();

    /** What a record says; a fault where it is no reject. */
    public DecodeResult<Rejected> read(ConsumerRecord<byte[], byte[]> record) {
        DecodeResult<FilingRejected> decoded = wire.decode(record.value() == null ? NOTHING : record.value());
        if (decoded instanceof DecodeResult.Value<FilingRejected> read) {
            return new DecodeResult.Value<>(new Rejected(
                    record.partition(),
                    record.offset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    read.value(),
                    senders.of(read.value())));
        }
        return new DecodeResult.Refused<>(((DecodeResult.Refused<FilingRejected>) decoded).fault());
    }
}
