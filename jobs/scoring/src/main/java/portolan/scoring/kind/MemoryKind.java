// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;
import portolan.scoring.sketch.HeaviestCodes;

/**
 * One kind of memory: whose it is, what it learns, how its bytes look.
 *
 * <p>A memory is the one mutable thing: it belongs to its operator and never leaves it. Learning and retracting the
 * same consignment (or outcome) restores every count exactly; what cannot be restored exactly is listed, with its
 * bound, on the memory's class.
 *
 * @param <M> the memory
 */
public interface MemoryKind<M> {
    /** At most this many keys of one kind are visited for one consignment. */
    int MOST_KEYS = HeaviestCodes.MOST;

    /** Longer than any season or ordinary silence; what a party did before says little of it. */
    Duration TWO_YEARS = Duration.ofDays(730);

    /** Lower-case name: part of the operator's uid and of the state's name, so it never changes. */
    String name();

    /** How long after its last visit a memory is kept, in order time, where no setting says otherwise. */
    default Duration retention() {
        return TWO_YEARS;
    }

    /** What of a consignment this kind reads once it is at the key; the rest need not travel there. */
    default Set<Part> reads() {
        return Part.all();
    }

    /**
     * The keys under which this consignment is remembered, tenant included: distinct, the largest mass first, at most
     * {@value #MOST_KEYS}; empty when the filing does not say, or nothing may be remembered.
     */
    List<String> keysOf(Consignment consignment);

    /** The keys under which a container's move is remembered, tenant included; empty when this kind learns nothing of it. */
    default List<String> keysOf(ContainerMove move) {
        return List.of();
    }

    /** Learns a container's move; one that comes again, or late, changes nothing that it has not changed before. */
    default void learn(M memory, String key, ContainerMove move) {}

    /** Whether it is asked when the bills that belong to another one fall due: whether it knows which have come. */
    default boolean knowsOfBills() {
        return false;
    }

    /** The memory of a key that was never seen. */
    M unseen();

    /** Whether nothing is left to remember, so that the stored value can go. */
    boolean isEmpty(M memory);

    void learn(M memory, String key, Consignment consignment);

    void retract(M memory, String key, Consignment consignment);

    /**
     * Takes back a consignment whose filing was withdrawn and not replaced. A kind that is to know of withdrawals keeps
     * a mark instead.
     *
     * @param at when the withdrawal was received
     */
    default void withdraw(M memory, String key, Consignment consignment, Instant at) {
        retract(memory, key, consignment);
    }

    void learnOutcome(M memory, String key, Consignment consignment, Outcome outcome);

    void retractOutcome(M memory, String key, Consignment consignment, Outcome outcome);

    /** Writes the memory's bytes, led by a layout version. */
    void write(M memory, LayoutWriter out);

    /** The memory's bytes. */
    default byte[] write(M memory) {
        LayoutWriter out = new LayoutWriter();
        write(memory, out);
        return out.toBytes();
    }

    /**
     * Reads every layout version ever written.
     *
     * @throws portolan.scoring.layout.LayoutException when newer code wrote the bytes, or they are not such a memory
     */
    M read(byte[] bytes);
}
