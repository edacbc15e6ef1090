// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Drafts;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.lines.FaultException;

/** The boxes of one bill of a 309 and the goods in them. */
final class X12Goods extends X12Items {
    private String packageKind = "";
    private @Nullable BigDecimal volume;

    X12Goods(Values values, Attributes attributes) {
        super(values, attributes, "N10-02", 45);
    }

    /** Kind of the packages that say none. */
    void inPackages(String kind) {
        packageKind = kind;
    }

    /** What the whole bill says; null where it says nothing. */
    void ofVolume(@Nullable BigDecimal ofBill) {
        volume = ofBill;
    }

    @Override
    void read(Segment segment) throws FaultException {
        switch (segment.tag()) {
            case "VID" -> begins(segment);
            case "M7" -> seals(segment, 1, 4);
            case "N10" -> goods(segment);
            default -> dangerous(segment);
        }
    }

    /** All of them, once the last segment was read. */
    @Override
    List<Item> items() throws FaultException {
        List<Item> all = super.items();
        if (volume != null) {
            if (all.size() == 1) {
                all.get(0).setVolumeM3(volume);
            } else {
                attributes.add("M11-07", volume.stripTrailingZeros().toPlainString());
            }
        }
        return all;
    }

    private void begins(Segment segment) {
        Equipment unit = begin(segment.text(2) + segment.text(3));
        unit.setSizeType(values.text(segment.text(9)));
        unit.setPackedStatus(
                switch (segment.text(10)) {
                    case "L" -> PackedStatus.FULL;
                    case "E" -> PackedStatus.EMPTY;
                    default -> null;
                });
        seals(segment, 4, 5);
    }

    /** One with a quantity or a code begins an item; the others go on with its description. */
    private void goods(Segment segment) throws FaultException {
        String text = segment.free(2, 1);
        String marks = values.text(segment.free(3, 1));
        boolean begins = !segment.text(1).isEmpty()
                || !segment.text(5).isEmpty()
                || !segment.text(8).isEmpty();
        Item before = last();
        if (!begins && before != null) {
            describe(text);
            Drafts.mark(before, marks);
            return;
        }
        Item item = begin();
        describe(text);
        String path = path();
        Long count = values.count(segment.text(1), path + ".packages[0].count");
        item.setPackages(List.of(packages(count, segment.text(10).isEmpty() ? packageKind : segment.text(10), marks)));
        String hs = values.text(segment.text(5));
        if (hs != null && hs.matches("[0-9][0-9. ]{3,}")) {
            declared(item, hs);
        } else if (hs != null) {
            attributes.add(path + ".N10-05", hs);
        }
        // Carriers compute it from the weight: it is no declared value.
        attributes.add(path + ".N10-06", segment.text(6));
        BigDecimal mass = values.measure(UnitList.X12_WEIGHT, segment.text(8), segment.text(7), path + ".grossMassKg");
        item.setGrossMassKg(mass);
        item.setCountryOfOrigin(values.text(segment.text(12)));
        Equipment box = box();
        if (box != null) {
            item.setContainerRefs(List.of(new ContainerRef(box.getId(), count, mass)));
        }
    }
}
