// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a catch-up run that counts. It opens when the memories have been filled and the subject has then been at
 * work for so many seconds, and is over after so many more. Introductions are no part of those seconds, however long
 * they take: who was introduced is seldom used again until drawn, so caches hold the last of them, not those who file
 * often.
 *
 * <p>A run that is through before counts from 20 % of its filings, or from the last introduction where that is later,
 * to 95 %.
 */
public final class CatchUpWindow {
    private static final double FROM = 0.2;
    private static final double TO = 0.95;

    /**
     * A look at the run: at how many seconds, how many filings, and what they had cost.
     *
     * @param written bytes that the subject has had written to files
     */
    public record Look(double seconds, double filings, ProcessorTime used, long written) {}

    /** What lies between two looks. */
    public record Span(Look from, Look to) {
        public double seconds() {
            return to.seconds() - from.seconds();
        }

        public double filings() {
            return to.filings() - from.filings();
        }

        public double rate() {
            return filings() / seconds();
        }

        public double writtenBytes() {
            return to.written() - from.written();
        }

        public ProcessorTime used() {
            return to.used().since(from.used());
        }
    }

    private final double introduced;
    private final double warmSeconds;
    private final double seconds;
    private final double total;
    private final List<Look> looks = new ArrayList<>();
    private @Nullable Look filled;
    private @Nullable Look opened;

    /**
     * A window before the first look.
     *
     * @param introduced filings that fill the memories
     * @param total filings that there are
     */
    public CatchUpWindow(double introduced, double warmSeconds, double seconds, double total) {
        this.introduced = introduced;
        this.warmSeconds = warmSeconds;
        this.seconds = seconds;
        this.total = total;
    }

    /** Takes a look; whether the run has been seen long enough. */
    public boolean take(Look look) {
        looks.add(look);
        if (filled == null && look.filings() > 0 && look.filings() >= introduced) {
            filled = look;
        }
        if (opened == null && filled != null && look.seconds() - filled.seconds() >= warmSeconds) {
            opened = look;
        }
        return look.filings() >= total || isOver(look);
    }

    /** Whether what is looked at counts from here on, if there are filings enough. */
    public boolean isOpen() {
        return opened != null;
    }

    /** The span that counts. */
    public Span span() {
        Look last = looks.get(looks.size() - 1);
        if (opened != null && isOver(last)) {
            return new Span(opened, last);
        }
        return new Span(firstAt(Math.max(introduced, FROM * total)), firstAt(TO * total));
    }

    /** Whether there were filings enough to be warm before they were counted. */
    public boolean wasWarm() {
        return isOver(looks.get(looks.size() - 1));
    }

    private boolean isOver(Look look) {
        return opened != null && look.seconds() - opened.seconds() >= seconds;
    }

    private Look firstAt(double filings) {
        for (Look look : looks) {
            if (look.filings() >= filings) {
                return look;
            }
        }
        return looks.get(looks.size() - 1);
    }
}
