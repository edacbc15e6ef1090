// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;

/** A kind whose memories learn and write themselves. */
public abstract class KindOf<M extends Memory> implements MemoryKind<M> {
    private final String name;
    private final Set<Part> reads;
    private final Supplier<M> unseen;
    private final Function<LayoutReader, M> reader;
    private final String what;

    /**
     * @param reads what of a consignment this kind reads once it is at the key
     * @param unseen makes the memory of a key that was never seen
     * @param reader reads every layout version that a release wrote
     */
    protected KindOf(String name, Set<Part> reads, Supplier<M> unseen, Function<LayoutReader, M> reader) {
        this.name = name;
        this.reads = EnumSet.noneOf(Part.class);
        this.reads.addAll(reads);
        this.unseen = unseen;
        this.reader = reader;
        this.what = name + " memory";
    }

    @Override
    public final String name() {
        return name;
    }

    /** A set of constants: a filing adds up what all its visits read. */
    @Override
    public final Set<Part> reads() {
        return reads;
    }

    @Override
    public final M unseen() {
        return unseen.get();
    }

    @Override
    public final M read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        M memory = reader.apply(in);
        in.requireEnd(what);
        return memory;
    }

    @Override
    public final boolean isEmpty(M memory) {
        return memory.isEmpty();
    }

    @Override
    public final void write(M memory, LayoutWriter out) {
        memory.write(out);
    }

    @Override
    public void learn(M memory, String key, Consignment consignment) {
        memory.learn(consignment);
    }

    @Override
    public void retract(M memory, String key, Consignment consignment) {
        memory.retract(consignment);
    }

    @Override
    public void learnOutcome(M memory, String key, Consignment consignment, Outcome outcome) {
        memory.learn(consignment, outcome);
    }

    @Override
    public void retractOutcome(M memory, String key, Consignment consignment, Outcome outcome) {
        memory.retract(consignment, outcome);
    }

    @Override
    public final void learn(M memory, String key, ContainerMove move) {
        memory.learn(move);
    }
}
