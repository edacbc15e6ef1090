// SPDX-License-Identifier: Apache-2.0
package portolan.training.papers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.TransportMode;
import portolan.training.papers.PaperSet.Contradiction;
import portolan.training.papers.PaperSet.Field;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.papers.PaperSet.Paper;

/**
 * Writes the papers of a filing. Names of fields are short: {@code shipper}, {@code grossKg}; the texts of labels are
 * in the training's catalogue under {@code field.NAME}, those of papers under {@code paper.KIND}.
 */
public final class Papers {
    private Papers() {}

    /**
     * The papers of a filing, with what some of them say otherwise.
     *
     * @param incoterm by which the goods were sold
     */
    public static PaperSet of(Filing filing, String incoterm, List<Twist> twists) {
        Map<Kind, Map<String, String>> papers = new EnumMap<>(Kind.class);
        papers.put(carriage(filing), carriageFields(filing));
        if (filing.getBillLevel() != BillLevel.MASTER) {
            papers.put(Kind.INVOICE, invoice(filing, incoterm));
            papers.put(Kind.PACKING_LIST, packingList(filing));
            papers.put(Kind.CERTIFICATE_OF_ORIGIN, certificate(filing));
        }
        List<Contradiction> contradictions = new ArrayList<>();
        for (Twist twist : twists) {
            Map<String, String> paper = papers.get(twist.kind());
            Kind other = otherWith(papers, twist);
            if (paper == null || twist.instead().equals(paper.replace(twist.field(), twist.instead()))) {
                continue;
            }
            if (other != null && paper.containsKey(twist.field())) {
                contradictions.add(new Contradiction(twist.field(), other, twist.kind(), twist.honest()));
            }
        }
        List<Paper> written = new ArrayList<>();
        papers.forEach((kind, fields) -> written.add(new Paper(
                kind,
                fields.getOrDefault("number", ""),
                fields.entrySet().stream()
                        .map(field -> new Field(field.getKey(), field.getValue()))
                        .toList())));
        return new PaperSet(written, contradictions);
    }

    /** Another paper that has the field; that of the carriage first. */
    private static @Nullable Kind otherWith(Map<Kind, Map<String, String>> papers, Twist twist) {
        for (Map.Entry<Kind, Map<String, String>> paper : papers.entrySet()) {
            if (paper.getKey() != twist.kind() && paper.getValue().containsKey(twist.field())) {
                return paper.getKey();
            }
        }
        // By whom freight is paid, the paper of the carriage says in other words.
        return twist.field().equals("incoterm") ? papers.keySet().iterator().next() : null;
    }

    /** The paper that the carrier issues. */
    public static Kind carriage(Filing filing) {
        return filing.getTransportMode() == TransportMode.AIR
                ? Kind.AIR_WAYBILL
                : filing.getTransportMode() == TransportMode.ROAD ? Kind.ROAD_CONSIGNMENT_NOTE : Kind.BILL_OF_LADING;
    }

