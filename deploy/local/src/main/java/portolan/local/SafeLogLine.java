// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.SafeText;

/**
 * {@code %safe} in a pattern of Log4j: the message as one line, and below it the stack trace, each of its lines set in,
 * since the message of an exception has lines of its own: nothing that was filed can look like an entry.
 */
@Plugin(name = "SafeLogLine", category = PatternConverter.CATEGORY)
@ConverterKeys("safe")
public final class SafeLogLine extends LogEventPatternConverter {
    private SafeLogLine() {
        super("SafeLogLine", "safe");
    }

    /** Log4j calls it. */
    public static SafeLogLine newInstance(String @Nullable [] options) {
        return new SafeLogLine();
    }

    @Override
    public void format(LogEvent event, StringBuilder to) {
        to.append(SafeText.line(event.getMessage().getFormattedMessage()));
        Throwable thrown = event.getThrown();
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            trace.toString()
                    .lines()
                    .forEach(line -> to.append("\n    ").append(SafeText.line(line.replace('\t', ' '))));
        }
    }

    @Override
    public boolean handlesThrowable() {
        return true;
    }
}
