// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseEvent.FilingRef;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;

/** Reads the topic of filings where no ledger follows: each whole bill is a case. Not for several threads. */
public final class FiledCases {
    private final FilingDecoder decoder;

    /** Reads by Avro's own reader, as one would write it. */
    public FiledCases() {
        this(FilingDecoder.ofAvro());
    }

    FiledCases(FilingDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * The case that a record states; null when it states no whole bill, as only a ledger knows what it is about.
     *
     * @throws IllegalArgumentException when the record is no filing: the feed of a benchmark has no such
     */
    public @Nullable CaseEvent read(RawRecord raw) {
        Decoded decoded = decoder.decode(raw);
        if (decoded instanceof LedgerInput input) {
            return filed(Objects.requireNonNull(input.filing(), "the topic has filings only"));
        }
        throw new IllegalArgumentException(
                "the feed has a record that is none: input=" + raw + ", " + ((Reject) decoded).message());
    }

    private static @Nullable CaseEvent filed(Filing filing) {
        if (filing.kind() != EventKind.CREATE && filing.kind() != EventKind.REPLACE) {
            return null;
        }
        Consignment stated = filing.consignment();
        return new CaseEvent(
                CaseEvent.Kind.FILED,
                stated.tenant(),
                stated.key(),
                filing.position(),
                1,
                new FilingRef(filing.filingId(), filing.filingVersion(), filing.filedAt()),
                stated.receivedAt(),
                0,
                null,
                stated,
                null,
                null,
                null,
                CaseHistory.NONE);
    }
}
