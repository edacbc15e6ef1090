package portolan.scoring.indicator;

import java.time.Duration;
import java.util.List;
import portolan.scoring.memory.Memories;
import portolan.scoring.memory.MemorySettings;
import portolan.scoring.memory.ShipperMemory;

/** Everything that is remembered, each with the indicators that read it: in this order. */
public final class Catalogue {
    private static final List<Remembered<?>> REMEMBERED = remembered(MemorySettings.DEFAULT);

    private Catalogue() {}

    /** Everything that is remembered, with these settings. */
    public static List<Remembered<?>> remembered(MemorySettings settings) {
        Duration kept = settings.retention();
        return List.of(
                shipper(settings),
                new Remembered<>(Memories.consignee(settings), new ConsigneeIndicators(), kept),
                new Remembered<>(Memories.commodity(settings), new CommodityIndicators(), kept),
                new Remembered<>(Memories.filer(settings), new FilerIndicators(), kept),
                new Remembered<>(Memories.base(settings), new BaseRateIndicators(), kept),
                new Remembered<>(Memories.REPEATS, new RepeatIndicators(), kept),
                new Remembered<>(Memories.CONTAINER, new ContainerIndicators(), kept),
                new Remembered<>(Memories.SEAL, new SealIndicators()),
                new Remembered<>(Memories.contact(settings), new ContactIndicators(), kept),
                new Remembered<>(Memories.BILL, new BillIndicators()),
                new Remembered<>(Memories.VEHICLE, new VehicleIndicators(), kept));
    }

    /** What is remembered of shippers, with the default settings: for whoever needs no other memory. */
    public static Remembered<ShipperMemory> shipper() {
        return shipper(MemorySettings.DEFAULT);
    }

    private static Remembered<ShipperMemory> shipper(MemorySettings settings) {
        return new Remembered<>(Memories.shipper(settings), new ShipperIndicators(), settings.retention());
    }

    /** Everything that is remembered, with the default settings. */
    public static List<Remembered<?>> remembered() {
        return REMEMBERED;
    }

    /** The kind of memory with this name, one of those in {@link #remembered()}. */
    public static Remembered<?> named(String kind) {
        return named(kind, REMEMBERED);
    }

    /** The same with other settings. */
    public static Remembered<?> named(String kind, MemorySettings settings) {
        return named(kind, remembered(settings));
    }

    private static Remembered<?> named(String kind, List<Remembered<?>> among) {
        for (Remembered<?> remembered : among) {
            if (remembered.kind().name().equals(kind)) {
                return remembered;
            }
        }
        throw new IllegalArgumentException("there is no such kind of memory: kind=" + kind);
    }
}
