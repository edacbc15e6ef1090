package portolan.scoring.memory;

import java.util.List;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.PartyKey;

/** One memory a shipper, keyed {@code tenant|shipper|party key}. */
final class ShipperKind implements MemoryKind<ShipperMemory> {
    @Override
    public String name() {
        return "shipper";
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        PartyKey shipper = PartyKey.of(consignment.shipper());
        return shipper == null ? List.of() : List.of(consignment.tenant() + "|shipper|" + shipper.value());
    }

    @Override
    public ShipperMemory unseen() {
        return new ShipperMemory();
    }

    @Override
    public boolean isEmpty(ShipperMemory memory) {
        return memory.isEmpty();
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
    public byte[] write(ShipperMemory memory) {
        return memory.toBytes();
    }

    @Override
    public ShipperMemory read(byte[] bytes) {
        return ShipperMemory.of(bytes);
    }
}
