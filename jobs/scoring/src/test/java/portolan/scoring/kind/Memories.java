// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import portolan.scoring.kind.base.BaseRateKind;
import portolan.scoring.kind.base.BaseRateMemory;
import portolan.scoring.kind.bill.BillKind;
import portolan.scoring.kind.bill.BillMemory;
import portolan.scoring.kind.commodity.CommodityKind;
import portolan.scoring.kind.commodity.CommodityMemory;
import portolan.scoring.kind.consignee.ConsigneeKind;
import portolan.scoring.kind.consignee.ConsigneeMemory;
import portolan.scoring.kind.contact.ContactKind;
import portolan.scoring.kind.contact.ContactMemory;
import portolan.scoring.kind.container.ContainerKind;
import portolan.scoring.kind.container.ContainerMemory;
import portolan.scoring.kind.filer.FilerKind;
import portolan.scoring.kind.filer.FilerMemory;
import portolan.scoring.kind.passage.PassageKind;
import portolan.scoring.kind.passage.PassageMemory;
import portolan.scoring.kind.port.PortKind;
import portolan.scoring.kind.port.PortMemory;
import portolan.scoring.kind.repeats.RepeatKind;
import portolan.scoring.kind.repeats.RepeatMemory;
import portolan.scoring.kind.seal.SealKind;
import portolan.scoring.kind.seal.SealMemory;
import portolan.scoring.kind.shipper.ShipperKind;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.kind.vehicle.VehicleKind;
import portolan.scoring.kind.vehicle.VehicleMemory;

/** Kinds of memory with the default settings, for tests that need one by its type. */
public final class Memories {
    public static final MemoryKind<ShipperMemory> SHIPPER =
            ShipperKind.remembered(MemorySettings.DEFAULT).kind();
    public static final MemoryKind<ConsigneeMemory> CONSIGNEE =
            ConsigneeKind.remembered(MemorySettings.DEFAULT).kind();
    public static final MemoryKind<CommodityMemory> COMMODITY =
            CommodityKind.remembered(MemorySettings.DEFAULT).kind();
    public static final MemoryKind<FilerMemory> FILER =
            FilerKind.remembered(MemorySettings.DEFAULT).kind();
    public static final MemoryKind<BaseRateMemory> BASE =
            BaseRateKind.remembered(MemorySettings.DEFAULT).kind();
    public static final MemoryKind<RepeatMemory> REPEATS =
            RepeatKind.remembered(MemorySettings.DEFAULT).kind();
    public static final MemoryKind<ContainerMemory> CONTAINER =
            ContainerKind.remembered(MemorySettings.DEFAULT).kind();
    public static final MemoryKind<ContactMemory> CONTACT =
            ContactKind.remembered(MemorySettings.DEFAULT).kind();
    public static final MemoryKind<SealMemory> SEAL = SealKind.remembered().kind();
    public static final MemoryKind<BillMemory> BILL = BillKind.remembered().kind();
    public static final MemoryKind<VehicleMemory> VEHICLE =
            VehicleKind.remembered(MemorySettings.DEFAULT).kind();

    public static final MemoryKind<PassageMemory> PASSAGE =
            PassageKind.remembered(MemorySettings.DEFAULT).kind();

    public static final MemoryKind<PortMemory> PORT =
            PortKind.remembered(MemorySettings.DEFAULT).kind();

    private Memories() {}
}
