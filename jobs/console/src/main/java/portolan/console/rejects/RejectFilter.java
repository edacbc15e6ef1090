// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import portolan.console.screen.DurationConverter;

/** Options that say which rejects are meant: those of which all that is given is true. */
final class RejectFilter {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            split = ",",
            description = "only these reasons, like TRUNCATED,MISSING_FIELD (default: all)")
    private List<String> reasons = List.of();

    @Option(
            names = "--sender",
            paramLabel = "NAME",
            description = "only from this filer, or for outcomes this office; '" + Senders.UNKNOWN
                    + "' where the bytes do not say")
    private @Nullable String sender;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "only those rejected at this time or later, like 2026-03-01T08:00:00Z or 2026-03-01")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "only those rejected before this time")
    private @Nullable Instant to;

    @Option(
            names = "--last",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "only those of the last 8h or 30d, for example; instead of --from")
    private @Nullable Duration last;

    /** Fixes what is meant by the time just past. */
    void begin(Clock clock) {
        if (last != null && from != null) {
            throw new ParameterException(spec.commandLine(), "Give --from or --last, not both");
        }
        if (last != null) {
            from = clock.instant().minus(last);
        }
    }

    /** Nothing that is meant was set aside before. */
    Instant since() {
        return from == null ? Instant.EPOCH : from;
    }

    boolean takes(Rejected rejected) {
        return (reasons.isEmpty()
                        || reasons.stream()
                                .anyMatch(reason -> reason.strip()
                                        .toUpperCase(Locale.ROOT)
                                        .equals(rejected.record().getReason())))
                && (sender == null || sender.equals(rejected.sender()))
                && !rejected.at().isBefore(since())
                && (to == null || rejected.at().isBefore(to));
    }

    /** Times as people type them; a day begins at midnight, UTC. */
    static final class TimeConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return value.length() == "2026-03-01".length()
                        ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(value);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "'" + value + "' is not a time like 2026-03-01T08:00:00Z or 2026-03-01");
            }
        }
    }
}
