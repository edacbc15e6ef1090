// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.List;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.base.BaseRateKind;
import portolan.scoring.kind.bill.BillKind;
import portolan.scoring.kind.commodity.CommodityKind;
import portolan.scoring.kind.consignee.ConsigneeKind;
import portolan.scoring.kind.contact.ContactKind;
import portolan.scoring.kind.container.ContainerKind;
import portolan.scoring.kind.filer.FilerKind;
import portolan.scoring.kind.passage.PassageKind;
import portolan.scoring.kind.port.PortKind;
import portolan.scoring.kind.repeats.RepeatKind;
import portolan.scoring.kind.seal.SealKind;
import portolan.scoring.kind.shipper.ShipperKind;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.kind.vehicle.VehicleKind;

/** Everything that is remembered, each with the indicators that read it: in this order. */
public final class Catalogue {
    private static final List<Remembered<?>> REMEMBERED = remembered(MemorySettings.DEFAULT);

    private Catalogue() {}

    /** Everything that is remembered, with these settings. */
    public static List<Remembered<?>> remembered(MemorySettings settings) {
        return List.of(
                ShipperKind.remembered(settings),
                ConsigneeKind.remembered(settings),
                CommodityKind.remembered(settings),
                FilerKind.remembered(settings),
                BaseRateKind.remembered(settings),
                RepeatKind.remembered(settings),
                ContainerKind.remembered(settings),
                SealKind.remembered(),
                ContactKind.remembered(settings),
                BillKind.remembered(),
                VehicleKind.remembered(settings),
                PassageKind.remembered(settings),
                PortKind.remembered(settings));
    }

    /** What is remembered of shippers, with the default settings: for whoever needs no other memory. */
    public static Remembered<ShipperMemory> shipper() {
        return ShipperKind.remembered(MemorySettings.DEFAULT);
    }

    /** Everything that is remembered, with the default settings. */
    public static List<Remembered<?>> remembered() {
        return REMEMBERED;
    }
}
