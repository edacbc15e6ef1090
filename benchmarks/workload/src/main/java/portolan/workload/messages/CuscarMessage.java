// SPDX-License-Identifier: Apache-2.0
package portolan.workload.messages;

import static portolan.workload.messages.Segments.blank;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportMode;

/**
 * A CUSCAR of directory D.16A: the bills of one voyage that one sender files at once. Decimal comma by UNA, signs
 * released, ISO 8859-1 as far as it goes.
 */
final class CuscarMessage {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ANNOUNCEMENT = "UNA:+,? '\n";

    /** Characters and components of a free text, of a name and of marks. */
    private static final int TEXT = 512;

    private static final int TEXTS = 5;
    private static final int NAME = 35;

    private static final Map<EventKind, String> FUNCTIONS = Map.of(
            EventKind.CREATE, "9",
            EventKind.REPLACE, "5",
            EventKind.PATCH, "4",
            EventKind.DELETE, "1");

    private static final Map<TransportMode, String> MODES = Map.of(
            TransportMode.SEA, "1",
            TransportMode.RAIL, "2",
            TransportMode.ROAD, "3",
            TransportMode.AIR, "4",
            TransportMode.POST, "5",
            TransportMode.INLAND, "8");

    private static final Map<NatureOfMovement, String> NATURES = Map.of(
            NatureOfMovement.EXPORT, "22",
            NatureOfMovement.IMPORT, "23",
            NatureOfMovement.TRANSIT, "24",
            NatureOfMovement.TRANSSHIPMENT, "28");

    private static final Map<PartyRole, String> ROLES = Map.of(
            PartyRole.CONSIGNOR, "CZ",
            PartyRole.CONSIGNEE, "CN",
            PartyRole.NOTIFY, "N1",
            PartyRole.BUYER, "BY",
            PartyRole.SELLER, "SE",
            PartyRole.MANUFACTURER, "MF",
            PartyRole.SHIP_TO, "ST",
            PartyRole.IMPORTER_OF_RECORD, "IM",
            PartyRole.AGENT, "FW");

    private static final Map<IdScheme, String> REGISTERS = Map.of(
            IdScheme.VAT, "VA", IdScheme.TIN, "AHP", IdScheme.EORI, "XA", IdScheme.SCAC, "XA", IdScheme.OTHER, "XA");

    private static final Map<LegFunction, String> PLACES = Map.of(
            LegFunction.RECEIPT, "88",
            LegFunction.LOAD, "9",
            LegFunction.TRANSSHIP, "13",
            LegFunction.DISCHARGE, "11",
            LegFunction.DELIVERY, "7");

    private final Segments segments = new Segments('+', '\'');

    private CuscarMessage() {}

