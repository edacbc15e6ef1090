// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.LineWriter;
import portolan.schemas.lines.OutcomeLines;

/** An outcome as one line of JSON, as a proposal carries it. */
public final class OutcomeJson {
    private OutcomeJson() {}

    static String line(InspectionOutcome outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LineWriter<InspectionOutcome> lines = LineWriter.outcomes(bytes)) {
            lines.write(outcome);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    /** What a decision proposes as the outcome; null where it proposes none, or another desk wrote what is no outcome. */
    public static @Nullable InspectionOutcome of(DecisionRecorded decision) {
        String line = Objects.requireNonNullElse(decision.getOutcome(), "");
        try (LineReader<InspectionOutcome> lines =
                OutcomeLines.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), "correction")) {
            Line<InspectionOutcome> first = lines.hasNext() ? lines.next() : null;
            return first == null || first.fault() != null ? null : first.orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }
}
