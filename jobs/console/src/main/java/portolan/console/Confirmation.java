package portolan.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;

/** Asks a person before something is done that cannot be taken back. */
interface Confirmation {
    /** What came of it. */
    enum Answer {
        YES,
        NO,
        /** There is nobody to ask: the command runs in a script. */
        NOBODY
    }

    Answer ask(String question);

    /** The person at the terminal. The launcher knows whether there is one and says; Java itself cannot tell. */
    static Confirmation atTerminal() {
        return question -> {
            if (!Boolean.getBoolean("portolan.tty.in")) {
                return Answer.NOBODY;
            }
            System.err.print(question + " [y/N] ");
            System.err.flush();
            return readLine().matches("y|yes") ? Answer.YES : Answer.NO;
        };
    }

    private static String readLine() {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            String line = in.readLine();
            return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }
}
