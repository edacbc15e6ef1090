// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.io.PrintWriter;
import java.util.function.Supplier;
import portolan.console.screen.Screen;

/** Prints the board every ten seconds, as plain text, for logs and pipes. Says nothing while there is nothing. */
final class SnapshotDisplay implements Display {
    private static final long EVERY_MILLIS = 10_000;

    /** The first assessment alone is no picture; a second later there are some. */
    private static final long FIRST_AFTER_MILLIS = 1_000;

    private final PrintWriter out;
    private final Screen screen;
    private long nextAt = Long.MIN_VALUE;

    SnapshotDisplay(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    @Override
    public void refresh(long nowMillis, Supplier<BoardState> state) {
        if (nextAt == Long.MIN_VALUE) {
            if (state.get().scored() > 0) {
                nextAt = nowMillis + FIRST_AFTER_MILLIS;
            }
        } else if (nowMillis >= nextAt) {
            nextAt = nowMillis + EVERY_MILLIS;
            print(state.get());
        }
    }

    /** The summary that follows repeats the numbers; only a run too short for any snapshot still owes its list. */
    @Override
    public void leave(BoardState last) {
        print(last);
    }

    private void print(BoardState state) {
        if (state.scored() > 0) {
            out.print(String.join("\n", BoardView.lines(state, screen)) + "\n\n");
            out.flush();
        }
    }
}
