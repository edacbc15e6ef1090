// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.OutcomeLines;

/**
 * Outcomes in a file of JSON Lines, looked at before any of them is published.
 *
 * @param outcomes in the file's order
 * @param faults each with its file and line; empty when all can be published
 */
record CheckedOutcomes(List<InspectionOutcome> outcomes, List<String> faults) {
    static CheckedOutcomes read(Path file, Instant now) throws UnusableInputException {
        List<InspectionOutcome> outcomes = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        OutcomeRules rules = new OutcomeRules(now);
        try (InputStream in = Files.newInputStream(file);
                LineReader<InspectionOutcome> lines = OutcomeLines.read(in, file.toString())) {
            while (lines.hasNext()) {
                Line<InspectionOutcome> line = lines.next();
                String place = file + ":" + line.number() + ": ";
                LineFault fault = line.fault();
                if (fault != null) {
                    faults.add(place + fault.message());
                } else {
                    InspectionOutcome outcome = line.orThrow();
                    rules.faults(outcome).forEach(wrong -> faults.add(place + wrong));
                    outcomes.add(outcome);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableInputException("cannot read the outcomes: file=" + file + ", cause=" + e.getMessage(), e);
        }
        if (outcomes.isEmpty() && faults.isEmpty()) {
            throw new UnusableInputException("no outcome in it: file=" + file);
        }
        return new CheckedOutcomes(outcomes, faults);
    }
}
