// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.HsSource;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Seal;
import portolan.schemas.lines.FaultException;

/** The boxes of one bill of a 309 and the goods in them. */
final class X12Goods {
    /** Characters of a description that one N10 holds: longer ones go on in the next, cut wherever that is. */
    private static final int WIDTH = 45;

    /** What has no element of its own is in the text: the number of a Brazilian firm, addresses of parties. */
    private static final Pattern CNPJ = Pattern.compile("\\b[0-9]{2}\\.[0-9]{3}\\.[0-9]{3}/[0-9]{4}-[0-9]{2}\\b");

    private static final Pattern MAIL =
            Pattern.compile("\\b[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,4}\\b");

    private static final Pattern UN_NUMBER = Pattern.compile("(UN)?[0-9]{4}");

    /** UN recommendation 21 for the kinds that manifests mostly have. */
    private static final Map<String, String> KINDS_OF_PACKAGE = Map.of(
            "PKG", "PK",
            "CTN", "CT",
            "BAG", "BG",
            "BOX", "BX",
            "CAS", "CS",
            "DRM", "DR",
            "PLT", "PX",
            "ROL", "RO",
            "BBL", "BA",
            "PCS", "PP");

    private final Values values;
    private final Attributes attributes;
    private final List<Equipment> boxes = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<List<String>> descriptions = new ArrayList<>();
    private @Nullable Equipment box;
    private String packageKind = "";
    private @Nullable BigDecimal volume;

    X12Goods(Values values, Attributes attributes) {
        this.values = values;
        this.attributes = attributes;
    }

    /** Kind of the packages that say none. */
    void inPackages(String kind) {
        packageKind = kind;
    }

    /** What the whole bill says; null where it says nothing. */
    void ofVolume(@Nullable BigDecimal ofBill) {
        volume = ofBill;
    }

    void read(Segment segment) throws FaultException {
        switch (segment.tag()) {
            case "VID" -> box(segment);
            case "M7" -> seals(segment, 1, 4);
            case "N10" -> goods(segment);
            default -> dangerous(segment);
        }
    }

    List<Equipment> boxes() {
        return boxes;
    }

    /** All of them, once the last segment was read. */
    List<Item> items() {
        for (int at = 0; at < items.size(); at++) {
            String text = joined(descriptions.get(at));
            items.get(at).setDescription(values.text(text));
            mine("goodsItems[" + at + "].N10-02.CNPJ", CNPJ.matcher(text));
            mine("goodsItems[" + at + "].N10-02.EM", MAIL.matcher(text));
        }
        if (volume != null) {
            if (items.size() == 1) {
                items.get(0).setVolumeM3(volume);
            } else {
                attributes.add("M11-07", volume.stripTrailingZeros().toPlainString());
            }
        }
        return items;
    }

    /** Not as the number or address of a party: the text does not say of which. */
    private void mine(String name, Matcher found) {
        while (found.find()) {
            attributes.add(name, found.group());
        }
    }

    private void box(Segment segment) {
        String id = segment.text(2) + segment.text(3);
        Equipment unit = Equipment.newBuilder().setId(id).build();
        unit.setSizeType(values.text(segment.text(9)));
        unit.setPackedStatus(
                switch (segment.text(10)) {
                    case "L" -> PackedStatus.FULL;
                    case "E" -> PackedStatus.EMPTY;
                    default -> null;
                });
        box = unit;
        if (!id.isEmpty()) {
            boxes.add(unit);
        }
        seals(segment, 4, 5);
    }

    private void seals(Segment segment, int first, int last) {
        if (box == null) {
            attributes.add(segment);
            return;
        }
        List<Seal> seals = new ArrayList<>(box.getSeals());
        for (int at = first; at <= last; at++) {
            String number = values.text(segment.text(at));
            if (number != null) {
                seals.add(new Seal(number, null, null));
            }
        }
        box.setSeals(seals);
    }

    /** One with a quantity or a code begins an item; the others go on with its description. */
    private void goods(Segment segment) throws FaultException {
        String text = segment.free(2, 1);
        String marks = values.text(segment.free(3, 1));
        boolean begins = !segment.text(1).isEmpty()
                || !segment.text(5).isEmpty()
                || !segment.text(8).isEmpty();
        if (!begins && !items.isEmpty()) {
            descriptions.get(descriptions.size() - 1).add(text);
            Packages packages = items.get(items.size() - 1).getPackages().get(0);
            if (marks != null) {
                packages.setMarks(packages.getMarks() == null ? marks : packages.getMarks() + ' ' + marks);
            }
            return;
        }
        String path = "goodsItems[" + items.size() + "]";
        Item item = Item.newBuilder().setSeq(items.size() + 1).build();
        Long count = values.count(segment.text(1), path + ".packages[0].count");
        String unit = segment.text(10).isEmpty() ? packageKind : segment.text(10);
        String meant = values.meaning("goodsItems[*].packages[*].type", unit);
        item.setPackages(List.of(new Packages(count, values.text(KINDS_OF_PACKAGE.getOrDefault(meant, meant)), marks)));
        String hs = values.text(segment.text(5));
        if (hs != null && hs.matches("[0-9][0-9. ]{3,}")) {
            item.setHs(hs);
            item.setHsSource(HsSource.DECLARED);
        } else if (hs != null) {
            attributes.add(path + ".N10-05", hs);
        }
        // Carriers compute it from the weight: it is no declared value.
        attributes.add(path + ".N10-06", segment.text(6));
        BigDecimal mass = values.measure(segment.text(8), segment.text(7), path + ".grossMassKg");
        item.setGrossMassKg(mass);
        item.setCountryOfOrigin(values.text(segment.text(12)));
        if (box != null && !box.getId().isEmpty()) {
            item.setContainerRefs(List.of(new ContainerRef(box.getId(), count, mass)));
        }
        items.add(item);
        descriptions.add(new ArrayList<>(List.of(text)));
    }

    private void dangerous(Segment segment) {
        String number = segment.text(1);
        if (items.isEmpty() || !UN_NUMBER.matcher(number).matches()) {
            attributes.add("H1", segment.toString());
            return;
        }
        Item item = items.get(items.size() - 1);
        List<String> numbers = new ArrayList<>(item.getUndg());
        numbers.add(number.substring(number.length() - 4));
        item.setUndg(numbers);
    }

    /**
     * A description as it was before it was cut. A line of full length was cut within a word; a shorter one lost the
     * blank at one of its ends, before it where a sign or another kind of character begins, else behind it.
     */
    static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder();
        boolean owed = false;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (line.isEmpty()) {
                continue;
            }
            boolean isShort = line.length() < WIDTH && at < lines.size() - 1;
            boolean before =
                    isShort && text.length() > 0 && !owed && parts(text.charAt(text.length() - 1), line.charAt(0));
            if (owed || before) {
                text.append(' ');
            }
            text.append(line);
            owed = isShort && !before;
        }
        return text.toString();
    }

    private static boolean parts(char last, char first) {
        return !(Character.isLetter(last) && Character.isLetter(first)) && last != ' ';
    }
}
