// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** Says how far long work is, every few seconds. */
final class Reports {
    private static final long NANOS_BETWEEN = 5_000_000_000L;

    private final PrintWriter err;
    private long told = System.nanoTime();

    Reports(PrintWriter err) {
        this.err = err;
    }

    void at(Supplier<String> what) {
        if (System.nanoTime() - told > NANOS_BETWEEN) {
            told = System.nanoTime();
            err.println("rejects replay: " + what.get());
            err.flush();
        }
    }
}
