// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * What some shards hold under the keys of one version, before they learn it: on the way to who reads all of them.
 *
 * <pre>
 *   shards 8 | fingerprint of the bank 8 | count of octets, then the rest
 *   rest   since when the first kind is kept 8, and others that are kept since another time, as a list of one word each
 *          | wide | outcomes | tallies | changes, each: (count places from the last, words 8 each) of those that are there, 0
 * </pre>
 */
public final class BankCells {
    private static final long NO_BANK = 0;
    private static final byte[] NOTHING = {};

    private final long shards;
    private final long fingerprint;
    private final byte[] cells;

    private BankCells(long shards, long fingerprint, byte[] cells) {
        this.shards = shards;
        this.fingerprint = fingerprint;
        this.cells = cells;
    }

    static BankCells of(Bank bank, long shards, Drawn drawn) {
        LayoutWriter out = new LayoutWriter();
        writeSince(out, bank.since());
        write(out, drawn.wide, Cells.WIDE);
        write(out, drawn.outcomes, Cells.WIDE);
        write(out, drawn.narrow, 1);
        write(out, drawn.changes, Cells.WIDE);
        return new BankCells(shards, bank.fingerprint(), out.toBytes());
    }

    /** In place of the cells of shards that could not be asked. */
    public static BankCells missing(long shards) {
        return new BankCells(shards, NO_BANK, NOTHING);
    }

    /** How many shards they are of. */
    public int shards() {
        return Long.bitCount(shards);
    }

    /** Whether they are of these declarations; kept since whenever. */
    boolean areOf(Bank bank) {
        return fingerprint == bank.fingerprint();
    }

    /** Reads since when each kind of their bank is kept. */
    void since(long[] since) {
        readSince(new LayoutReader(cells), since);
    }

    /** Mostly all are of one start. */
    private static void writeSince(LayoutWriter out, long[] since) {
        out.fixed(since[0]);
        int last = -1;
        for (int kind = 0; kind < since.length; kind++) {
            if (since[kind] != since[0]) {
                out.count(kind - last).fixed(since[kind]);
                last = kind;
            }
        }
        out.count(0);
    }

    private static void readSince(LayoutReader in, long[] since) {
        Arrays.fill(since, in.fixed());
        read(in, since, 1);
    }

    /** Adds them to what is drawn of the same bank; reads since when it is kept, too. */
    void addTo(Drawn drawn, long[] since) {
        LayoutReader in = new LayoutReader(cells);
        readSince(in, since);
        read(in, drawn.wide, Cells.WIDE);
        read(in, drawn.outcomes, Cells.WIDE);
        read(in, drawn.narrow, 1);
        read(in, drawn.changes, Cells.WIDE);
    }

    private static void write(LayoutWriter out, long[] words, int width) {
        int last = -width;
        for (int at = 0; at < words.length; at += width) {
            boolean isThere = false;
            for (int word = at; word < at + width; word++) {
                isThere |= words[word] != 0;
            }
            if (isThere) {
                out.count((at - last) / width);
                for (int word = at; word < at + width; word++) {
                    out.fixed(words[word]);
                }
                last = at;
            }
        }
        out.count(0);
    }

    private static void read(LayoutReader in, long[] words, int width) {
        int at = -width;
        for (int on = in.smallCount(); on != 0; on = in.smallCount()) {
            at += on * width;
            for (int word = at; word < at + width; word++) {
                words[word] = in.fixed();
            }
        }
    }

    /** Writes the layout. */
    public void write(LayoutWriter out) {
        out.fixed(shards).fixed(fingerprint).count(cells.length).raw(cells);
    }

    /** Reads what {@link #write} has written. */
    public static BankCells read(LayoutReader in) {
        return new BankCells(in.fixed(), in.fixed(), in.raw(in.size()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BankCells that
                && shards == that.shards
                && fingerprint == that.fingerprint
                && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(shards) + 31 * Arrays.hashCode(cells);
    }
}
