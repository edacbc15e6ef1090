// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;

/** Reads what was rejected, as far as it can be read, and says who sent it. Not for several threads. */
final class Senders {
    /** Where the bytes do not say. */
    static final String UNKNOWN = "(unknown)";

    private final AvroWire<Filing> filings = Topics.CONSIGNMENTS_FILED.wire();
    private final AvroWire<InspectionOutcome> outcomes = Topics.INSPECTIONS_REPORTED.wire();

    /** The filer of a filing, the office of an outcome, the sender of a message. */
    String of(FilingRejected rejected) {
        if (rejected.getTopic().equals(Topics.MESSAGES_RECEIVED.name())) {
            ByteBuffer sender = rejected.getHeaders().getOrDefault(MessageTopic.SENDER, rejected.getKey());
            return named(sender == null ? null : new String(ReplayHeader.bytes(sender), StandardCharsets.UTF_8));
        }
        Filing filing = filing(rejected);
        if (filing != null) {
            return named(filing.getFilerId());
        }
        InspectionOutcome outcome = outcome(rejected);
        return outcome == null ? UNKNOWN : named(outcome.getOffice());
    }

    @Nullable
    Filing filing(FilingRejected rejected) {
        return rejected.getTopic().equals(Topics.CONSIGNMENTS_FILED.name()) ? read(filings, rejected) : null;
    }

    @Nullable
    InspectionOutcome outcome(FilingRejected rejected) {
        return rejected.getTopic().equals(Topics.INSPECTIONS_REPORTED.name()) ? read(outcomes, rejected) : null;
    }

    private static <T extends SpecificRecord> @Nullable T read(AvroWire<T> wire, FilingRejected rejected) {
        return wire.decode(ReplayHeader.bytes(rejected.getValue())) instanceof DecodeResult.Value<T> read
                ? read.value()
                : null;
    }

    private static String named(@Nullable String name) {
        return name == null || name.isBlank() ? UNKNOWN : name.strip();
    }
}
