package portolan.pipeline.archive;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;

/** Reads frames: what a line was found to be when the feed was prepared; the line's own bytes go along. */
final class FrameDecoder implements Decoder {
    private static final String STAGE = "read-file";

    private final FilingDecoder filings;
    private final OutcomeDecoder outcomes = new OutcomeDecoder();

    /** @param remembersPersons whether natural persons get a key, and so a memory */
    FrameDecoder(boolean remembersPersons) {
        this.filings = new FilingDecoder(remembersPersons);
    }

    @Override
    public Decoded decode(RawRecord framed) {
        Map<String, byte[]> headers = framed.headers();
        RawRecord line = Frame.line(framed);
        byte[] record = headers.get(Frame.RECORD);
        if (record == null) {
            return new Reject(text(headers, Frame.REASON), text(headers, Frame.MESSAGE), STAGE, line);
        }
        return Frame.isFiling(framed) ? filings.decode(record, line) : outcomes.decode(record, line);
    }

    private static String text(Map<String, byte[]> headers, String name) {
        byte[] bytes = headers.get(name);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
