// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.PrintWriter;
import java.time.Clock;
import portolan.console.screen.Outlet;
import portolan.console.screen.Terminal;

/**
 * Says on standard error how far long work is: one line that changes on a terminal, else a line now and then.
 *
 * <p>Safe for several threads.
 */
final class Progress implements AutoCloseable {
    private static final String EMPTY_LINE = "\r\u001b[K";
    private static final long MILLIS_BETWEEN_LINES = 5_000;
    private static final long MILLIS_BETWEEN_CHANGES = 200;
    private static final int MOST_WARNINGS = 50;

    private final PrintWriter err;
    private final boolean tty;
    private final Clock clock;
    private long lastShown;
    private boolean open;
    private int warned;

    Progress(PrintWriter err, boolean tty, Clock clock) {
        this.err = err;
        this.tty = tty;
        this.clock = clock;
    }

    /** Progress on the process's standard error. */
    static Progress onStandardError() {
        return new Progress(Outlet.standardError(), Terminal.isError(), Clock.systemUTC());
    }

    /** Says a step at once. */
    synchronized void step(String what) {
        show(what);
    }

    /** Says how far a step is, unless something was said a moment ago. */
    synchronized void at(String what) {
        if (clock.millis() - lastShown >= (tty ? MILLIS_BETWEEN_CHANGES : MILLIS_BETWEEN_LINES)) {
            show(what);
        }
    }

    /** Says something that stays; after many of them, only that there are more. */
    synchronized void warn(String what) {
        warned++;
        if (warned <= MOST_WARNINGS + 1) {
            clear();
            err.println("warning: " + (warned <= MOST_WARNINGS ? what : "and more"));
            err.flush();
        }
    }

    private void show(String what) {
        lastShown = clock.millis();
        if (tty) {
            Outlet.draw(err, EMPTY_LINE);
            err.print("portolan: " + what);
            open = true;
        } else {
            err.println("portolan: " + what);
        }
        err.flush();
    }

    @Override
    public void close() {
        clear();
    }

    /** Leaves the terminal's line empty for what comes next. */
    synchronized void clear() {
        if (open) {
            Outlet.draw(err, EMPTY_LINE);
            err.flush();
            open = false;
        }
    }
}
