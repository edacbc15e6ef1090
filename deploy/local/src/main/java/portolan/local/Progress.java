package portolan.local;

import java.io.PrintStream;
import java.time.Clock;

/**
 * Says on standard error how far long work is: one line that changes on a terminal, else a line now and then.
 *
 * <p>Safe for several threads.
 */
final class Progress implements AutoCloseable {
    private static final long MILLIS_BETWEEN_LINES = 5_000;
    private static final long MILLIS_BETWEEN_CHANGES = 200;

    private final PrintStream err;
    private final boolean tty;
    private final Clock clock;
    private long lastShown;
    private boolean open;

    Progress(PrintStream err, boolean tty, Clock clock) {
        this.err = err;
        this.tty = tty;
        this.clock = clock;
    }

    /** Progress on the process's standard error. */
    static Progress onStandardError() {
        return new Progress(System.err, Terminal.isError(), Clock.systemUTC());
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

    private void show(String what) {
        lastShown = clock.millis();
        if (tty) {
            err.print("\r\u001b[K" + "portolan: " + what);
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
            err.print("\r\u001b[K");
            err.flush();
            open = false;
        }
    }
}
