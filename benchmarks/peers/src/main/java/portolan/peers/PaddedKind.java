// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;

/**
 * A kind of memory whose stored bytes are longer by so many that no reading asks for: what larger memories cost, all
 * else being equal. As an object it is no larger. Not for several threads.
 *
 * @param <M> the memory
 */
final class PaddedKind<M> implements MemoryKind<M> {
    /** Far more than a block of a file, so that packing one does not find the same bytes twice. */
    private static final int TABLE_BYTES = 1 << 20;

    /** Prime: it leads to another place each time. */
    private static final int STEP = 100_003;

    private final MemoryKind<M> kind;
    private final int bytes;
    private final byte[] table = new byte[TABLE_BYTES];
    private int next;

    /** @param bytes at most a mebibyte */
    PaddedKind(MemoryKind<M> kind, int bytes) {
        if (bytes < 0 || bytes > TABLE_BYTES) {
            throw new IllegalArgumentException(
                    "a memory is padded with 0 to " + TABLE_BYTES + " bytes: given=" + bytes);
        }
        this.kind = kind;
        this.bytes = bytes;
        new Random(bytes).nextBytes(table);
    }

    @Override
    public void write(M memory, LayoutWriter out) {
        kind.write(memory, out);
        next = (next + STEP) % (TABLE_BYTES - bytes + 1);
        out.raw(Arrays.copyOfRange(table, next, next + bytes));
    }

    @Override
    public M read(byte[] padded) {
        if (padded.length < bytes) {
            throw new LayoutException(
                    "a padded memory is longer than its padding: length=" + padded.length + ", padding=" + bytes);
        }
        return kind.read(Arrays.copyOf(padded, padded.length - bytes));
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public Duration retention() {
        return kind.retention();
    }

    @Override
    public Set<Part> reads() {
        return kind.reads();
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        return kind.keysOf(consignment);
    }

    @Override
    public boolean knowsOfBills() {
        return kind.knowsOfBills();
    }

    @Override
    public M unseen() {
        return kind.unseen();
    }

    @Override
    public boolean isEmpty(M memory) {
        return kind.isEmpty(memory);
    }

    @Override
    public void learn(M memory, String key, Consignment consignment) {
        kind.learn(memory, key, consignment);
    }

    @Override
    public void retract(M memory, String key, Consignment consignment) {
        kind.retract(memory, key, consignment);
    }

    @Override
    public void withdraw(M memory, String key, Consignment consignment, Instant at) {
        kind.withdraw(memory, key, consignment, at);
    }

    @Override
    public void learnOutcome(M memory, String key, Consignment consignment, Outcome outcome) {
        kind.learnOutcome(memory, key, consignment, outcome);
    }

    @Override
    public void retractOutcome(M memory, String key, Consignment consignment, Outcome outcome) {
        kind.retractOutcome(memory, key, consignment, outcome);
    }
}
