// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.RawRecord;
import portolan.schemas.wire.Topics;

/** Reads what is on the input topics: each topic holds one kind of record. */
public final class TopicDecoder implements Decoder {
    private final FilingDecoder filings;
    private final OutcomeDecoder outcomes = new OutcomeDecoder();
    private final MoveDecoder moves;

    /** Natural persons are not remembered. */
    public TopicDecoder() {
        this(false);
    }

    /** @param remembersPersons whether natural persons get a key, and so a memory */
    public TopicDecoder(boolean remembersPersons) {
        this.filings = new FilingDecoder(remembersPersons);
        this.moves = new MoveDecoder(remembersPersons);
    }

    @Override
    public Decoded decode(RawRecord raw) {
        if (raw.topic().equals(Topics.CONTAINERS_MOVED.name())) {
            return moves.decode(raw);
        }
        return raw.topic().equals(Topics.INSPECTIONS_REPORTED.name()) ? outcomes.decode(raw) : filings.decode(raw);
    }
}
