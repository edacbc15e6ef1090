// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import portolan.console.screen.UnusableInputException;

/** From when a step takes effect. */
final class RuleMoment {
    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "from when on, UTC, for example 2026-03-01T12:00:00Z; a second ahead at least (default: in 3 s)")
    private @Nullable String at;

    /** Epoch milliseconds. */
    long after(Instant now) throws UnusableInputException {
        if (at == null) {
            return now.plus(RuleErrand.LEAD).toEpochMilli();
        }
        try {
            return Instant.parse(at).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new UnusableInputException("not a time like 2026-03-01T12:00:00Z: --at " + at, e);
        }
    }
}
