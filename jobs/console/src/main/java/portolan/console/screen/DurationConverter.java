// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people type them: 90, 60s, 5m, 2h, 1d, or ISO-8601. */
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern PLAIN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|d)?");

    @Override
    public Duration convert(String value) {
        Matcher plain = PLAIN.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (plain.matches()) {
            long amount = Long.parseLong(plain.group(1));
            String unit = plain.group(2);
            return switch (unit == null ? "s" : unit) {
                case "ms" -> Duration.ofMillis(amount);
                case "m", "min" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                case "d" -> Duration.ofDays(amount);
                default -> Duration.ofSeconds(amount);
            };
        }
        try {
            return Duration.parse(value.strip());
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + value + "' is not a duration like 60s, 5m, 2h or PT60S");
        }
    }
}
