// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Drafts;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Item;
import portolan.schemas.lines.FaultException;

/** The boxes of one bill of a 310 and the goods in them. */
final class OceanGoods extends X12Items {
    /** Element 187: gross weights, the actual one and that of the bill. */
    private static final Set<String> GROSS = Set.of("G", "B");

    /** A list of the two parties' own has codes of any kind; of the Harmonized System are those of its lengths. */
    private static final Pattern HARMONIZED = Pattern.compile("[0-9]{4}|[0-9]{6}|[0-9]{8}|[0-9]{10}");

    private static final int DIGITS = 6;

    private final List<Line> undescribed = new ArrayList<>();
    private @Nullable Line open;
    private boolean inItem;

    OceanGoods(Values values, Attributes attributes) {
        super(values, attributes, "L5-02", 50);
    }

    /** L0 that waits for its description, in the box that it was met in. */
    private record Line(Segment l0, @Nullable Equipment box) {}

    static boolean isGross(String qualifier) {
        return GROSS.contains(qualifier);
    }

    @Override
    void read(Segment segment) throws FaultException {
        switch (segment.tag()) {
            case "N7" -> begins(segment);
            case "M7" -> seals(segment, 1, 4);
            case "L0" -> line(segment);
            case "L5" -> described(segment);
            default -> {
                opened();
                dangerous(segment);
            }
        }
    }

    /** A line without words beside others that have some is what the freight is computed from, of the same goods. */
    @Override
    List<Item> items() throws FaultException {
        lineEnds();
        boolean described = last() != null;
        for (Line line : undescribed) {
            if (described) {
                attributes.add(line.l0);
            } else {
                take(line);
            }
        }
        return super.items();
    }

    /** What follows is of another item. */
    void ends() {
        lineEnds();
        inItem = false;
    }

    private void lineEnds() {
        if (open != null) {
            undescribed.add(open);
        }
        open = null;
    }

    private void begins(Segment n7) throws FaultException {
        ends();
        String digits = n7.text(2);
        String id = n7.text(1) + digits + (digits.length() == DIGITS ? n7.text(18) : "");
        Equipment unit = begin(id);
        unit.setSizeType(values.text(n7.text(22)));
        if (n7.text(17).isEmpty()) {
            attributes.add(id + ".N7-05", n7.text(5));
        } else {
            unit.setTareKg(values.measure(UnitList.X12_WEIGHT, n7.text(5), n7.text(17), "equipment[*].tareKg"));
        }
        attributes.add(id + ".N7-03", n7.text(3));
    }

    private void line(Segment l0) {
        lineEnds();
        open = new Line(l0, box());
    }

    private Item take(Line line) throws FaultException {
        Segment l0 = line.l0;
        Item item = begin();
        String path = path();
        boolean lading = !l0.text(8).isEmpty();
        Long count = values.count(l0.text(lading ? 8 : 13), path + ".packages[0].count");
        item.setPackages(List.of(packages(count, l0.text(lading ? 9 : 14), null)));
        BigDecimal mass = isGross(l0.text(5))
                ? values.measure(UnitList.X12_WEIGHT, l0.text(4), l0.text(11), path + ".grossMassKg")
                : null;
        item.setGrossMassKg(mass);
        if (mass == null && !l0.text(4).isEmpty()) {
            attributes.add(path + ".L0-04", l0.text(4) + ' ' + l0.text(5) + ' ' + l0.text(11));
        }
        item.setVolumeM3(values.measure(UnitList.X12_VOLUME, l0.text(6), l0.text(7), path + ".volumeM3"));
        if (line.box != null) {
            item.setContainerRefs(List.of(new ContainerRef(line.box.getId(), count, mass)));
        }
        return item;
    }

    /** One line of the description; some say goods without a quantity. */
    private void described(Segment l5) throws FaultException {
        Item item = opened();
        if (item == null) {
            item = begin();
            inItem = true;
        }
        describe(l5.free(2, 1));
        String code = values.text(l5.text(3));
        if (code != null) {
            String plain = code.replaceAll("[. ]", "");
            if (item.getHs() == null && HARMONIZED.matcher(plain).matches()) {
                declared(item, code);
            } else {
                attributes.add(path() + ".L5-03", code);
            }
        }
        Drafts.mark(item, values.text(l5.free(6, 1)));
    }

    /** The item that is being described; null where none is. */
    private @Nullable Item opened() throws FaultException {
        Line line = open;
        open = null;
        if (line != null) {
            inItem = true;
            return take(line);
        }
        return inItem ? last() : null;
    }
}
