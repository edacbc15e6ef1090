// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.vehicle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;

/**
 * Which live bills state one vehicle's number: the last {@value #MOST} at most.
 *
 * <p>Layout, version 1:
 *
 * <pre>
 *   octet 1                the version
 *   list of {@link VehicleUse}   in the order of receipt
 * </pre>
 *
 * <p>A fifth pushes out the oldest, which cannot be retracted and does not come back. While there were never more than
 * {@value #MOST} at once, retraction is exact, given that all versions of a bill carry the time of its first filing. At
 * most 810 bytes.
 */
public final class VehicleMemory implements Memory {
    static final int MOST = 4;

    private static final int VERSION = 1;

    private final List<VehicleUse> uses;

    VehicleMemory() {
        this(new ArrayList<>(1));
    }

    private VehicleMemory(List<VehicleUse> uses) {
        this.uses = uses;
    }

    /** The bills that are kept, in the order of receipt. */
    public List<VehicleUse> uses() {
        return Collections.unmodifiableList(uses);
    }

    @Override
    public boolean isEmpty() {
        return uses.isEmpty();
    }

    @Override
    public void learn(Consignment consignment) {
        VehicleUse use = VehicleUse.of(consignment);
        int at = uses.size();
        while (at > 0 && isBefore(use, uses.get(at - 1))) {
            at--;
        }
        uses.add(at, use);
        if (uses.size() > MOST) {
            uses.remove(0);
        }
    }

    /** In the order of receipt; in one minute in an order that means nothing and never changes. */
    private static boolean isBefore(VehicleUse one, VehicleUse other) {
        return one.received() != other.received()
                ? one.received() < other.received()
                : one.consignment() < other.consignment();
    }

    @Override
    public void retract(Consignment consignment) {
        long hash = VehicleUse.hash(consignment);
        long received = VehicleUse.minute(consignment);
        for (int i = uses.size() - 1; i >= 0; i--) {
            if (uses.get(i).consignment() == hash && uses.get(i).received() == received) {
                uses.remove(i);
                return;
            }
        }
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION).list(uses, (to, use) -> use.write(to));
    }

    static VehicleMemory of(LayoutReader reader) {
        reader.version("vehicle memory", VERSION);
        return new VehicleMemory(reader.list(MOST, VehicleUse::read));
    }
}
