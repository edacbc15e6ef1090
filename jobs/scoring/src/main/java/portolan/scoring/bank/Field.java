// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.contact.ContactKeys;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Packages;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.Seal;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.sketch.KeyHash;
import portolan.scoring.sketch.Place;

/**
 * A field of the consignment that a memory can be declared over: one text, or nothing where the filing does not say.
 *
 * <p>Of several boxes, seals or telephone numbers it is the first, of several goods the heaviest. Names are part of
 * every stored key, so they never change.
 */
public enum Field {
    CONSIGNOR("consignor", Sort.LASTING, s -> key(s.shipper())),
    CONSIGNEE("consignee", Sort.LASTING, s -> key(s.receiver())),
    NOTIFY("notify", Sort.LASTING, s -> key(s.bill().party(Role.NOTIFY))),
    ADDRESS("address", Sort.LASTING, s -> address(s.shipper())),
    CONSIGNEE_ADDRESS("consignee.address", Sort.LASTING, s -> address(s.receiver())),
    TELEPHONE("telephone", Sort.LASTING, s -> telephone(s.shipper())),
    CONSIGNEE_TELEPHONE("consignee.telephone", Sort.LASTING, s -> telephone(s.receiver())),
    MAIL("mail", Sort.LASTING, s -> mail(s.shipper())),
    CONSIGNEE_MAIL("consignee.mail", Sort.LASTING, s -> mail(s.receiver())),
    FILER("filer", Sort.LASTING, s -> s.bill().filer().id()),
    CARRIER("carrier", Sort.LASTING, s -> carrierOf(s.bill())),
    VEHICLE("vehicle", Sort.PASSING, s -> vehicleOf(s.bill().conveyance())),
    BOX("box", Sort.PASSING, s -> boxOf(s.bill())),
    SEAL_FORM("seal.form", Sort.PASSING, s -> formOf(sealOf(s.bill()))),
    DOCUMENTS("documents", Sort.PASSING, s -> documentsOf(s.bill())),
    HS4("hs4", Sort.GOODS, s -> s.code(4)),
    HS2("hs2", Sort.GOODS, s -> s.code(2)),
    WAY("way", Sort.GOODS, s -> wayOf(s.bill())),
    OFFICE("office", Sort.GOODS, s -> s.bill().office()),
    ORIGIN("origin", Sort.VALUE, s -> s.goods() == null ? null : s.goods().origin()),
    LOADING("loading", Sort.VALUE, s -> Place.ofLoading(s.bill())),
    DISCHARGE("discharge", Sort.VALUE, s -> Place.ofDestination(s.bill())),
    TRANSSHIPMENT("transshipment", Sort.VALUE, s -> transshipmentOf(s.bill())),
    PAYMENT("payment", Sort.VALUE, s -> paymentOf(s.bill().freight())),
    PACKAGES("packages", Sort.VALUE, s -> packagesOf(s.goods())),
    BOX_OWNER("box.owner", Sort.VALUE, s -> start(boxOf(s.bill()), 4)),
    CURRENCY("currency", Sort.VALUE, s -> currencyOf(s.goods())),
    HS6("hs6", Sort.DETAIL, s -> s.code(Said.SUBHEADING)),
    SEAL("seal", Sort.PASSING, s -> numberOf(sealOf(s.bill()))),
    WORD("word", Sort.PASSING, Said::word),
    WORD_NEXT("word.next", Sort.PASSING, Said::wordNext);

    /** What the standard bank does with a field. */
    enum Sort {
        /** Somebody, or where somebody is reached: comes again with others, so it makes pairs. */
        LASTING,
        /** A thing, a form or a word: in pairs it would be new each time. That it came before may speak either way. */
        PASSING,
        /** What goes where: makes pairs with everybody. */
        GOODS,
        /** One of a few values, whose share under somebody is his habit. */
        VALUE,
        /** Too fine to be counted alone. */
        DETAIL
    }

    private static final Field[] ALL = values();

    private final String word;
    private final Sort sort;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<Said, @Nullable String> text;

    Field(String word, Sort sort, Function<Said, @Nullable String> text) {
        this.word = word;
        this.sort = sort;
        this.text = text;
    }

    /** Its place in arrays; never stored, so the order of the constants is free to change. */
    @SuppressWarnings("EnumOrdinal") // the one place that asks
    int place() {
        return ordinal();
    }

    /** Its name in rule sets. */
    public String word() {
        return word;
    }

    Sort sort() {
        return sort;
    }

