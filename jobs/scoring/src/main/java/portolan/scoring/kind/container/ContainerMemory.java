// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.container;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.KeyHash;

/**
 * What is remembered of one container: the consignments that used it, the last {@value #MOST} at most.
 *
 * <p>Layout, version 1:
 *
 * <pre>
 *   octet 1                  the version
 *   list of {@link ContainerUse}   in the order of receipt
 * </pre>
 *
 * <p>A ninth use pushes one out: the oldest live one that shares its voyage with a newer one and was no offence (a
 * groupage box with many house bills must not forget its earlier voyages), else the oldest. What was pushed out cannot
 * be retracted and does not come back: after retractions as many uses may be missing as were pushed out. While there
 * were never more than {@value #MOST}, retraction is exact, given that all versions of a bill carry the time of its
 * first filing; what was found on a bill that names another box since is lost with its use of this one. A withdrawn use
 * stays, marked, until it is pushed out or the memory's retention is over. At most 1 KiB.
 */
public final class ContainerMemory {
    public static final int MOST = 8;

    private static final int VERSION = 1;

    private final List<ContainerUse> uses;

    ContainerMemory() {
        this(new ArrayList<>(2));
    }

    private ContainerMemory(List<ContainerUse> uses) {
        this.uses = uses;
    }

    /** The uses that are kept, in the order of receipt, withdrawn ones among them. */
    public List<ContainerUse> uses() {
        return Collections.unmodifiableList(uses);
    }

    boolean isEmpty() {
        return uses.isEmpty();
    }

    void learn(Consignment consignment) {
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

    void retract(Consignment consignment) {
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

    void learn(Consignment consignment, Outcome outcome) {
        int at = any(consignment);
        if (at >= 0) {
            uses.set(at, uses.get(at).with(outcome));
        }
    }

    void retractOutcome(Consignment consignment) {
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

    void write(LayoutWriter writer) {
        writer.octet(VERSION);
        writer.count(uses.size());
        for (ContainerUse use : uses) {
            use.write(writer);
        }
    }

    static ContainerMemory of(byte[] bytes) {
        LayoutReader reader = new LayoutReader(bytes);
        reader.version("container memory", VERSION);
        int size = reader.size();
        if (size > MOST) {
            throw new LayoutException("more uses than a container's memory keeps: uses=" + size + ", most=" + MOST);
        }
        List<ContainerUse> uses = new ArrayList<>(size + 1);
        for (int i = 0; i < size; i++) {
            uses.add(ContainerUse.read(reader));
        }
        reader.requireEnd("container memory");
        return new ContainerMemory(uses);
    }
}
