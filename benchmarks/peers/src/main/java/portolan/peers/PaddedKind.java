package portolan.peers;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;
import portolan.scoring.memory.MemoryKind;

/**
 * A kind of memory whose stored bytes are longer by so many that no reading asks for: what larger memories cost, all else
 * being equal. As an object it is no larger.
 *
 * @param <M> the memory
 */
final class PaddedKind<M> implements MemoryKind<M> {
    private final MemoryKind<M> kind;
    private final byte[] padding;

    PaddedKind(MemoryKind<M> kind, int bytes) {
        this.kind = kind;
        this.padding = new byte[bytes];
        // Of many values, so that packing a file does not make it small again.
        new Random(bytes).nextBytes(padding);
    }

    @Override
    public void write(M memory, LayoutWriter out) {
        kind.write(memory, out);
        out.raw(padding);
    }

    @Override
    public M read(byte[] bytes) {
        if (bytes.length < padding.length) {
            throw new LayoutException("a padded memory is longer than its padding: length=" + bytes.length
                    + ", padding=" + padding.length);
        }
        return kind.read(Arrays.copyOf(bytes, bytes.length - padding.length));
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
