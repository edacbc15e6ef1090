// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FreightPayment;
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

/** Writes filings as an interchange of CUSCAR messages, one a filing, all that such a message has a place for. */
final class CuscarWriter {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final int LINE = 70;
    private static final int NAME_LINE = 35;

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
            PartyRole.SELLER, "SE");

    private static final Map<LegFunction, String> PLACES = Map.of(
            LegFunction.RECEIPT, "88",
            LegFunction.LOAD, "9",
            LegFunction.TRANSSHIP, "13",
            LegFunction.DISCHARGE, "11",
            LegFunction.DELIVERY, "7");

    private final StringBuilder text = new StringBuilder();
    private int segments;
    private int messages;

    CuscarWriter() {
        segment("UNB", "UNOY:3", "SENDER", "RECEIVER", "260301:0915", "77");
    }

    String interchange() {
        segment("UNZ", String.valueOf(messages), "77");
        return text.toString();
    }

    void write(Filing filing) {
        messages++;
        segments = 0;
        segment("UNH", String.valueOf(messages), "CUSCAR:D:16A:UN");
        segment("BGM", "785", filing.getFilingId(), code(FUNCTIONS, filing.getEventKind()));
        time("137", filing.getFiledAt());
        segment("NAD", "MS", filing.getFilerId());
        segment("NAD", "CA", filing.getConveyance().getCarrierCode());
        voyage(filing);
        filing.getEquipment().forEach(this::box);
        segment("CNI", "1");
        document(filing);
        totals(filing.getTotals());
        if (filing.getFreight() != null) {
            FreightPayment payment = filing.getFreight().getPayment();
            if (payment == FreightPayment.PREPAID || payment == FreightPayment.COLLECT) {
                segment("CPI", "4", "", payment == FreightPayment.PREPAID ? "P" : "C");
            }
            if (filing.getFreight().getAmount() != null) {
                segment(
                        "MOA",
                        "64:" + plain(filing.getFreight().getAmount()) + ":"
                                + filing.getFreight().getCurrency());
            }
        }
        String nature = NATURES.get(filing.getNatureOfMovement());
        if (nature != null) {
            segment("GIS", nature);
        }
        place("22", filing.getOffice());
        place("41", filing.getFirstEntryOffice());
        filing.getRouting().forEach(this::leg);
        if (filing.getBillLevel() == BillLevel.HOUSE) {
            segment("NAD", "CS", filing.getTransportDocument().getIssuer());
        }
        filing.getParties().forEach(this::party);
        for (SupportingDocument document : filing.getDocuments()) {
            segment("DOC", blank(document.getType()), clean(document.getRef()));
        }
        filing.getGoodsItems().forEach(this::item);
        segment("UNT", String.valueOf(segments + 1), String.valueOf(messages));
    }

    private void voyage(Filing filing) {
        segment(
                "TDT",
                "20",
                clean(filing.getConveyance().getVoyage()),
                code(MODES, filing.getTransportMode()),
                "",
                blank(filing.getConveyance().getCarrierCode()) + ":172:20",
                "",
                "",
                clean(filing.getConveyance().getId()) + ":146::"
                        + clean(filing.getConveyance().getName()) + ":"
                        + blank(filing.getConveyance().getFlag()));
    }

    private void document(Filing filing) {
        if (filing.getMasterDocument() != null) {
            segment("RFF", "MB:" + clean(filing.getMasterDocument().getNumber()));
        }
        String qualifier =
                switch (filing.getBillLevel()) {
                    case MASTER -> "MB";
                    case STRAIGHT -> "BM";
                    case HOUSE, SUB_HOUSE -> "HWB";
                };
        segment("RFF", qualifier + ":" + clean(filing.getTransportDocument().getNumber()));
        LocalDate issued = filing.getTransportDocument().getIssueDate();
        if (issued != null) {
            segment("DTM", "182:" + DateTimeFormatter.BASIC_ISO_DATE.format(issued) + ":102");
        }
        if (filing.getUcr() != null) {
            segment("RFF", "UCN:" + clean(filing.getUcr()));
        }
    }

    private void totals(@Nullable Totals totals) {
        if (totals == null) {
            return;
        }
        if (totals.getGrossMassKg() != null) {
            segment("CNT", "7:" + plain(totals.getGrossMassKg()) + ":KGM");
        }
        count("11", totals.getPackages());
        count("14", totals.getItems());
        count("16", totals.getContainers());
    }

    private void count(String kind, @Nullable Number number) {
        if (number != null) {
            segment("CNT", kind + ":" + number);
        }
    }

    private void leg(Leg leg) {
        segment(
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
            segment("LOC", qualifier, code);
        }
    }

    private void party(Party party) {
        Address address = party.getAddress() == null ? new Address() : party.getAddress();
        segment(
                "NAD",
                code(ROLES, party.getRole()),
                "",
                "",
                cut(party.getRawName(), NAME_LINE),
                clean(street(address)) + (address.getLine2() == null ? "" : ":" + clean(address.getLine2())),
                clean(address.getCity()),
                clean(address.getSubdivision()),
                clean(address.getPostcode()),
                blank(address.getCountry()));
        for (PartyId id : party.getIds()) {
            segment("RFF", "XA:" + clean(id.getValue()));
        }
        party.getContacts().forEach(contact -> segment("COM", clean(contact.getValue()) + ":" + contact.getType()));
    }

    /** EDIFACT has no house number of its own. */
    static @Nullable String street(Address address) {
        return address.getNumber() == null ? address.getLine1() : address.getLine1() + " " + address.getNumber();
    }

    private void item(Item item) {
        List<Packages> packages = item.getPackages();
        segment("GID", String.valueOf(item.getSeq()));
        for (Packages kind : packages) {
            segment("PAC", kind.getCount() == null ? "" : String.valueOf(kind.getCount()), "", blank(kind.getType()));
            if (kind.getMarks() != null) {
                segment("PCI", "28", cut(kind.getMarks(), NAME_LINE));
            }
        }
        if (item.getDescription() != null) {
            segment("FTX", "AAA", "", "", cut(item.getDescription(), LINE));
        }
        mass("AAB", "KGM", item.getGrossMassKg());
        mass("N", "KGM", item.getNetMassKg());
        mass("AAW", "MTQ", item.getVolumeM3());
        if (item.getHs() != null) {
            segment("CST", "", item.getHs() + ":122");
        }
        place("27", item.getCountryOfOrigin());
        if (item.getValue() != null) {
            segment(
                    "MOA",
                    "40:" + plain(item.getValue().getAmount()) + ":"
                            + blank(item.getValue().getCurrency()));
        }
        item.getUndg().forEach(number -> segment("DGS", "IMD", "", number));
        if (item.getTemperatureSetC() != null) {
            segment("TMP", "2", plain(item.getTemperatureSetC()) + ":CEL");
        }
        for (ContainerRef ref : item.getContainerRefs()) {
            segment("SGP", ref.getEquipmentId(), ref.getPackages() == null ? "" : String.valueOf(ref.getPackages()));
            mass("G", "KGM", ref.getMassKg());
        }
    }

    private void mass(String what, String unit, @Nullable BigDecimal value) {
        if (value != null) {
            segment("MEA", "AAE", what, unit + ":" + plain(value));
        }
    }

    private void box(Equipment box) {
        PackedStatus status = box.getPackedStatus();
        segment(
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
            segment("SEL", clean(seal.getNumber()), blank(seal.getParty()), blank(seal.getStatus()));
        }
        if (box.getSetTemperature() != null) {
            segment("TMP", "2", plain(box.getSetTemperature()) + ":CEL");
        }
    }

    private void time(String qualifier, @Nullable Instant time) {
        if (time != null) {
            segment("DTM", qualifier + ":" + SECOND.format(time) + ":204");
        }
    }

    private static <K> String code(Map<K, String> codes, K of) {
        return Objects.requireNonNull(codes.get(of), () -> "no code for " + of);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString().replace('.', ',');
    }

    private static String blank(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Signs released. */
    private static String clean(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[?+:']", "?$0");
    }

    /** As components of some length, signs released. */
    private static String cut(@Nullable String whole, int length) {
        StringBuilder lines = new StringBuilder();
        String rest = blank(whole);
        while (!rest.isEmpty()) {
            String line = rest.substring(0, Math.min(length, rest.length()));
            lines.append(lines.length() == 0 ? "" : ":").append(clean(line));
            rest = rest.substring(line.length());
        }
        return lines.toString();
    }

    private void segment(String tag, String... elements) {
        segments++;
        text.append(tag);
        for (String element : elements) {
            text.append('+').append(element);
        }
        text.append("'\n");
    }
}
