package portolan.scoring.memory;

import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;

/** All kinds of memory there are, with the default settings. */
public final class Memories {
    /** Who ships: the party key of the consignor, else of the seller. */
    public static final MemoryKind<ShipperMemory> SHIPPER = shipper(MemorySettings.DEFAULT);

    /** Who receives: the party key of the consignee, else of the importer, else of the buyer. */
    public static final MemoryKind<ConsigneeMemory> CONSIGNEE = consignee(MemorySettings.DEFAULT);

    /** What travels: the HS subheading. */
    public static final MemoryKind<CommodityMemory> COMMODITY = commodity(MemorySettings.DEFAULT);

    /** Who files, and who carries. */
    public static final MemoryKind<FilerMemory> FILER = filer(MemorySettings.DEFAULT);

    /** Everything, in shards. */
    public static final MemoryKind<BaseRateMemory> BASE = base(MemorySettings.DEFAULT);

    /** How consistent inspections of the same goods are, in shards of HS subheadings. */
    public static final MemoryKind<RepeatMemory> REPEATS = new RepeatKind();

    /** What travels in which box: the number of a container. */
    public static final MemoryKind<ContainerMemory> CONTAINER = new ContainerKind();

    /** Who else can be reached there: telephone, e-mail, address, customer, name. */
    public static final MemoryKind<ContactMemory> CONTACT = contact(MemorySettings.DEFAULT);

    /** Where a seal was: its number. */
    public static final MemoryKind<SealMemory> SEAL = new SealKind();

    /** Which bills belong together: a carrier's document. */
    public static final MemoryKind<BillMemory> BILL = new BillKind();

    /** Who else claims the same vehicle: its identification number. */
    public static final MemoryKind<VehicleMemory> VEHICLE = new VehicleKind();

    private Memories() {}

    /** {@link #SHIPPER} with other settings. */
    public static MemoryKind<ShipperMemory> shipper(MemorySettings settings) {
        return new ShipperKind(new Bounds(settings));
    }

    /** {@link #CONSIGNEE} with other settings. */
    public static MemoryKind<ConsigneeMemory> consignee(MemorySettings settings) {
        return new ConsigneeKind(new Bounds(settings));
    }

    /** {@link #FILER} with other settings. */
    public static MemoryKind<FilerMemory> filer(MemorySettings settings) {
        return new FilerKind(new Bounds(settings));
    }

    /** {@link #COMMODITY} with other settings. */
    public static MemoryKind<CommodityMemory> commodity(MemorySettings settings) {
        return new CommodityKind(new Bounds(settings));
    }

    /** {@link #CONTACT} with other settings. */
    public static MemoryKind<ContactMemory> contact(MemorySettings settings) {
        return new ContactKind(new Bounds(settings));
    }

    /** {@link #BASE} with other settings. */
    public static MemoryKind<BaseRateMemory> base(MemorySettings settings) {
        return new BaseRateKind(new Bounds(settings));
    }

    static void requireEnd(String what, LayoutReader reader) {
        if (!reader.atEnd()) {
            throw new LayoutException(what + " has bytes after its end");
        }
    }
}
