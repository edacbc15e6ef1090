// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** What a gzip file holds. One that was cut says so, wherever that was. */
public final class Unpacked extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private Unpacked(InputStream in) throws IOException {
        super(new GZIPInputStream(in, BUFFER));
    }

    /** A stream as it is, or unpacked where its first bytes, not a file's name, say gzip. */
    public static InputStream of(InputStream in) throws IOException {
        InputStream marked = in.markSupported() ? in : new BufferedInputStream(in, BUFFER);
        marked.mark(2);
        boolean gzip = marked.read() == 0x1F && marked.read() == 0x8B;
        marked.reset();
        try {
            return gzip ? new Unpacked(marked) : marked;
        } catch (EOFException e) {
            throw cut(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (EOFException e) {
            throw cut(e);
        }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            return super.read(bytes, from, length);
        } catch (EOFException e) {
            throw cut(e);
        }
    }

    private static IOException cut(EOFException cause) {
        return new IOException("it begins as a gzip file and is cut before its end; send it again", cause);
    }
}
