// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.wire.Bytes;

/**
 * Writes records as JSON Lines with the names that tools around the product rely on. Equal records give equal bytes.
 *
 * @param <T> record type
 */
public final class LineWriter<T> implements Closeable {
    private static final JsonWriter SPARSE = new JsonWriter(false);
    private static final JsonWriter FULL = new JsonWriter(true);

    private final OutputStream out;
    private final JsonGenerator json;
    private final Body<T> body;

    private LineWriter(OutputStream out, Body<T> body) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.json = JsonWriter.JSON.createGenerator(this.out);
        // The line breaks are ours, one after each object.
        json.setRootValueSeparator(null);
        this.body = body;
    }

    /** Filings, without the fields that are at their defaults; {@link FilingLines} reads them. */
    public static LineWriter<Filing> filings(OutputStream out) throws IOException {
        return new LineWriter<>(out, (json, filing) -> SPARSE.writeFields(json, filing, Set.of()));
    }

    /** Outcomes; {@link OutcomeLines} reads them. */
    public static LineWriter<InspectionOutcome> outcomes(OutputStream out) throws IOException {
        return new LineWriter<>(out, (json, outcome) -> FULL.writeFields(json, outcome, Set.of()));
    }

    /** Assessments; readings are an object of name and value. */
    public static LineWriter<ConsignmentAssessed> assessments(OutputStream out) throws IOException {
        return new LineWriter<>(out, (json, assessed) -> {
            FULL.writeFields(json, assessed, Set.of("readings"));
            json.writeObjectFieldStart("readings");
            for (IndicatorReading reading : assessed.getReadings()) {
                json.writeNumberField(reading.getIndicator(), reading.getValue());
            }
            json.writeEndObject();
        });
    }

    /** Alerts. */
    public static LineWriter<AlertRaised> alerts(OutputStream out) throws IOException {
        return new LineWriter<>(out, (json, alert) -> FULL.writeFields(json, alert, Set.of()));
    }

    /** Counts of lanes against budgets. */
    public static LineWriter<LanesCounted> lanes(OutputStream out) throws IOException {
        return new LineWriter<>(out, (json, counted) -> FULL.writeFields(json, counted, Set.of()));
    }

    /** Rejects: the reason, where the input stands, and its bytes in base64. */
    public static LineWriter<FilingRejected> rejects(OutputStream out) throws IOException {
        return new LineWriter<>(out, (json, rejected) -> {
            json.writeStringField("reason", rejected.getReason());
            json.writeStringField("message", rejected.getMessage());
            json.writeStringField("rejectedBy", rejected.getRejectedBy());
            if (rejected.getException() != null) {
                json.writeStringField("exception", rejected.getException());
            }
            json.writeObjectFieldStart("input");
            json.writeStringField("topic", rejected.getTopic());
            json.writeNumberField("partition", rejected.getPartition());
            json.writeNumberField("offset", rejected.getOffset());
            json.writeEndObject();
            json.writeBinaryField("raw", Bytes.of(rejected.getValue()));
        });
    }

    /** Writes one line. */
    public void write(T value) throws IOException {
        json.writeStartObject();
        body.write(json, value);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Hands everything written so far to the stream below. */
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
        out.close();
    }

    /** Writes the fields of one record into an open object. */
    private interface Body<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }
}
