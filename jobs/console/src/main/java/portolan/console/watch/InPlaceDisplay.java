// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import portolan.console.screen.Outlet;
import portolan.console.screen.Screen;

/**
 * Redraws the board over itself on a terminal. Each picture is one write, and each line clears only what is to its
 * right: nothing is blank in between, so nothing flickers.
 */
final class InPlaceDisplay implements Display {
    private static final long EVERY_MILLIS = 500;
    private static final String TO_LINE_START = "\r";
    private static final String CLEAR_RIGHT = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final Screen screen;
    private long drawnAt = Long.MIN_VALUE;
    private int linesDrawn;

    InPlaceDisplay(PrintWriter out, Screen screen) {
        this.out = out;
        // The cursor rests on the line below the picture: a picture as high as the screen would scroll it.
        this.screen = new Screen(screen.width(), Math.max(1, screen.height() - 1), screen.colour(), screen.texts());
    }

    @Override
    public void refresh(long nowMillis, Supplier<BoardState> state) {
        if (drawnAt == Long.MIN_VALUE || nowMillis - drawnAt >= EVERY_MILLIS) {
            drawnAt = nowMillis;
            draw(state.get());
        }
    }

    @Override
    public void leave(BoardState last) {
        draw(last);
    }

    private void draw(BoardState state) {
        List<String> lines = BoardView.lines(state, screen);
        StringBuilder picture = new StringBuilder(TO_LINE_START);
        if (linesDrawn > 0) {
            picture.append("\u001b[").append(linesDrawn).append('A');
        }
        for (String line : lines) {
            picture.append(line).append(CLEAR_RIGHT).append('\n');
        }
        picture.append(CLEAR_BELOW);
        linesDrawn = lines.size();
        Outlet.draw(out, picture.toString());
        out.flush();
    }
}
