// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Drafts;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.HsSource;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.ValueType;
import portolan.schemas.lines.FaultException;

/** The goods of one bill of a CUSCAR: GID, and what stands under it or, with some senders, before it. */
final class CuscarGoods {
    private static final Pattern HS = Pattern.compile("[0-9][0-9. ]{3,}");
    private static final Pattern UN_NUMBER = Pattern.compile("[0-9]{4}");

    /** UN/EDIFACT 5025: customs value, and values declared, invoiced or of an item. */
    private static final Set<String> VALUES = Set.of("38", "39", "40", "43", "44", "66", "77", "141");

    private final Values values;
    private final Attributes attributes;
    private final List<Item> items = new ArrayList<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final List<SupportingDocument> documents = new ArrayList<>();
    private final List<Segment> early = new ArrayList<>();
    private @Nullable Item item;
    private @Nullable ContainerRef ref;
    private boolean ownPackages;

    CuscarGoods(Values values, Attributes attributes) {
        this.values = values;
        this.attributes = attributes;
    }

    List<Item> items() {
        return items;
    }

    List<SupportingDocument> documents() {
        return documents;
    }

    /** Keeps what is about goods that are yet to come. */
    void early(Segment segment) {
        early.add(segment);
    }

    /** The box that the last SGP put goods into; null where none did. */
    @Nullable
    String boxOfShare() {
        return ref == null ? null : ref.getEquipmentId();
    }

    /** Takes a segment that stands under a GID; false where it has no place among goods. */
    boolean take(Segment segment) throws FaultException {
        if (segment.is("GID")) {
            begin(segment);
            return true;
        }
        Item goods = item;
        return goods != null && take(segment, goods);
    }

    /** Goods that no GID announced are one item. */
    void end() throws FaultException {
        if (items.isEmpty() && !early.isEmpty()) {
            add(1);
            replay();
        }
        for (Item any : items) {
            weighByBoxes(any);
        }
    }

    private void begin(Segment gid) throws FaultException {
        String stated = gid.text(1);
        add(stated.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(stated) : items.size() + 1);
        packages(gid.text(2), gid.text(2, 2), gid.free(2, 5));
        if (gid.elements() > 2) {
            attributes.add("GID-C213#2", String.join(":", gid.components(3)));
        }
        replay();
    }

    private Item add(int number) {
        int free = number;
        while (!numbers.add(free)) {
            free++;
        }
        Item added = Item.newBuilder().setSeq(free).build();
        items.add(added);
        item = added;
        ref = null;
        ownPackages = false;
        return added;
    }

    private void replay() throws FaultException {
        List<Segment> known = List.copyOf(early);
        early.clear();
        for (Segment segment : known) {
            if (!take(segment)) {
                attributes.add(segment);
            }
        }
    }