    /** The field of a name; null when there is none. */
    public static @Nullable Field named(String word) {
        for (Field field : ALL) {
            if (field.word.equals(word)) {
                return field;
            }
        }
        return null;
    }

    /** What the consignment states; null when it states nothing. */
    public @Nullable String of(Consignment consignment) {
        return text.apply(Said.of(consignment));
    }

    /** Hashes of all fields, by place; 0 where nothing is stated. */
    static long[] hashes(Said said) {
        long[] hashes = new long[ALL.length];
        for (int i = 0; i < ALL.length; i++) {
            String stated = ALL[i].text.apply(said);
            hashes[i] = stated == null || stated.isEmpty() ? 0 : KeyHash.of(stated) | 1;
        }
        return hashes;
    }

    private static @Nullable String key(@Nullable Party party) {
        PartyKey key = PartyKey.of(party);
        return key == null ? null : key.value();
    }

    private static @Nullable String address(@Nullable Party party) {
        return party == null ? null : ContactKeys.address(party.address());
    }

    private static @Nullable String telephone(@Nullable Party party) {
        return party == null ? null : ContactKeys.telephone(party);
    }

    private static @Nullable String mail(@Nullable Party party) {
        return party == null ? null : ContactKeys.mail(party);
    }

    private static @Nullable String carrierOf(Consignment consignment) {
        String code = consignment.conveyance().carrierCode();
        return code != null ? code : consignment.document().issuer();
    }

    private static @Nullable String vehicleOf(Conveyance conveyance) {
        return conveyance.id() != null ? conveyance.id() : conveyance.name();
    }

    private static @Nullable String boxOf(Consignment consignment) {
        return consignment.equipment().isEmpty()
                ? null
                : ContainerNumber.valid(consignment.equipment().get(0).id());
    }

    private static @Nullable String sealOf(Consignment consignment) {
        for (Equipment unit : consignment.equipment()) {
            for (Seal seal : unit.seals()) {
                if (!"CU".equals(seal.party())) {
                    return seal.number();
                }
            }
        }
        return null;
    }

    /** Capitals and digits of a number; null of what is none. */
    private static @Nullable String numberOf(@Nullable String text) {
        StringBuilder number = new StringBuilder(20);
        boolean digits = false;
        for (int i = 0; text != null && i < text.length() && number.length() < 20; i++) {
            char character = Character.toUpperCase(text.charAt(i));
            if (Character.isLetterOrDigit(character)) {
                number.append(character);
                digits |= Character.isDigit(character);
            }
        }
        return digits && number.length() >= 5 ? number.toString() : null;
    }

    /** How a number is written: A for a letter, 9 for a digit, other characters as they are; at most twenty. */
    private static @Nullable String formOf(@Nullable String number) {
        if (number == null) {
            return null;
        }
        StringBuilder form = new StringBuilder(20);
        for (int i = 0; i < number.length() && i < 20; i++) {
            char character = number.charAt(i);
            form.append(Character.isLetter(character) ? 'A' : Character.isDigit(character) ? '9' : character);
        }
        return form.toString();
    }

    private static @Nullable String documentsOf(Consignment consignment) {
        if (consignment.documents().isEmpty()) {
            return null;
        }
        TreeSet<String> codes = new TreeSet<>();
        for (SupportingDocument document : consignment.documents()) {
            codes.add(document.code());
        }
        return String.join("+", codes);
    }

    private static @Nullable String wayOf(Consignment consignment) {
        String from = Place.ofLoading(consignment);
        String to = Place.ofDestination(consignment);
        return from == null || to == null ? null : from + '-' + to;
    }

    private static @Nullable String transshipmentOf(Consignment consignment) {
        List<String> places = new ArrayList<>(2);
        for (Leg leg : consignment.routing()) {
            String place = leg.function() == LegFunction.TRANSSHIP ? Place.of(leg) : null;
            if (place != null) {
                places.add(place);
            }
        }
        return places.isEmpty() ? null : String.join("-", places);
    }

    private static @Nullable String paymentOf(@Nullable Freight freight) {
        return freight == null ? null : freight.payment().name();
    }

    private static @Nullable String packagesOf(@Nullable GoodsItem item) {
        List<Packages> packages = item == null ? List.of() : item.packages();
        String type = packages.isEmpty() ? null : packages.get(0).type();
        return type == null ? null : type.toUpperCase(Locale.ROOT);
    }

    private static @Nullable String currencyOf(@Nullable GoodsItem item) {
        return item == null || item.value() == null ? null : item.value().currency();
    }

    private static @Nullable String start(@Nullable String text, int length) {
        return text == null || text.length() < length ? null : text.substring(0, length);
    }
}
