// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what there is to draw on: from the environment, else from the terminal itself, else a usual size. The
 * environment says in which language. Whether a person watches at all, the launcher knows and says: Java cannot tell one
 * standard stream from the other.
 */
public final class Terminal {
    private static final int USUAL_HEIGHT = 40;

    private Terminal() {}

    /** Whether standard input is a terminal. */
    public static boolean isInput() {
        return Boolean.getBoolean("portolan.tty.in");
    }

    /** Whether standard output is a terminal. */
    public static boolean isOutput() {
        return Boolean.getBoolean("portolan.tty.out");
    }

    /** Whether standard error is a terminal. */
    public static boolean isError() {
        return Boolean.getBoolean("portolan.tty.err");
    }

    /**
     * What there is to draw on, and in which language.
     *
     * @throws IllegalArgumentException when the environment asks for a language that has no catalogue
     */
    public static Screen screen(Map<String, String> environment, boolean tty) {
        return size(environment, tty).reading(Texts.of(environment));
    }

    private static Screen size(Map<String, String> environment, boolean tty) {
        int width = positive(environment.get("COLUMNS"));
        if (!tty) {
            return Screen.endless(width == 0 ? Screen.USUAL_WIDTH : Math.max(width, Screen.NARROWEST));
        }
        int height = positive(environment.get("LINES"));
        if (width == 0 || height == 0) {
            int[] asked = askTerminal();
            width = width == 0 ? asked[1] : width;
            height = height == 0 ? asked[0] : height;
        }
        return new Screen(
                width == 0 ? Screen.USUAL_WIDTH : Math.max(width, Screen.NARROWEST),
                height == 0 ? USUAL_HEIGHT : height,
                showsColours(environment));
    }

    /** The convention of no-color.org: set and not empty means no colours. */
    private static boolean showsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
    }

    /** Lines and columns; zeros where nobody answers. Shells keep COLUMNS to themselves, so stty has to be asked. */
    private static int[] askTerminal() {
        File terminal = new File("/dev/tty");
        if (!terminal.exists()) {
            return new int[2];
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return new int[2];
            }
            String[] answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return answer.length == 2 ? new int[] {positive(answer[0]), positive(answer[1])} : new int[2];
        } catch (IOException e) {
            // No stty on this machine: a usual size will do.
            return new int[2];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new int[2];
        }
    }

    private static int positive(@Nullable String number) {
        try {
            return number == null ? 0 : Math.max(0, Integer.parseInt(number.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
