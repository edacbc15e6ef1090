// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.io.Console;
import java.io.Flushable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints: all that it is given passes {@link SafeText}. Colours and moves of the cursor do not; a
 * display has them drawn.
 */
public final class Outlet extends PrintWriter {
    private final Safe safe;

    private Outlet(Safe safe) {
        super(safe, true);
        this.safe = safe;
    }

    /** On the process's standard output. */
    public static Outlet standardOutput() {
        return new Outlet(new Safe(System.out, System.out));
    }

    /** On the process's standard error. */
    public static Outlet standardError() {
        return new Outlet(new Safe(System.err, System.err));
    }

    /**
     * Writes a text to a file, whose folder it makes.
     *
     * @throws UnusableInputException if it cannot be written
     */
    public static void save(Path file, String text) throws UnusableInputException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UnusableInputException("cannot write: file=" + file + ", cause=" + e.getMessage(), e);
        }
    }

    /** The terminal that asks without showing what is typed; null where there is none. */
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Console terminal() {
        // Later Javas always have one, which then answers nothing.
        return System.console();
    }

    /** Whether somebody can be asked for a secret. */
    public static boolean canAsk() {
        return terminal() != null;
    }

    /** Asks for a secret that is not shown while it is typed; null where nobody can be asked. */
    public static char @Nullable [] secret(String question) {
        Console terminal = terminal();
        return terminal == null ? null : terminal.readPassword("%s", question);
    }

    /** Asks twice for a secret that nobody knows yet, until both are the same; null where nobody can be asked. */
    public static char @Nullable [] newSecret(String question, String again) {
        return twice(Outlet::secret, question, again);
    }

    static char @Nullable [] twice(Function<String, char @Nullable []> asked, String question, String again) {
        String first = question;
        while (true) {
            char[] secret = asked.apply(first);
            char[] once = secret == null ? null : asked.apply(again);
            boolean isSame = secret != null && once != null && Arrays.equals(secret, once);
            if (once != null) {
                Arrays.fill(once, ' ');
            }
            if (isSame || once == null) {
                return isSame ? secret : null;
            }
            Arrays.fill(secret, ' ');
            first = "They were not the same. " + question;
        }
    }

    /** On what somebody else reads. */
    public static Outlet to(Writer writer) {
        return new Outlet(new Safe(writer, writer));
    }

    /** Prints a line with the colours that {@link TextLine} has put into it; all else passes the filter. */
    public static void paint(PrintWriter out, String line) {
        StringBuilder painted = new StringBuilder();
        Matcher paint = Paint.SEQUENCE.matcher(line);
        int from = 0;
        while (paint.find()) {
            painted.append(SafeText.lines(line.substring(from, paint.start()))).append(paint.group());
            from = paint.end();
        }
        draw(
                out,
                painted.append(SafeText.lines(line.substring(from)))
                        .append('\n')
                        .toString());
    }

    /**
     * Draws a picture as it is, made of {@link TextLine}s, which let only their own colours through, and of moves of the
     * cursor.
     */
    public static void draw(PrintWriter out, String picture) {
        if (out instanceof Outlet outlet) {
            outlet.flush();
            outlet.safe.draw(picture);
            outlet.flush();
        } else {
            out.print(picture);
        }
    }

    private static final class Safe extends Writer {
        private final Appendable to;
        private final Flushable flushed;

        Safe(Appendable to, Flushable flushed) {
            this.to = to;
            this.flushed = flushed;
        }

        /** As a writer is given text in pieces only where it is longer than a buffer, none is cut in two here. */
        @Override
        public void write(String text, int from, int length) throws IOException {
            to.append(SafeText.lines(text.substring(from, from + length)));
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            write(new String(text, from, length), 0, length);
        }

        void draw(String picture) {
            try {
                to.append(picture);
            } catch (IOException unread) {
                // Nobody reads it any more: the next flush says so.
            }
        }

        @Override
        public void flush() throws IOException {
            flushed.flush();
            // It keeps its faults to itself, and a watch has to end when nobody reads it.
            if (to instanceof PrintStream stream && stream.checkError()) {
                throw new IOException("nobody reads this");
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
