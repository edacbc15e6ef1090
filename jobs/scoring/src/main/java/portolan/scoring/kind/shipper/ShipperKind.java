// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;
import portolan.scoring.manifest.PartyKey;

/** One memory a shipper, keyed {@code tenant|shipper|party key}. */
public final class ShipperKind implements KindOf<ShipperMemory> {
    private final Bounds bounds;

    ShipperKind(Bounds bounds) {
        this.bounds = bounds;
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<ShipperMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new ShipperKind(new Bounds(settings)), new ShipperIndicators(), settings.retention());
    }

    @Override
    public String name() {
        return "shipper";
    }

    @Override
    public Set<Part> reads() {
        return EnumSet.of(
                Part.PARTIES,
                Part.NAMES,
                Part.CONTACTS,
                Part.ITEMS,
                Part.DESCRIPTIONS,
                Part.ROUTING,
                Part.CONVEYANCE,
                Part.FIGURES);
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        PartyKey shipper = PartyKey.of(consignment.shipper());
        return shipper == null ? List.of() : List.of(consignment.tenant() + "|shipper|" + shipper.value());
    }

    @Override
    public ShipperMemory unseen() {
        return new ShipperMemory(bounds);
    }

    @Override
    public void learn(ShipperMemory memory, String key, Consignment consignment) {
        memory.learn(consignment);
    }

    @Override
    public void retract(ShipperMemory memory, String key, Consignment consignment) {
        memory.retract(consignment);
    }

    @Override
    public void learnOutcome(ShipperMemory memory, String key, Consignment consignment, Outcome outcome) {
        memory.learn(outcome);
    }

    @Override
    public void retractOutcome(ShipperMemory memory, String key, Consignment consignment, Outcome outcome) {
        memory.retract(outcome);
    }

    @Override
    public ShipperMemory read(byte[] bytes) {
        return ShipperMemory.of(bytes, bounds);
    }
}