    private static Map<String, String> carriageFields(Filing filing) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("number", filing.getTransportDocument().getNumber());
        if (filing.getMasterDocument() != null) {
            fields.put("master", filing.getMasterDocument().getNumber());
        }
        fields.put("shipper", party(filing, PartyRole.CONSIGNOR));
        fields.put("consignee", party(filing, PartyRole.CONSIGNEE));
        String notify = party(filing, PartyRole.NOTIFY);
        if (!notify.isEmpty()) {
            fields.put("notify", notify);
        }
        String means = filing.getConveyance().getId();
        fields.put(
                filing.getTransportMode() == TransportMode.ROAD
                        ? "plate"
                        : filing.getTransportMode() == TransportMode.AIR ? "flight" : "vessel",
                filing.getTransportMode() == TransportMode.SEA
                        ? filing.getConveyance().getName()
                                + ' '
                                + filing.getConveyance().getVoyage()
                        : String.valueOf(means));
        fields.put("load", place(filing, LegFunction.LOAD));
        fields.put("discharge", place(filing, LegFunction.DISCHARGE));
        addUnit(fields, filing);
        fields.put("goods", goods(filing));
        fields.put("packages", count(packages(filing)));
        fields.put("grossKg", kilograms(grams(filing)));
        Item item = filing.getGoodsItems().get(0);
        if (item.getValue() != null) {
            fields.put(
                    "value", money(cents(item), String.valueOf(item.getValue().getCurrency())));
        }
        fields.put("freight", "FREIGHT " + filing.getFreight().getPayment().name());
        fields.put("issued", departure(filing).toString());
        return fields;
    }

    private static Map<String, String> invoice(Filing filing, String incoterm) {
        Map<String, String> fields = new LinkedHashMap<>();
        Item item = filing.getGoodsItems().get(0);
        fields.put("number", filing.getDocuments().get(0).getRef());
        fields.put("shipper", party(filing, PartyRole.CONSIGNOR));
        fields.put("consignee", party(filing, PartyRole.CONSIGNEE));
        fields.put("goods", goods(filing));
        fields.put("hs", String.valueOf(item.getHs()));
        fields.put("packages", count(packages(filing)));
        fields.put("netKg", kilograms(netGrams(filing)));
        if (item.getValue() != null) {
            long cents = cents(item);
            String currency = String.valueOf(item.getValue().getCurrency());
            fields.put("unitPrice", unitPrice(cents, grams(filing)) + (currency.equals("EUR") ? "" : ' ' + currency));
            fields.put("value", money(cents, currency));
        }
        fields.put("incoterm", incoterm);
        fields.put("origin", String.valueOf(item.getCountryOfOrigin()));
        fields.put("issued", departure(filing).minusDays(3 + draw(filing, 9)).toString());
        return fields;
    }

    private static Map<String, String> packingList(Filing filing) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("number", "PL" + filing.getDocuments().get(0).getRef().substring(3));
        fields.put("shipper", party(filing, PartyRole.CONSIGNOR));
        fields.put("consignee", party(filing, PartyRole.CONSIGNEE));
        fields.put("goods", goods(filing));
        fields.put("packages", count(packages(filing)));
        fields.put("grossKg", kilograms(grams(filing)));
        fields.put("netKg", kilograms(netGrams(filing)));
        if (filing.getTransportMode() == TransportMode.ROAD) {
            fields.put("plate", String.valueOf(filing.getConveyance().getId()));
        }
        addUnit(fields, filing);
        fields.put("issued", departure(filing).minusDays(1 + draw(filing, 2)).toString());
        return fields;
    }

    private static Map<String, String> certificate(Filing filing) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("number", "CO" + (100_000 + draw(filing, 800_000)));
        fields.put("shipper", party(filing, PartyRole.CONSIGNOR));
        fields.put("consignee", party(filing, PartyRole.CONSIGNEE));
        fields.put("goods", goods(filing));
        fields.put("origin", String.valueOf(filing.getGoodsItems().get(0).getCountryOfOrigin()));
        fields.put("grossKg", kilograms(grams(filing)));
        fields.put("issued", departure(filing).minusDays(draw(filing, 3)).toString());
        return fields;
    }

    private static void addUnit(Map<String, String> fields, Filing filing) {
        if (filing.getEquipment().isEmpty()) {
            return;
        }
        Equipment unit = filing.getEquipment().get(0);
        fields.put(filing.getTransportMode() == TransportMode.SEA ? "container" : "trailer", unit.getId());
        if (!unit.getSeals().isEmpty()) {
            fields.put("seal", unit.getSeals().get(0).getNumber());
        }
    }

    private static String party(Filing filing, PartyRole role) {
        for (Party party : filing.getParties()) {
            if (party.getRole() == role) {
                return party.getRawName() + ", " + party.getAddress().getCity() + " ("
                        + party.getAddress().getCountry() + ")";
            }
        }
        return "";
    }

    private static String place(Filing filing, LegFunction function) {
        for (Leg leg : filing.getRouting()) {
            if (leg.getFunction() == function) {
                return leg.getName() == null ? String.valueOf(leg.getLocode()) : leg.getName();
            }
        }
        return "";
    }

    private static LocalDate departure(Filing filing) {
        return filing.getTransportDocument().getIssueDate();
    }

    private static String goods(Filing filing) {
        return String.valueOf(filing.getGoodsItems().get(0).getDescription());
    }

    private static long cents(Item item) {
        return item.getValue().getAmount().unscaledValue().longValue();
    }

    private static long packages(Filing filing) {
        return filing.getTotals().getPackages();
    }

    private static long grams(Filing filing) {
        return grams(filing.getTotals().getGrossMassKg());
    }

    private static long netGrams(Filing filing) {
        return grams(filing.getGoodsItems().get(0).getNetMassKg());
    }

    private static long grams(BigDecimal kilograms) {
        return kilograms.movePointRight(3).longValue();
    }

    /** A number below the bound that belongs to the filing. */
    private static int draw(Filing filing, int bound) {
        CRC32 hash = new CRC32();
        hash.update(filing.getConsignmentKey().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return (int) (hash.getValue() % bound);
    }

    /** "21,200 kg"; tenths where it is less than a hundred. */
    public static String kilograms(long grams) {
        return grams >= 100_000
                ? String.format(Locale.ROOT, "%,d kg", Math.round(grams / 1_000.0))
                : String.format(Locale.ROOT, "%.1f kg", grams / 1_000.0);
    }

    public static String count(long packages) {
        return String.format(Locale.ROOT, "%,d", packages);
    }

    public static String money(long cents, String currency) {
        return String.format(Locale.ROOT, "%,d.%02d %s", cents / 100, cents % 100, currency);
    }

    /** Of a kilogram. */
    public static String unitPrice(long cents, long grams) {
        return String.format(Locale.ROOT, "%.2f / kg", cents * 10.0 / grams);
    }
}
