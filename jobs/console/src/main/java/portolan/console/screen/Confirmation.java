// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks a person before something is done that cannot be taken back. */
public interface Confirmation {
    /** What came of it. */
    enum Answer {
        YES,
        NO,
        /** There is nobody to ask: the command runs in a script. */
        NOBODY
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param question what it is about, in lines, the last of which asks
     */
    Answer ask(String question);

    /** Asks unless it was agreed to before; of a no, and where nobody is to be asked, it says what was not done. */
    default boolean isAgreed(boolean before, String question, String nothing, String advice, PrintWriter err) {
        Answer answer = before ? Answer.YES : ask(question);
        if (answer != Answer.YES) {
            err.println(nothing + (answer == Answer.NO ? "" : ": there is no terminal to ask at; add " + advice));
        }
        return answer == Answer.YES;
    }

    /** The person at the terminal. The launcher knows whether there is one and says; Java itself cannot tell. */
    static Confirmation atTerminal() {
        return question -> Terminal.isInput() ? ask(question, System.in, Outlet.standardError()) : Answer.NOBODY;
    }

    /** Asks somebody who sees what goes to {@code err}. */
    static Answer ask(String question, InputStream in, PrintWriter err) {
        try {
            // Typed before it was asked, a "y" answers something else.
            in.readNBytes(in.available());
            err.print(question + " [y/N] ");
            err.flush();
            String line = readLine(in);
            if (line == null) {
                // Ctrl-D: nobody pressed the return key, and what follows would stand behind the question.
                err.println();
                return Answer.NO;
            }
            return line.strip().toLowerCase(Locale.ROOT).matches("y|yes") ? Answer.YES : Answer.NO;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }

    private static @Nullable String readLine(InputStream in) throws IOException {
        return new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
    }
}
