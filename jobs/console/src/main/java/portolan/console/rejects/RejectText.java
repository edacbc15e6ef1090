// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.SafeText;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.LineWriter;

/** What the bytes of a reject say to a person, as far as they can be read. */
public final class RejectText {
    private static final JsonFactory JSON = new JsonFactory();

    private RejectText() {}

    /** What it says, where it is text that a person can read. */
    public static @Nullable String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return SafeText.lines(text).equals(text) ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The filing or outcome as JSON; null where the bytes are none. */
    public static @Nullable String readable(FilingRejected record) {
        Senders senders = new Senders();
        Filing filing = senders.filing(record);
        InspectionOutcome outcome = senders.outcome(record);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            if (filing != null) {
                try (LineWriter<Filing> lines = LineWriter.filings(line)) {
                    lines.write(filing);
                }
            } else if (outcome != null) {
                try (LineWriter<InspectionOutcome> lines = LineWriter.outcomes(line)) {
                    lines.write(outcome);
                }
            } else {
                return null;
            }
            StringWriter pretty = new StringWriter();
            try (JsonParser in = JSON.createParser(line.toByteArray());
                    JsonGenerator to = JSON.createGenerator(pretty).useDefaultPrettyPrinter()) {
                in.nextToken();
                to.copyCurrentStructure(in);
            }
            return pretty.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
