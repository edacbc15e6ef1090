package portolan.scoring.indicator;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.memory.Memories;
import portolan.scoring.memory.Visit;

/** Everything that is remembered, each with the indicators that read it: one Remember stage each, in this order. */
public final class Catalogue {
    private static final List<Remembered<?>> REMEMBERED = List.of(
            new Remembered<>(Memories.SHIPPER, new ShipperIndicators()),
            new Remembered<>(Memories.CONSIGNEE, new ConsigneeIndicators()),
            new Remembered<>(Memories.COMMODITY, new CommodityIndicators()),
            new Remembered<>(Memories.BASE, new BaseRateIndicators()),
            new Remembered<>(Memories.REPEATS, new RepeatIndicators()),
            new Remembered<>(Memories.CONTAINER, new ContainerIndicators()),
            new Remembered<>(Memories.SEAL, new SealIndicators()),
            new Remembered<>(Memories.CONTACT, new ContactIndicators()),
            new Remembered<>(Memories.BILL, new BillIndicators()));

    private Catalogue() {}

    public static List<Remembered<?>> remembered() {
        return REMEMBERED;
    }

    /** The kind of memory with this name, one of those in {@link #remembered()}. */
    public static Remembered<?> named(String kind) {
        for (Remembered<?> remembered : REMEMBERED) {
            if (remembered.kind().name().equals(kind)) {
                return remembered;
            }
        }
        throw new IllegalArgumentException("there is no such kind of memory: kind=" + kind);
    }

    /** How many answers the event gets from all kinds of memory together; 0 when it is not assessed. */
    public static int answersTo(CaseEvent event) {
        int answers = 0;
        for (Remembered<?> remembered : REMEMBERED) {
            answers += Visit.answersTo(remembered.kind(), event);
        }
        return answers;
    }
}
