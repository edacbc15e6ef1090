// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.bill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.TransportDocument;

/**
 * One memory a carrier's document, keyed {@code tenant|bill|ISSUER:NUMBER} without the year, which a house bill does
 * not know of its master: a master bill visits its own document, a house bill the one it names. Straight bills and
 * houses under houses belong to no master.
 *
 * <p>What was found says nothing about which bills there are.
 */
public final class BillKind extends KindOf<BillMemory> {
    /** Longer than a voyage; a carrier may use the number again. */
    private static final Duration RETENTION = Duration.ofDays(200);

    private BillKind() {
        super("bill", Set.of(), BillMemory::new, BillMemory::of);
    }

    /** This kind with its indicators. */
    public static Remembered<BillMemory> remembered() {
        return new Remembered<>(new BillKind(), new BillIndicators());
    }

    @Override
    public Duration retention() {
        return RETENTION;
    }

    @Override
    public boolean knowsOfBills() {
        return true;
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        TransportDocument document = carriersDocument(consignment);
        return document == null || document.number().isBlank()
                ? List.of()
                : List.of(consignment.tenant() + "|bill|" + plain(document.issuer()) + ':' + plain(document.number()));
    }

    private static @Nullable TransportDocument carriersDocument(Consignment consignment) {
        if (consignment.billLevel() == BillLevel.MASTER) {
            return consignment.document();
        }
        return consignment.billLevel() == BillLevel.HOUSE ? consignment.master() : null;
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
    }
}
