// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.bill;

import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;

/**
 * Which bills are live under one carrier's document: its master bills, and the house bills that name it.
 *
 * <p>Layout, version 1:
 *
 * <pre>
 *   octet 1   the version
 *   count     master bills
 *   count     house bills
 * </pre>
 *
 * <p>The ledger tells of each live consignment once and takes it back when it is amended or withdrawn, so counts count
 * distinct bills and retraction is exact. At most 21 bytes.
 */
public final class BillMemory implements Memory {
    private static final int VERSION = 1;

    private long masters;
    private long houses;

    BillMemory() {}

    public long masters() {
        return masters;
    }

    public long houses() {
        return houses;
    }

    @Override
    public boolean isEmpty() {
        return masters == 0 && houses == 0;
    }

    @Override
    public void learn(Consignment consignment) {
        add(consignment, 1);
    }

    @Override
    public void retract(Consignment consignment) {
        add(consignment, -1);
    }

    private void add(Consignment consignment, int bills) {
        if (consignment.billLevel() == BillLevel.MASTER) {
            masters = StrictMath.max(0, masters + bills);
        } else {
            houses = StrictMath.max(0, houses + bills);
        }
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION).count(masters).count(houses);
    }

    static BillMemory of(LayoutReader reader) {
        reader.version("bill memory", VERSION);
        BillMemory read = new BillMemory();
        read.masters = reader.count();
        read.houses = reader.count();
        return read;
    }
}
