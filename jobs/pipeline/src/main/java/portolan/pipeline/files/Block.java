// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.util.ArrayList;
import java.util.List;

/**
 * Results that follow each other in a file: their lines go to it in one piece, and what they count for goes beside it.
 */
final class Block {
    private final String file;
    private final long first;
    private final Tally tally = new Tally();
    private final List<byte[]> lines = new ArrayList<>();

    private long results;
    private int bytes;

    /** @param first number of the result that comes first */
    Block(String file, long first) {
        this.file = file;
        this.first = first;
    }

    /** @param names what the result counts for, with blanks between */
    void add(byte[] line, String names) {
        lines.add(line);
        bytes += line.length;
        results++;
        tally.add(names);
    }

    boolean isEmpty() {
        return results == 0;
    }

    int bytes() {
        return bytes;
    }

    byte[] lines() {
        byte[] joined = new byte[bytes];
        int end = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, joined, end, line.length);
            end += line.length;
        }
        return joined;
    }

    Counted counted() {
        return new Counted(file, first, results, bytes, tally.toString());
    }
}
