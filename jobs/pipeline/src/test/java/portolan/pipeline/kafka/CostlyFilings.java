// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import portolan.schemas.avro.AdditionalInfo;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.TransportMode;

/** Filings that a topic takes and that ask as much of the engine as one record can: each has far too much of one thing. */
public final class CostlyFilings {
    /** A million characters of ASCII are half of what the topic takes. */
    private static final int LONG = 1_000_000;

    private static final PartyRole[] PARTY_ROLES = PartyRole.values();

    private final int share;

    private CostlyFilings(int share) {
        this.share = share;
    }

    /**
     * By what they have too much of; made when they are asked for.
     *
     * @param share one for all that a topic takes, sixteen for a sixteenth of it
     */
    public static Map<String, Supplier<Filing>> all(int share) {
        return new CostlyFilings(share).all();
    }

    private Map<String, Supplier<Filing>> all() {
        Map<String, Supplier<Filing>> filings = new LinkedHashMap<>();
        put(filings, "items of as many codes", f -> f.setGoodsItems(each(20_000, CostlyFilings::item)));
        put(
                filings,
                "items of one code",
                f -> f.setGoodsItems(each(20_000, n -> {
                    Item item = item(n);
                    item.setHs("080390");
                    item.setGrossMassKg(WireFixtures.decimal("1"));
                    return item;
                })));
        put(filings, "bare items", f -> f.setGoodsItems(each(60_000, CostlyFilings::bareItem)));
        put(
                filings,
                "vehicles",
                f -> f.setGoodsItems(each(18_000, n -> {
                    Item item = item(n);
                    item.setHs("870323");
                    item.setDescription("CAR VIN JTDKB20U" + (793_000_000 + n));
                    return item;
                })));
        put(filings, "containers", f -> f.setEquipment(each(20_000, n -> box(n, List.of(seal(n))))));
        put(filings, "bare containers", f -> f.setEquipment(each(60_000, n -> bareBox(Integer.toString(n)))));
        put(filings, "seals on one container", f -> f.setEquipment(List.of(box(1, each(80_000, CostlyFilings::seal)))));
        put(
                filings,
                "seals on many containers",
                f -> f.setEquipment(each(7_500, n -> box(n, each(8, m -> seal(8 * n + m))))));
        put(filings, "items and containers", f -> {
            f.setGoodsItems(each(8_000, n -> {
                Item item = item(n);
                item.setContainerRefs(List.of(new ContainerRef(boxId(n), 1L, WireFixtures.decimal("10"))));
                return item;
            }));
            f.setEquipment(each(8_000, n -> box(n, List.of(seal(n)))));
        });
        put(filings, "one item in every container", f -> {
            Item item = WireFixtures.item();
            item.setContainerRefs(each(40_000, n -> new ContainerRef(boxId(n), 1L, null)));
            f.setGoodsItems(List.of(item));
            f.setEquipment(each(20_000, n -> bareBox(boxId(n))));
        });
        put(filings, "parties", f -> f.setParties(each(7_000, CostlyFilings::party)));
        put(filings, "bare parties", f -> f.setParties(each(100_000, n -> bareParty())));
        put(
                filings,
                "numbers of a party",
                f -> f.getParties()
                        .get(0)
                        .setIds(each(75_000, n -> new PartyId(IdScheme.VAT, "NL" + (100_000_000 + n)))));
        put(
                filings,
                "contacts of a party",
                f -> f.getParties()
                        .get(0)
                        .setContacts(each(
                                46_000,
                                n -> new Contact(
                                        n % 2 == 0 ? "EM" : "TE",
                                        n % 2 == 0 ? "a" + n + "@b" + n + ".com" : "+31 20 " + (1_000_000 + n)))));
        put(filings, "legs", f -> f.setRouting(each(45_000, CostlyFilings::leg)));
        put(filings, "countries of routing", f -> f.setCountriesOfRouting(each(340_000, n -> "C" + n % 10)));
        put(filings, "dangerous goods", f -> f.getGoodsItems().get(0).setUndg(each(200_000, n -> "1845")));
        put(
                filings,
                "packages",
                f -> f.getGoodsItems()
                        .get(0)
                        .setPackages(each(50_000, n -> new Packages((long) n, "CT", "MARK " + n))));
        put(
                filings,
                "documents",
                f -> f.setDocuments(each(
                        30_000,
                        n -> SupportingDocument.newBuilder()
                                .setType("380")
                                .setRef("INV-" + n)
                                .setConsignor("FIRM " + n)
                                .build())));
        put(filings, "remarks", f -> f.setAdditionalInfo(each(68_000, n -> new AdditionalInfo("X", "said " + n))));
        put(filings, "attributes", f -> {
            Map<String, String> attributes = new HashMap<>();
            each(38_000, n -> attributes.put("attribute " + n, "said " + n));
            f.setAttributes(attributes);
        });
        texts().forEach((kind, text) -> {
            put(filings, "a name of " + kind, f -> f.getParties().get(0).setRawName(text.get()));
            put(
                    filings,
                    "a description of " + kind,
                    f -> f.getGoodsItems().get(0).setDescription(text.get()));
            put(
                    filings,
                    "an address of " + kind,
                    f -> f.getParties()
                            .get(0)
                            .setAddress(new Address(null, null, null, null, null, null, null, "EC", text.get())));
            put(
                    filings,
                    "a street of " + kind,
                    f -> f.getParties()
                            .get(0)
                            .setAddress(new Address(text.get(), null, null, null, "Quito", null, null, "EC", null)));
            put(filings, "identifiers of " + kind, f -> identifiers(f, text.get()));
            put(
                    filings,
                    "long descriptions of " + kind,
                    f -> f.setGoodsItems(each(100, n -> {
                        Item item = item(n);
                        item.setDescription(text.get()
                                .substring(1_000 * n, 1_000 * n + text.get().length() / 120));
                        return item;
                    })));
        });
        return filings;
    }

