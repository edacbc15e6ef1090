// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Drafts;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.HsSource;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.Seal;
import portolan.schemas.lines.FaultException;

/** The boxes and goods of one bill in X12, whichever segments say them. */
abstract class X12Items {
    /** What has no element of its own is in the text: the number of a Brazilian firm, addresses of parties. */
    private static final Pattern CNPJ = Pattern.compile("\\b[0-9]{2}\\.[0-9]{3}\\.[0-9]{3}/[0-9]{4}-[0-9]{2}\\b");

    private static final Pattern MAIL =
            Pattern.compile("\\b[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,4}\\b");

    private static final Pattern UN_NUMBER = Pattern.compile("(UN)?[0-9]{4}");

    private static final Map<String, String> KINDS_OF_PACKAGE = Codes.table("package", kind -> kind);

    final Values values;
    final Attributes attributes;
    private final String element;
    private final int width;
    private final List<Equipment> boxes = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<List<String>> descriptions = new ArrayList<>();
    private @Nullable Equipment box;

    /**
     * None yet.
     *
     * @param element that holds descriptions, for example {@code N10-02}
     * @param width characters of a description that one element holds: longer ones go on in the next, cut wherever that is
     */
    X12Items(Values values, Attributes attributes, String element, int width) {
        this.values = values;
        this.attributes = attributes;
        this.element = element;
        this.width = width;
    }

    List<Equipment> boxes() {
        return boxes;
    }

    /** The box that what follows is in; null where there is none, or it has no number. */
    @Nullable
    Equipment box() {
        return box == null || box.getId().isEmpty() ? null : box;
    }

    /** Begins a box; of one without a number only the seals are passed over. */
    Equipment begin(String id) {
        Equipment unit = Equipment.newBuilder().setId(id).build();
        box = unit;
        if (!id.isEmpty()) {
            boxes.add(unit);
        }
        return unit;
    }

    /** Adds the seals in some elements to the box; an attribute where there is none. */
    void seals(Segment segment, int first, int last) {
        if (box == null) {
            attributes.add(segment);
            return;
        }
        for (int at = first; at <= last; at++) {
            String number = values.text(segment.text(at));
            if (number != null) {
                box.setSeals(Drafts.plus(box.getSeals(), new Seal(number, null, null)));
            }
        }
    }

    /** Begins an item. */
    Item begin() {
        Item item = Item.newBuilder().setSeq(items.size() + 1).build();
        items.add(item);
        descriptions.add(new ArrayList<>());
        return item;
    }

    /** The last item; null where there is none yet. */
    @Nullable
    Item last() {
        return items.isEmpty() ? null : items.get(items.size() - 1);
    }

    /** Field path of the last item. */
    String path() {
        return "goodsItems[" + (items.size() - 1) + "]";
    }

    /** Goes on with the description of the last item. */
    void describe(String line) {
        descriptions.get(descriptions.size() - 1).add(line);
    }

    /** Packages of some kind, as UN recommendation 21 codes it where that is known. */
    Packages packages(@Nullable Long count, String kind, @Nullable String marks) {
        String meant = values.meaning("goodsItems[*].packages[*].type", kind);
        return new Packages(count, values.text(KINDS_OF_PACKAGE.getOrDefault(meant, meant)), marks);
    }

    void declared(Item item, String hs) {
        item.setHs(hs);
        item.setHsSource(HsSource.DECLARED);
    }

    /** H1: the number of dangerous goods; an attribute where it is none, or of no item. */
    void dangerous(Segment segment) {
        String number = segment.text(1);
        Item item = last();
        if (item == null || !UN_NUMBER.matcher(number).matches()) {
            attributes.add("H1", segment.toString());
            return;
        }
        item.setUndg(Drafts.plus(item.getUndg(), number.substring(number.length() - 4)));
    }

    /** Takes a segment about boxes and goods. */
    abstract void read(Segment segment) throws FaultException;

    /** All of them, once the last segment was read. */
    List<Item> items() throws FaultException {
        for (int at = 0; at < items.size(); at++) {
            String text = joined(descriptions.get(at), width);
            items.get(at).setDescription(values.text(text));
            mine("goodsItems[" + at + "]." + element + ".CNPJ", CNPJ.matcher(text));
            mine("goodsItems[" + at + "]." + element + ".EM", MAIL.matcher(text));
        }
        return items;
    }

    /** Not as the number or address of a party: the text does not say of which. */
    private void mine(String name, Matcher found) {
        while (found.find()) {
            attributes.add(name, found.group());
        }
    }

    /**
     * A description as it was before it was cut. A line of full length was cut within a word; a shorter one lost the
     * blank at one of its ends, before it where a sign or another kind of character begins, else behind it.
     *
     * @param width characters of a full line
     */
    static String joined(List<String> lines, int width) {
        StringBuilder text = new StringBuilder();
        boolean owed = false;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (line.isEmpty()) {
                continue;
            }
            boolean isShort = line.length() < width && at < lines.size() - 1;
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
