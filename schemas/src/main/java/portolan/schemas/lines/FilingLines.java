// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import portolan.schemas.avro.Filing;

/**
 * Filings as JSON Lines: one object a line with the schema's names. What may be left out and what is then assumed is in
 * the module's README.
 */
public final class FilingLines {
    private static final String FORMAT = "JSONL";

    private FilingLines() {}

    /** Reads one file, compressed with gzip or not. */
    public static LineReader<Filing> read(InputStream in, String file) {
        return read(in, file, new ConsignmentKeys());
    }

    /** Reads one of several files whose filings may be about the same consignments. */
    public static LineReader<Filing> read(InputStream in, String file, ConsignmentKeys keys) {
        JsonReader json = new JsonReader(Filing.class);
        FilingCompletion completion = new FilingCompletion(keys, FORMAT);
        return open(in, file, raw -> completion.complete(json.read(raw.bytes()), file, raw.number(), raw.bytes()));
    }

    /**
     * The same, by threads that read ahead of the caller: for a file that is there as a whole, not for one that grows
     * while it is read.
     *
     * @param then what becomes of each line; called by several threads at once, and not in the order of lines
     */
    public static <T> AheadLines<T> readAhead(
            InputStream in, String file, ConsignmentKeys keys, Function<Line<Filing>, T> then) {
        return new AheadLines<>(window(in, file), file, new FilingCompletion(keys, FORMAT), then);
    }

    private static ByteWindow window(InputStream in, String file) {
        try {
            return ByteWindow.open(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read: file=" + file + ", cause=" + e.getMessage(), e);
        }
    }

    static <T> LineReader<T> open(InputStream in, String file, Parser<T> parser) {
        ByteWindow window = window(in, file);
        RawLines lines = new RawLines(window);
        return new LineReader<>(window, file, () -> {
            RawLines.RawLine raw = lines.next();
            if (raw == null) {
                return null;
            }
            try {
                raw.checkSize();
                return Line.of(file, raw, parser.parse(raw));
            } catch (FaultException e) {
                return Line.faulty(file, raw, e);
            }
        });
    }

    /** Makes a record of one line. */
    interface Parser<T> {
        T parse(RawLines.RawLine raw) throws FaultException;
    }
}