    static byte[] of(Message message) {
        Instant sentAt = message.sentAt();
        int number = message.number();
        CuscarMessage body = new CuscarMessage();
        body.write(message.bills(), sentAt, number);
        String text = body.segments.toString();
        Filing first = message.bills().get(0);
        boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
        Segments envelope = new Segments('+', '\'');
        envelope.add(
                "UNB",
                latin ? "UNOC:3" : "UNOW:4",
                clean(message.sender()),
                clean(first.getReceivingAuthority()),
                (latin ? "" : "20") + DAY.format(sentAt) + ":" + MINUTE.format(sentAt),
                String.valueOf(number));
        Segments end = new Segments('+', '\'');
        end.add("UNZ", "1", String.valueOf(number));
        return (ANNOUNCEMENT + envelope + text + end)
                .getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private void write(List<Filing> bills, Instant sentAt, int number) {
        Filing first = bills.get(0);
        segments.add("UNH", String.valueOf(number), "CUSCAR:D:16A:UN");
        segments.add("BGM", "785", "M" + number, code(FUNCTIONS, first.getEventKind()));
        time("137", sentAt);
        segments.add("CNT", "10:" + bills.size());
        segments.add("NAD", "MS", clean(first.getFilerId()));
        segments.add("NAD", "CA", clean(first.getConveyance().getCarrierCode()));
        voyage(first);
        Set<String> boxes = new HashSet<>();
        for (Filing bill : bills) {
            bill.getEquipment().stream().filter(box -> boxes.add(box.getId())).forEach(this::box);
        }
        for (int at = 0; at < bills.size(); at++) {
            segments.add("CNI", String.valueOf(at + 1));
            bill(bills.get(at));
        }
        segments.add("UNT", String.valueOf(segments.count() + 1), String.valueOf(number));
    }

    private void bill(Filing filing) {
        document(filing);
        totals(filing.getTotals());
        if (filing.getFreight() != null) {
            FreightPayment payment = filing.getFreight().getPayment();
            if (payment == FreightPayment.PREPAID || payment == FreightPayment.COLLECT) {
                segments.add("CPI", "4", "", payment == FreightPayment.PREPAID ? "P" : "C");
            }
            if (filing.getFreight().getAmount() != null) {
                segments.add(
                        "MOA",
                        "64:" + plain(filing.getFreight().getAmount()) + ":"
                                + blank(filing.getFreight().getCurrency()));
            }
        }
        String nature = code(NATURES, filing.getNatureOfMovement());
        if (!nature.isEmpty()) {
            segments.add("GIS", nature);
        }
        place("22", filing.getOffice());
        place("41", filing.getFirstEntryOffice());
        filing.getRouting().forEach(this::leg);
        String issuer = filing.getTransportDocument().getIssuer();
        if (filing.getBillLevel() == BillLevel.HOUSE && issuer != null) {
            segments.add("NAD", "CS", clean(issuer));
        }
        filing.getParties().forEach(this::party);
        for (SupportingDocument document : filing.getDocuments()) {
            segments.add("DOC", clean(document.getType()), clean(document.getRef()));
        }
        filing.getGoodsItems().forEach(this::item);
    }

    private void voyage(Filing filing) {
        segments.add(
                "TDT",
                "20",
                clean(filing.getConveyance().getVoyage()),
                code(MODES, filing.getTransportMode()),
                "",
                clean(filing.getConveyance().getCarrierCode()) + ":172:20",
                "",
                "",
                clean(filing.getConveyance().getId()) + ":146::"
                        + clean(filing.getConveyance().getName()) + ":"
                        + blank(filing.getConveyance().getFlag()));
    }

    private void document(Filing filing) {
        if (filing.getMasterDocument() != null) {
            segments.add("RFF", "MB:" + clean(filing.getMasterDocument().getNumber()));
        }
        String qualifier =
                switch (filing.getBillLevel()) {
                    case MASTER -> "MB";
                    case STRAIGHT -> "BM";
                    case HOUSE, SUB_HOUSE -> "HWB";
                };
        segments.add(
                "RFF", qualifier + ":" + clean(filing.getTransportDocument().getNumber()));
        LocalDate issued = filing.getTransportDocument().getIssueDate();
        if (issued != null) {
            segments.add("DTM", "182:" + DateTimeFormatter.BASIC_ISO_DATE.format(issued) + ":102");
        }
        if (filing.getUcr() != null) {
            segments.add("RFF", "UCN:" + clean(filing.getUcr()));
        }
    }

    private void totals(@Nullable Totals totals) {
        if (totals == null) {
            return;
        }
        if (totals.getGrossMassKg() != null) {
            segments.add("CNT", "7:" + plain(totals.getGrossMassKg()) + ":KGM");
        }
        count("11", totals.getPackages());
        count("14", totals.getItems());
        count("16", totals.getContainers());
    }

    private void count(String kind, @Nullable Number number) {
        if (number != null) {
            segments.add("CNT", kind + ":" + number);
        }
    }

    private void leg(Leg leg) {
        segments.add(
                "LOC",
                code(PLACES, leg.getFunction()),
                blank(leg.getLocode()) + ":139:6:" + clean(leg.getName()),
                blank(leg.getCountry()));
        time("132", leg.getEta());
        time("133", leg.getEtd());
        time("178", leg.getAta());
        time("186", leg.getAtd());
    }

    private void place(String qualifier, @Nullable String code) {
        if (code != null) {
            segments.add("LOC", qualifier, code);
        }
    }

    private void party(Party party) {
        if (!ROLES.containsKey(party.getRole())) {
            return;
        }
        Address address = party.getAddress() == null ? new Address() : party.getAddress();
        segments.add(
                "NAD",
                code(ROLES, party.getRole()),
                "",
                "",
                String.join(":", cut(party.getRawName(), NAME)),
                clean(street(address)) + (address.getLine2() == null ? "" : ":" + clean(address.getLine2())),
                clean(address.getCity()),
                clean(address.getSubdivision()),
                clean(address.getPostcode()),
                blank(address.getCountry()));
        for (PartyId id : party.getIds()) {
            segments.add("RFF", code(REGISTERS, id.getScheme()) + ":" + clean(id.getValue()));
        }
        party.getContacts()
                .forEach(contact -> segments.add("COM", clean(contact.getValue()) + ":" + contact.getType()));
    }

    /** EDIFACT has no house number of its own. */
    private static @Nullable String street(Address address) {
        return address.getNumber() == null ? address.getLine1() : blank(address.getLine1()) + " " + address.getNumber();
    }

    private void item(Item item) {
        List<Packages> packages = item.getPackages();
        segments.add("GID", String.valueOf(item.getSeq()));
        for (Packages kind : packages) {
            segments.add(
                    "PAC", kind.getCount() == null ? "" : String.valueOf(kind.getCount()), "", blank(kind.getType()));
            if (kind.getMarks() != null) {
                segments.add("PCI", "28", String.join(":", cut(kind.getMarks(), NAME)));
            }
        }
        if (item.getDescription() != null) {
            List<String> lines = cut(item.getDescription(), TEXT);
            for (int from = 0; from < lines.size(); from += TEXTS) {
                List<String> some = lines.subList(from, Math.min(from + TEXTS, lines.size()));
                segments.add("FTX", "AAA", "", "", String.join(":", some));
            }
        }
        mass("AAB", "KGM", item.getGrossMassKg());
        mass("N", "KGM", item.getNetMassKg());
        mass("AAW", "MTQ", item.getVolumeM3());
        if (item.getHs() != null) {
            segments.add("CST", "", item.getHs() + ":122");
        }
        place("27", item.getCountryOfOrigin());
        if (item.getValue() != null) {
            segments.add(
                    "MOA",
                    "40:" + plain(item.getValue().getAmount()) + ":"
                            + blank(item.getValue().getCurrency()));
        }
        item.getUndg().forEach(number -> segments.add("DGS", "IMD", "", number));
        if (item.getTemperatureSetC() != null) {
            segments.add("TMP", "2", plain(item.getTemperatureSetC()) + ":CEL");
        }
        for (ContainerRef ref : item.getContainerRefs()) {
            segments.add(
                    "SGP", ref.getEquipmentId(), ref.getPackages() == null ? "" : String.valueOf(ref.getPackages()));
            mass("G", "KGM", ref.getMassKg());
        }
    }

    private void mass(String what, String unit, @Nullable BigDecimal value) {
        if (value != null) {
            segments.add("MEA", "AAE", what, unit + ":" + plain(value));
        }
    }

    private void box(Equipment box) {
        PackedStatus status = box.getPackedStatus();
        segments.add(
                "EQD",
                "CN",
                box.getId(),
                blank(box.getSizeType()) + ":102:5",
                blank(box.getSupplierType()),
                "",
                status == null ? "" : status == PackedStatus.EMPTY ? "4" : status == PackedStatus.LCL ? "7" : "5");
        mass("T", "KGM", box.getTareKg());
        mass("VGM", "KGM", box.getVgmKg());
        for (Seal seal : box.getSeals()) {
            segments.add("SEL", clean(seal.getNumber()), blank(seal.getParty()), blank(seal.getStatus()));
        }
        if (box.getSetTemperature() != null) {
            segments.add("TMP", "2", plain(box.getSetTemperature()) + ":CEL");
        }
    }

    private void time(String qualifier, @Nullable Instant time) {
        if (time != null) {
            segments.add("DTM", qualifier + ":" + SECOND.format(time) + ":204");
        }
    }

    private static <K> String code(Map<K, String> codes, K of) {
        return codes.getOrDefault(of, "");
    }

    private static String plain(BigDecimal number) {
        return Segments.number(number).replace('.', ',');
    }

    /** Signs released. */
    private static String clean(@Nullable String text) {
        return blank(text).replaceAll("[?+:']", "?$0");
    }

    /** Components of some length at most, signs released. */
    private static List<String> cut(@Nullable String whole, int length) {
        List<String> lines = new ArrayList<>();
        String rest = blank(whole);
        while (!rest.isEmpty()) {
            String line = rest.substring(0, Math.min(length, rest.length()));
            lines.add(clean(line));
            rest = rest.substring(line.length());
        }
        return lines;
    }
}
