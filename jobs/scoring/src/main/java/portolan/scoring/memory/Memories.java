package portolan.scoring.memory;

import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;

/** All kinds of memory there are. */
public final class Memories {
    /** Who ships: the party key of the consignor, else of the seller. */
    public static final MemoryKind<ShipperMemory> SHIPPER = new ShipperKind();

    /** Who receives: the party key of the consignee, else of the importer, else of the buyer. */
    public static final MemoryKind<ConsigneeMemory> CONSIGNEE = new ConsigneeKind();

    /** What travels: the HS subheading. */
    public static final MemoryKind<CommodityMemory> COMMODITY = new CommodityKind();

    /** Everything, in shards. */
    public static final MemoryKind<BaseRateMemory> BASE = new BaseRateKind();

    /** How consistent inspections of the same goods are, in shards of HS subheadings. */
    public static final MemoryKind<RepeatMemory> REPEATS = new RepeatKind();

    /** What travels in which box: the number of a container. */
    public static final MemoryKind<ContainerMemory> CONTAINER = new ContainerKind();

    /** Who else can be reached there: telephone, e-mail, address, customer, name. */
    public static final MemoryKind<ContactMemory> CONTACT = new ContactKind();

    /** Where a seal was: its number. */
    public static final MemoryKind<SealMemory> SEAL = new SealKind();

    /** Which bills belong together: a carrier's document. */
    public static final MemoryKind<BillMemory> BILL = new BillKind();

    private Memories() {}

    static void requireEnd(String what, LayoutReader reader) {
        if (!reader.atEnd()) {
            throw new LayoutException(what + " has bytes after its end");
        }
    }
}
