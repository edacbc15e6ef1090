// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a file into rows after RFC 4180: quoted cells may hold delimiters, line breaks and doubled quotes. A row that
 * breaks the rules ends at its first line break, so that one stray quote does not swallow the file.
 */
public final class CsvRows {
    private static final int QUOTE = '"';

    private final ByteWindow window;
    private final CsvFormat format;
    private long linesBefore;

    public CsvRows(ByteWindow window, CsvFormat format) {
        this.window = window;
        this.format = format;
    }

    /** The next row that is not an empty line, or null at the end of the file. */
    public @Nullable Row next() throws IOException {
        while (window.at(0) >= 0) {
            Row row = read();
            if (row.raw().length > 0) {
                return row;
            }
        }
        return null;
    }

    private Row read() throws IOException {
        long number = linesBefore + 1;
        List<String> cells = new ArrayList<>();
        int at = 0;
        try {
            boolean more = true;
            boolean readable = true;
            while (more) {
                CellEnd end = window.at(at) == QUOTE ? quoted(at) : plain(at);
                String text = text(at, end);
                readable &= text.indexOf('\uFFFD') < 0;
                cells.add(text);
                at = end.next();
                more = end.delimited();
            }
            int length = at;
            FaultException fault = readable
                    ? null
                    : malformed("bytes that are not " + format.charset() + "; set csv.charset in the mapping");
            return new Row(number, lineOf(length), cells, fault);
        } catch (FaultException e) {
            int length = 0;
            while (window.at(length) >= 0 && window.at(length) != '\n' && length < RawLines.KEPT_BYTES) {
                length++;
            }
            return new Row(number, lineOf(length), List.of(), e);
        }
    }

    /** Reads a row's bytes and steps over the line break behind it. */
    private byte[] lineOf(int length) throws IOException {
        byte[] raw = window.read(length);
        for (byte b : raw) {
            if (b == '\n') {
                linesBefore++;
            }
        }
        // What is left of a line that is too large goes with it.
        while (window.at(0) >= 0 && window.at(0) != '\n') {
            window.skip(1);
        }
        linesBefore++;
        if (window.at(0) == '\n') {
            window.skip(1);
        }
        return raw.length > 0 && raw[raw.length - 1] == '\r' ? Arrays.copyOf(raw, raw.length - 1) : raw;
    }

    private CellEnd plain(int from) throws IOException, FaultException {
        int at = from;
        int here = window.at(at);
        while (here >= 0 && here != '\n' && here != format.delimiter()) {
            here = window.at(++at);
            checkSize(at);
        }
        boolean delimited = here == format.delimiter();
        int end = !delimited && at > from && window.at(at - 1) == '\r' ? at - 1 : at;
        return new CellEnd(end, delimited ? at + 1 : at, delimited, false);
    }

    private CellEnd quoted(int from) throws IOException, FaultException {
        boolean doubled = false;
        int at = from + 1;
        while (true) {
            int here = window.at(at);
            if (here < 0) {
                throw malformed("a quote is not closed");
            }
            if (here == QUOTE) {
                if (window.at(at + 1) != QUOTE) {
                    break;
                }
                doubled = true;
                at++;
            }
            at++;
            checkSize(at);
        }
        int next = at + 1;
        while (window.at(next) == ' ' || window.at(next) == '\r') {
            next++;
        }
        int after = window.at(next);
        if (after != format.delimiter() && after != '\n' && after >= 0) {
            throw malformed("text after a closing quote");
        }
        boolean delimited = after == format.delimiter();
        return new CellEnd(at, delimited ? next + 1 : next, delimited, doubled);
    }

    private String text(int from, CellEnd end) throws IOException {
        int start = window.at(from) == QUOTE ? from + 1 : from;
        String text = new String(window.peek(start, end.end()), format.charset());
        return (end.doubled() ? text.replace("\"\"", "\"") : text).strip();
    }

    private static void checkSize(int length) throws FaultException {
        if (length > RawLines.MAX_LINE_BYTES) {
            throw new FaultException(
                    LineFault.Code.TOO_LARGE,
                    "",
                    "row is too large: limit=" + RawLines.MAX_LINE_BYTES
                            + " bytes; look for a quote that is not closed");
        }
    }

    private static FaultException malformed(String what) {
        return new FaultException(LineFault.Code.MALFORMED_CSV, "", "not a CSV row: " + what);
    }

    /**
     * Where a cell ends.
     *
     * @param next where the next cell starts, or the row ends
     * @param delimited whether another cell follows
     */
    private record CellEnd(int end, int next, boolean delimited, boolean doubled) {}

    /**
     * One row.
     *
     * @param number line of the file that it starts on, from 1
     * @param fault what is wrong with it, or null
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    public record Row(
            long number,
            byte[] raw,
            List<String> cells,
            @Nullable FaultException fault) {}
}
