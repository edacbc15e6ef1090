// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.Believable;
import portolan.scoring.manifest.ContainerRef;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.Packages;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.Seal;

/** From the wire's goods and containers to those that are decided with; a box or a seal without number is left out. */
final class GoodsFields {
    private static final int SHORTEST_CODE = 6;
    private static final int LONGEST_CODE = 10;

    private GoodsFields() {}

    static List<GoodsItem> items(FieldFaults faults, List<portolan.schemas.avro.Item> wire) {
        List<GoodsItem> items = new ArrayList<>(wire.size());
        for (int i = 0; i < wire.size(); i++) {
            items.add(item(faults.in("goodsItems", i), wire.get(i)));
        }
        return items;
    }

    private static GoodsItem item(FieldFaults faults, portolan.schemas.avro.Item wire) {
        return new GoodsItem(
                wire.getSeq(),
                FieldFaults.text(wire.getDescription()),
                tariffCode(wire.getHs()),
                FieldFaults.text(wire.getCountryOfOrigin()),
                Amounts.number(faults, "grossMassKg", wire.getGrossMassKg(), Believable.KILOGRAMS),
                Amounts.number(faults, "netMassKg", wire.getNetMassKg(), Believable.KILOGRAMS),
                Amounts.number(faults, "volumeM3", wire.getVolumeM3(), Believable.CUBIC_METRES),
                packages(faults, wire.getPackages()),
                FilingFields.texts(wire.getUndg()),
                value(faults.in("value"), wire.getValue()),
                Amounts.number(faults, "temperatureSetC", wire.getTemperatureSetC(), Believable.CELSIUS),
                duty(faults.in("duty"), wire.getDuty()),
                containers(faults, wire.getContainerRefs()));
    }

    /**
     * A tariff code of 6 to 10 digits, written with or without dots; longer national codes are cut to ten.
     *
     * @return null for everything else: an odd code is no reason to lose a filing, and no commodity to remember
     */
    static @Nullable String tariffCode(@Nullable String wire) {
        if (wire == null) {
            return null;
        }
        StringBuilder digits = new StringBuilder(LONGEST_CODE);
        for (int i = 0; i < wire.length(); i++) {
            char c = wire.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c != '.' && c != ' ' && c != '-') {
                return null;
            }
        }
        if (digits.length() > LONGEST_CODE) {
            digits.setLength(LONGEST_CODE);
        }
        return digits.length() < SHORTEST_CODE ? null : digits.toString();
    }

    /** A package line that states no number counts none: its type and marks still tell something. */
    private static List<Packages> packages(FieldFaults faults, List<portolan.schemas.avro.Packages> wire) {
        List<Packages> packages = new ArrayList<>(wire.size());
        for (int i = 0; i < wire.size(); i++) {
            portolan.schemas.avro.Packages line = wire.get(i);
            Long count = Amounts.count(faults.in("packages", i), "count", line.getCount());
            packages.add(new Packages(
                    count == null ? 0 : count, FieldFaults.text(line.getType()), FieldFaults.text(line.getMarks())));
        }
        return packages;
    }

    private static @Nullable Money value(FieldFaults faults, portolan.schemas.avro.@Nullable GoodsValue wire) {
        Double amount = wire == null ? null : Amounts.number(faults, "amount", wire.getAmount(), Believable.WORTH);
        return wire == null || amount == null
                ? null
                : new Money(
                        amount,
                        FieldFaults.text(wire.getCurrency()),
                        wire.getType() == null ? null : wire.getType().name());
    }

    private static @Nullable Duty duty(FieldFaults faults, portolan.schemas.avro.@Nullable Duty wire) {
        return wire == null
                ? null
                : new Duty(
                        Amounts.number(faults, "ratePercent", wire.getRatePercent(), Believable.PERCENT),
                        FieldFaults.text(wire.getType()));
    }

    private static List<ContainerRef> containers(FieldFaults faults, List<portolan.schemas.avro.ContainerRef> wire) {
        List<ContainerRef> containers = new ArrayList<>(wire.size());
        for (int i = 0; i < wire.size(); i++) {
            portolan.schemas.avro.ContainerRef ref = wire.get(i);
            FieldFaults here = faults.in("containerRefs", i);
            Long packages = Amounts.count(here, "packages", ref.getPackages());
            Double massKg = Amounts.number(here, "massKg", ref.getMassKg(), Believable.KILOGRAMS);
            String id = FieldFaults.text(ref.getEquipmentId());
            if (id != null) {
                containers.add(new ContainerRef(id, packages, massKg));
            }
        }
        return containers;
    }

    static List<Equipment> equipment(FieldFaults faults, List<portolan.schemas.avro.Equipment> wire) {
        List<Equipment> equipment = new ArrayList<>(wire.size());
        for (int i = 0; i < wire.size(); i++) {
            Equipment unit = unit(faults.in("equipment", i), wire.get(i));
            if (!unit.id().isEmpty()) {
                equipment.add(unit);
            }
        }
        return equipment;
    }

    private static Equipment unit(FieldFaults faults, portolan.schemas.avro.Equipment wire) {
        return new Equipment(
                wire.getId().strip(),
                FieldFaults.text(wire.getSizeType()),
                wire.getPackedStatus() == null
                        ? null
                        : PackedStatus.valueOf(wire.getPackedStatus().name()),
                seals(wire.getSeals()),
                Amounts.number(faults, "tareKg", wire.getTareKg(), Believable.KILOGRAMS),
                Amounts.number(faults, "vgmKg", wire.getVgmKg(), Believable.KILOGRAMS),
                Amounts.number(faults, "setTemperature", wire.getSetTemperature(), Believable.CELSIUS));
    }

    private static List<Seal> seals(List<portolan.schemas.avro.Seal> wire) {
        List<Seal> seals = new ArrayList<>(wire.size());
        for (portolan.schemas.avro.Seal seal : wire) {
            String number = FieldFaults.text(seal.getNumber());
            if (number != null) {
                seals.add(new Seal(number, FieldFaults.text(seal.getParty()), FieldFaults.text(seal.getStatus())));
            }
        }
        return seals;
    }
}
