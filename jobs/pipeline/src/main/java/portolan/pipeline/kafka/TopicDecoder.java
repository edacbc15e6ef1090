package portolan.pipeline.kafka;

import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.RawRecord;
import portolan.schemas.Topics;

/** Reads what is on the input topics: each topic holds one kind of record. */
public final class TopicDecoder implements Decoder {
    private final FilingDecoder filings = new FilingDecoder();
    private final OutcomeDecoder outcomes = new OutcomeDecoder();

    @Override
    public Decoded decode(RawRecord raw) {
        return raw.topic().equals(Topics.INSPECTIONS_REPORTED.name()) ? outcomes.decode(raw) : filings.decode(raw);
    }
}