    /** What names things is short in earnest; here each has a twelfth of what fits. */
    private static void identifiers(Filing filing, String text) {
        String part = text.substring(0, text.length() / 12);
        filing.setFilerId(part);
        filing.setSupersedesFilingId(part);
        filing.setOffice(part);
        filing.setMasterDocument(new MasterDocument(part, part));
        filing.setConveyance(new Conveyance(ConveyanceIdType.IMO, part, part, part, part, part));
        filing.setEquipment(List.of(box(1, List.of(new Seal(part, null, null)))));
        filing.getEquipment().get(0).setId(part);
    }

    private Map<String, Supplier<String>> texts() {
        Map<String, Supplier<String>> texts = new LinkedHashMap<>();
        int length = LONG / share;
        texts.put("one word", () -> "x".repeat(length));
        texts.put("letters", () -> repeated("BANANAS", length));
        texts.put("one letter a word", () -> repeated("a ", length));
        texts.put("a word again and again", () -> repeated("limited trading company ", length));
        texts.put("different words", () -> numbered("word", length));
        texts.put("digits", () -> "0123456789".repeat(length / 10));
        texts.put("combining marks", () -> "a" + "\u0301\u0323".repeat(length / 4));
        texts.put("letters with marks", () -> "e\u0301o\u0308".repeat(length / 6));
        texts.put("Chinese", () -> "\u5e83\u5dde\u8cbf\u6613".repeat(length / 12));
        texts.put("Hangul", () -> "\ud55c\uad6d \ubb34\uc5ed ".repeat(length / 16));
        texts.put("Arabic", () -> "\u0642\u0637\u0646 \u0623\u0628\u064A\u0636 ".repeat(length / 16));
        texts.put("ligatures", () -> "\uFDFA".repeat(length / 3));
        texts.put("emoji", () -> "\uD83D\uDEA2".repeat(length / 4));
        texts.put("punctuation", () -> ".,-/&'".repeat(length / 6));
        texts.put("mail signs", () -> "@.".repeat(length / 2));
        texts.put("blanks between", () -> "A" + " ".repeat(length) + "B");
        texts.put("legal forms", () -> "co ltd gmbh & co kg s.a. ".repeat(length / 25));
        texts.put("phone numbers", () -> "tel +31 20 1234567 ".repeat(length / 19));
        return texts;
    }

    private static String repeated(String text, int length) {
        return text.repeat(length / text.length());
    }

    private static String numbered(String word, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int n = 0; text.length() < length; n++) {
            text.append(word).append(n).append(' ');
        }
        return text.toString();
    }

    private static void put(Map<String, Supplier<Filing>> filings, String name, Consumer<Filing> change) {
        filings.put(name, () -> {
            Filing filing = WireFixtures.filing();
            filing.setTransportMode(TransportMode.SEA);
            filing.setGoodsItems(new ArrayList<>(List.of(WireFixtures.item())));
            filing.getParties().get(0).setIsToOrder(false);
            change.accept(filing);
            return filing;
        });
    }

    private <T> List<T> each(int most, IntFunction<T> one) {
        int count = Math.max(1, most / share);
        List<T> all = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            all.add(one.apply(n));
        }
        return all;
    }

    private static Item item(int n) {
        Item item = bareItem(n);
        item.setDescription("goods of kind " + n);
        item.setHs(Integer.toString(100_000 + 7 * n));
        item.setCountryOfOrigin("EC");
        item.setGrossMassKg(WireFixtures.decimal(Integer.toString(1 + n % 100)));
        return item;
    }

    private static Item bareItem(int n) {
        return Item.newBuilder().setSeq(n).build();
    }

    private static String boxId(int n) {
        return String.format("MSKU%07d", n);
    }

    private static Equipment box(int n, List<Seal> seals) {
        Equipment box = bareBox(boxId(n));
        box.setSizeType("22G1");
        box.setSeals(seals);
        box.setTareKg(WireFixtures.decimal("2200"));
        box.setVgmKg(WireFixtures.decimal("20000"));
        return box;
    }

    private static Equipment bareBox(String id) {
        return Equipment.newBuilder().setId(id).build();
    }

    private static Seal seal(int n) {
        return new Seal("SEAL" + n, null, null);
    }

    private static Party party(int n) {
        return new Party(
                PARTY_ROLES[n % PARTY_ROLES.length],
                "Trading house number " + n + " Ltd",
                List.of(new PartyId(IdScheme.EORI, "NL" + (100_000_000 + n))),
                PersonType.LEGAL,
                new Address("Street " + n, null, null, null, "Rotterdam", null, "3011 AB", "NL", null),
                List.of(new Contact("EM", "office@house" + n + ".com"), new Contact("TE", "+31 10 " + (1_000_000 + n))),
                false,
                null,
                null);
    }

    private static Party bareParty() {
        return new Party(PartyRole.NOTIFY, null, List.of(), PersonType.UNKNOWN, null, List.of(), false, null, null);
    }

    private static Leg leg(int n) {
        return new Leg(n, LegFunction.TRANSSHIP, "NLRTM", null, null, WireFixtures.FILED, null, null, null);
    }
}
