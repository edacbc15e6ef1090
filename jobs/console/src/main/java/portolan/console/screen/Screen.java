// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

/**
 * What there is to draw on.
 *
 * @param width columns
 * @param height lines; a board shows fewer consignments rather than more lines
 * @param colour whether to paint
 * @param texts the language of who looks at it
 */
public record Screen(int width, int height, boolean colour, Texts texts) {
    /** Wide enough for a consignment key and its parties in one line, narrow enough for half a desk. */
    public static final int USUAL_WIDTH = 100;

    public static final int NARROWEST = 40;

    public Screen {
        if (width < NARROWEST || height < 1) {
            throw new IllegalArgumentException("screen is too small: width=" + width + ", height=" + height);
        }
    }

    /** In English. */
    public Screen(int width, int height, boolean colour) {
        this(width, height, colour, Texts.english());
    }

    /** Where nobody scrolls back in vain: a file, a pipe, a log. */
    public static Screen endless(int width) {
        return new Screen(width, Integer.MAX_VALUE, false);
    }

    Screen reading(Texts texts) {
        return new Screen(width, height, colour, texts);
    }
}
