// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;

/** Counts the lines of one file, and keeps the first reason why some of them were no use. */
final class LineTally {
    private final String file;
    private final String holds;
    private long lines;
    private long unreadable;
    private String first = "";

    /** @param holds what the file should hold, for example "filings" */
    LineTally(String file, String holds) {
        this.file = file;
        this.holds = holds;
    }

    /** Takes a line that is not blank, with its number from 1. */
    interface Taker {
        void take(String line, long number) throws IOException;
    }

    static void each(InputStream in, Taker taker) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                taker.take(line, number);
            }
        }
    }

    void readable() {
        lines++;
    }

    void unreadable(long number, String why) {
        lines++;
        unreadable++;
        if (unreadable == 1) {
            first = "line " + number + ": " + why;
        }
    }

    /** What a person should be told: nothing, or how many lines were left out. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (unreadable > 0) {
            warnings.add(file + ": " + TextLine.number(unreadable) + " of " + TextLine.counted(lines, "line")
                    + " could not be read as " + holds + ", left out; first " + first);
        }
        return warnings;
    }

    void refuseIfUseless() throws UnusableInputException {
        if (lines == 0) {
            throw new UnusableInputException("there are no " + holds + " in the file: file=" + file);
        }
        if (unreadable == lines) {
            throw new UnusableInputException("none of " + TextLine.counted(lines, "line") + " could be read as " + holds
                    + ": file=" + file + ", first " + first);
        }
    }
}