    private boolean take(Segment segment, Item goods) throws FaultException {
        switch (segment.tag()) {
            case "PAC" -> {
                if (!ownPackages) {
                    // What GID says is the sum of these, or one of them.
                    goods.setPackages(new ArrayList<>());
                    ownPackages = true;
                }
                packages(segment.text(1), segment.text(3), segment.free(3, 4));
            }
            case "PCI" -> Drafts.mark(goods, values.text(segment.joined(2, 1)));
            case "FTX" -> {
                if (!segment.text(1).equals("AAA")) {
                    return false;
                }
                String text = values.text(segment.freeText());
                if (text != null) {
                    goods.setDescription(goods.getDescription() == null ? text : goods.getDescription() + ' ' + text);
                }
            }
            case "CST" -> code(goods, segment.text(2).isEmpty() ? segment.text(1) : segment.text(2));
            case "PIA" -> {
                for (int element = 2; element <= segment.elements(); element++) {
                    if (segment.text(element, 2).equals("HS")) {
                        code(goods, segment.text(element));
                    } else {
                        attributes.add("PIA", String.join(":", segment.components(element)));
                    }
                }
            }
            case "RFF" -> {
                if (!segment.text(1).equals("HS") && !segment.text(1).equals("ABD")) {
                    return false;
                }
                code(goods, segment.text(1, 2));
            }
            case "MEA" -> measure(segment, goods);
            case "MOA" -> {
                return value(segment, goods);
            }
            case "LOC" -> {
                if (!segment.text(1).equals("27")) {
                    return false;
                }
                goods.setCountryOfOrigin(values.text(segment.text(2)));
            }
            case "SGP" -> {
                String id = values.text(Codes.box(segment.text(1)));
                if (id != null) {
                    ref = new ContainerRef(
                            id, values.count(segment.text(2), path(goods) + ".containerRefs[*].packages"), null);
                    goods.setContainerRefs(Drafts.plus(goods.getContainerRefs(), ref));
                }
            }
            case "DGS" -> dangerous(segment, goods);
            case "GIR" -> {
                for (int element = 2; element <= segment.elements(); element++) {
                    Drafts.mark(goods, values.text(segment.text(element)));
                }
            }
            case "TMP" ->
                goods.setTemperatureSetC(values.measure(
                        UnitList.TEMPERATURE, segment.text(2), segment.text(2, 2), path(goods) + ".temperatureSetC"));
            case "DOC" -> {
                String number = values.text(segment.text(2));
                if (number != null) {
                    documents.add(Drafts.document(values.text(segment.text(1)), number));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String path(Item goods) {
        return "goodsItems[seq=" + goods.getSeq() + "]";
    }

    private void packages(String count, String code, String words) throws FaultException {
        Item goods = item;
        Long number = values.count(count, "goodsItems[*].packages[*].count");
        String type = values.text(values.meaning("goodsItems[*].packages[*].type", code.isEmpty() ? words : code));
        if (goods != null && (number != null || type != null)) {
            goods.setPackages(Drafts.plus(goods.getPackages(), new Packages(number, type, null)));
        }
    }

    private void code(Item goods, String text) {
        String code = values.text(text);
        if (code == null) {
            return;
        }
        if (goods.getHs() == null && HS.matcher(code).matches()) {
            goods.setHs(code);
            goods.setHsSource(HsSource.DECLARED);
        } else if (!code.equals(goods.getHs())) {
            attributes.add(path(goods) + ".code", code);
        }
    }

    /** Right behind an SGP it is the share in that box. */
    private void measure(Segment mea, Item goods) throws FaultException {
        String what = Measures.what(mea);
        if (Measures.isVolume(what)) {
            goods.setVolumeM3(Measures.volume(mea, values, path(goods) + ".volumeM3"));
        } else if (Measures.isNet(what)) {
            goods.setNetMassKg(Measures.mass(mea, values, path(goods) + ".netMassKg"));
        } else if (!Measures.isGross(what) && !(goods.getGrossMassKg() == null && Measures.isSomeWeight(mea))) {
            attributes.add(path(goods) + ".MEA", mea.toString());
        } else if (ref != null) {
            ref.setMassKg(Measures.mass(mea, values, path(goods) + ".containerRefs[*].massKg"));
        } else {
            goods.setGrossMassKg(Measures.mass(mea, values, path(goods) + ".grossMassKg"));
        }
    }

    private void weighByBoxes(Item goods) {
        List<ContainerRef> refs = goods.getContainerRefs();
        if (goods.getGrossMassKg() != null || refs.isEmpty()) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (ContainerRef any : refs) {
            if (any.getMassKg() == null) {
                return;
            }
            sum = sum.add(any.getMassKg());
        }
        goods.setGrossMassKg(sum);
    }

    /** Whether a MOA says what goods are worth. */
    static boolean isValue(Segment moa) {
        return VALUES.contains(moa.text(1));
    }

    /** Takes a MOA if it says what the goods are worth. */
    boolean value(Segment moa, Item goods) throws FaultException {
        BigDecimal amount = isValue(moa) ? values.amount(moa.text(1, 2), path(goods) + ".value.amount") : null;
        if (amount == null) {
            return false;
        }
        if (goods.getValue() != null) {
            return false;
        }
        goods.setValue(new GoodsValue(amount, values.text(moa.text(1, 3)), ValueType.DECLARED));
        return true;
    }

    private void dangerous(Segment dgs, Item goods) {
        String number = dgs.text(3);
        if (UN_NUMBER.matcher(number).matches()) {
            goods.setUndg(Drafts.plus(goods.getUndg(), number));
        }
        if (!dgs.text(2).isEmpty()) {
            attributes.add(path(goods) + ".DGS", dgs.text(2));
        }
    }
}
