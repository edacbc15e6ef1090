// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.container;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.KeyHash;

/**
 * What is remembered of one container: the consignments that used it, the last {@value #MOST} at most, and its last
 * {@value #MOST_MOVES} moves.
 *
 * <p>Layout, version 3; version 1 ended before the moves, 2 had no names in uses:
 *
 * <pre>
 *   octet 3                  the version
 *   list of {@link ContainerUse}   in the order of receipt
 *   list of {@link BoxMove}        in the order of their times
 * </pre>
 *
 * <p>A ninth use pushes one out: the oldest live one that shares its voyage with a newer one and was no offence (a
 * groupage box with many house bills must not forget its earlier voyages), else the oldest. What was pushed out cannot
 * be retracted and does not come back: after retractions as many uses may be missing as were pushed out. While there
 * were never more than {@value #MOST}, retraction is exact, given that all versions of a bill carry the time of its
 * first filing; what was found on a bill that names another box since is lost with its use of this one. A withdrawn use
 * stays, marked, until it is pushed out or the memory's retention is over. A seventeenth move pushes
 * out the earliest. One that comes again, or so late that it would be pushed out, changes nothing. At most 1.3 KiB.
 */
public final class ContainerMemory implements Memory {
    public static final int MOST = 8;

    /** A journey has about ten, from the empty box that is fetched to the one that is returned. */
    static final int MOST_MOVES = 16;

    private static final int VERSION = 3;

    /** Of release 0.2.0: uses without names. */
    private static final int RELEASED = 2;

    private final List<ContainerUse> uses;
    private final List<BoxMove> moves;

    ContainerMemory() {
        this(new ArrayList<>(2), new ArrayList<>(0));
    }

    private ContainerMemory(List<ContainerUse> uses, List<BoxMove> moves) {
        this.uses = uses;
        this.moves = moves;
    }

    /** The uses that are kept, in the order of receipt, withdrawn ones among them. */
    public List<ContainerUse> uses() {
        return Collections.unmodifiableList(uses);
    }

    /** Its last moves, by their times. */
    List<BoxMove> moves() {
        return Collections.unmodifiableList(moves);
    }

    @Override
    public boolean isEmpty() {
        return uses.isEmpty() && moves.isEmpty();
    }

    @Override
    public void learn(ContainerMove move) {
        BoxMove moved = BoxMove.of(move);
        int at = moves.size();
        while (at > 0 && BoxMove.IN_ORDER.compare(moves.get(at - 1), moved) > 0) {
            at--;
        }
        // Of one that comes again the time may be corrected; what is kept is what came first.
        if (moves.stream().anyMatch(one -> one.event() == moved.event())) {
            return;
        }
        if (moves.size() == MOST_MOVES) {
            if (at == 0) {
                return;
            }
            moves.remove(0);
            at--;
        }
        moves.add(at, moved);
    }

    @Override
    public void learn(Consignment consignment) {
        ContainerUse use = ContainerUse.of(consignment);
        int at = uses.size();
        while (at > 0 && uses.get(at - 1).received() > use.received()) {
            at--;
        }
        uses.add(at, use);
        if (uses.size() > MOST) {
            uses.remove(leastTelling());
        }
    }

    private int leastTelling() {
        for (int i = 0; i < uses.size(); i++) {
            ContainerUse use = uses.get(i);
            if (use.isLive() && !use.offence() && hasNewerOfItsVoyage(i)) {
                return i;
            }
        }
        return 0;
    }

    private boolean hasNewerOfItsVoyage(int of) {
        for (int i = of + 1; i < uses.size(); i++) {
            ContainerUse newer = uses.get(i);
            if (newer.isLive() && newer.carriage().isSameVoyage(uses.get(of).carriage())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void retract(Consignment consignment) {
        int at = live(consignment);
        if (at >= 0) {
            uses.remove(at);
        }
    }

    void withdraw(Consignment consignment, Instant time) {
        int at = live(consignment);
        if (at >= 0) {
            uses.set(at, uses.get(at).withdrawnAt(time));
        }
    }

    @Override
    public void learn(Consignment consignment, Outcome outcome) {
        int at = any(consignment);
        if (at >= 0) {
            uses.set(at, uses.get(at).with(outcome));
        }
    }

    @Override
    public void retract(Consignment consignment, Outcome outcome) {
        int at = any(consignment);
        if (at >= 0) {
            uses.set(at, uses.get(at).withoutOutcome());
        }
    }

    private int live(Consignment consignment) {
        int at = any(consignment);
        return at >= 0 && uses.get(at).isLive() ? at : -1;
    }

    /**
     * The live use by a consignment, else its last withdrawn one: an outcome may come after the withdrawal. One that
     * was filed again is another use, received at another time.
     */
    private int any(Consignment consignment) {
        long hash = KeyHash.of(consignment.key().value());
        long received = Bucket.minute(consignment.receivedAt());
        int found = -1;
        for (int i = uses.size() - 1; i >= 0; i--) {
            if (uses.get(i).consignment() == hash && uses.get(i).received() == received) {
                if (uses.get(i).isLive()) {
                    return i;
                }
                found = found < 0 ? i : found;
            }
        }
        return found;
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION);
        writer.list(uses, (to, use) -> use.write(to)).list(moves, (to, move) -> move.write(to));
    }

    static ContainerMemory of(LayoutReader reader) {
        int version = reader.version("container memory", RELEASED, VERSION);
        List<ContainerUse> uses = reader.list(MOST, in -> ContainerUse.read(in, version > RELEASED));
        return new ContainerMemory(uses, reader.list(MOST_MOVES, BoxMove::read));
    }
}
