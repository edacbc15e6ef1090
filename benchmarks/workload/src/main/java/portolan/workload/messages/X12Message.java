// SPDX-License-Identifier: Apache-2.0
package portolan.workload.messages;

import static portolan.workload.messages.Segments.blank;
import static portolan.workload.messages.Segments.number;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportDocument;

/**
 * A 309 of version 004010: the bills of one voyage for one port. X12 releases no signs, so those that separate are
 * chosen among the ones that no text has.
 */
final class X12Message {
    /** Between elements, components and segments until the text is whole. */
    private static final char ELEMENT = '\u001D';

    private static final char SEGMENT = '\u001C';

    private static final int DESCRIPTION = 45;
    private static final int SEALS_OF_BOX = 2;
    private static final int SEALS_OF_SEGMENT = 4;
    private static final int SHIPPER_CODE = 4;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SHORT_DAY =
            DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Map<PartyRole, String> ROLES = Map.of(
            PartyRole.CONSIGNOR, "SH",
            PartyRole.CONSIGNEE, "CN",
            PartyRole.NOTIFY, "N1",
            PartyRole.BUYER, "BY",
            PartyRole.SELLER, "SE",
            PartyRole.MANUFACTURER, "MF",
            PartyRole.SHIP_TO, "ST",
            PartyRole.IMPORTER_OF_RECORD, "IM",
            PartyRole.AGENT, "FW");

    private static final Map<NatureOfMovement, String> ENTRIES =
            Map.of(NatureOfMovement.IMPORT, "61", NatureOfMovement.TRANSIT, "62", NatureOfMovement.TRANSSHIPMENT, "63");

    /** Element 103 for what UN recommendation 21 calls so. */
    private static final Map<String, String> KINDS_OF_PACKAGE = Map.of(
            "PK", "PKG",
            "CT", "CTN",
            "BG", "BAG",
            "BX", "BOX",
            "CS", "CAS",
            "DR", "DRM",
            "PX", "PLT",
            "RO", "ROL",
            "BA", "BBL",
            "PP", "PCS");

    private final Segments segments = new Segments(ELEMENT, SEGMENT);

    private X12Message() {}

    static byte[] of(Message message) {
        X12Message manifest = new X12Message();
        manifest.write(message.bills(), message.sentAt(), message.number());
        String text = manifest.segments.toString();
        char element = unused(text, "*|^");
        char terminator = unused(text, "~!");
        String component = String.valueOf(unused(text, ">\\"));
        return text.replace(SEGMENT, terminator)
                .replace(ELEMENT, element)
                .replace("\u001F", component)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static char unused(String text, String signs) {
        for (int at = 0; at < signs.length(); at++) {
            if (text.indexOf(signs.charAt(at)) < 0) {
                return signs.charAt(at);
            }
        }
        throw new IllegalArgumentException("no sign is free to separate with: signs=" + signs);
    }

    private void write(List<Filing> bills, Instant sentAt, int number) {
        Filing first = bills.get(0);
        String sender = blank(first.getConveyance().getCarrierCode());
        String control = String.format(Locale.ROOT, "%09d", number);
        segments.add(
                "ISA",
                "00",
                " ".repeat(10),
                "00",
                " ".repeat(10),
                "ZZ",
                String.format(Locale.ROOT, "%-15.15s", sender),
                "ZZ",
                String.format(Locale.ROOT, "%-15.15s", first.getReceivingAuthority()),
                SHORT_DAY.format(sentAt),
                TIME.format(sentAt).substring(0, 4),
                "U",
                "00401",
                control,
                "0",
                "P",
                "\u001F");
        String group = String.valueOf(number);
        segments.add(
                "GS",
                "SO",
                sender,
                first.getReceivingAuthority(),
                DAY.format(sentAt),
                TIME.format(sentAt),
                group,
                "X",
                "004010");
        int before = segments.count();
        segments.add("ST", "309", "0001");
        ship(first, bills.size());
        Leg discharge = leg(first, LegFunction.DISCHARGE);
        if (discharge != null) {
            segments.add(
                    "P4",
                    blank(discharge.getLocode()),
                    discharge.getEta() == null ? "" : SHORT_DAY.format(discharge.getEta()));
        }
        for (int at = 0; at < bills.size(); at++) {
            segments.add("LX", String.valueOf(at + 1));
            bill(bills.get(at));
        }
        segments.add("SE", String.valueOf(segments.count() - before + 1), "0001");
        segments.add("GE", "1", group);
        segments.add("IEA", "1", control);
    }

    private void ship(Filing first, int bills) {
        segments.add(
                "M10",
                blank(first.getConveyance().getCarrierCode()),
                "O",
                blank(first.getConveyance().getFlag()),
                blank(first.getConveyance().getId()),
                blank(first.getConveyance().getName()),
                blank(first.getConveyance().getVoyage()),
                "",
                String.valueOf(bills),
                first.getNatureOfMovement() == NatureOfMovement.EXPORT ? "E" : "");
    }

    private void bill(Filing filing) {
        TransportDocument document = filing.getTransportDocument();
        MasterDocument master = filing.getMasterDocument();
        String issuer = blank(document.getIssuer());
        if (filing.getEventKind() == EventKind.DELETE) {
            boolean house = master != null;
            segments.add(
                    "M13",
                    blank(filing.getConveyance().getCarrierCode()),
                    blank(filing.getOffice()),
                    "D",
                    house ? master.getNumber() : document.getNumber(),
                    "",
                    "",
                    "",
                    house ? document.getNumber() : "",
                    house ? blank(master.getIssuer()) : issuer,
                    house ? issuer : "");
            return;
        }
        Leg load = leg(filing, LegFunction.LOAD);
        Leg receipt = leg(filing, LegFunction.RECEIPT);
        Totals totals = filing.getTotals() == null ? new Totals() : filing.getTotals();
        List<Item> items = filing.getGoodsItems();
        String volume = items.size() == 1 ? number(items.get(0).getVolumeM3()) : "";
        segments.add(
                "M11",
                document.getNumber(),
                load == null ? "" : blank(load.getLocode()),
                number(totals.getPackages()),
                "",
                number(totals.getGrossMassKg()),
                totals.getGrossMassKg() == null ? "" : "K",
                volume,
                volume.isEmpty() ? "" : "X",
                "",
                receipt == null ? "" : blank(receipt.getName()),
                master == null ? "" : master.getNumber(),
                issuer,
                master == null ? "" : blank(master.getIssuer()));
        String entry = ENTRIES.get(filing.getNatureOfMovement());
        if (entry != null) {
            segments.add("M12", entry);
        }
        filing.getParties().forEach(this::party);
        Leg delivery = leg(filing, LegFunction.DELIVERY);
        if (delivery != null) {
            boolean coded = delivery.getLocode() != null;
            segments.add(
                    "N1",
                    "FS",
                    blank(coded && delivery.getName() == null ? delivery.getLocode() : delivery.getName()),
                    "",
                    blank(delivery.getLocode()));
        }
        goods(filing);
    }

    private void party(Party party) {
        String role = ROLES.get(party.getRole());
        if (role == null) {
            return;
        }
        String id = party.getIds().isEmpty() ? "" : party.getIds().get(0).getValue();
        segments.add("N1", role, blank(party.getRawName()), id.isEmpty() ? "" : "ZZ", id);
        Address address = party.getAddress();
        if (address != null) {
            String number = address.getNumber();
            String street = number == null ? blank(address.getLine1()) : blank(address.getLine1()) + " " + number;
            if (!street.isEmpty()) {
                segments.add("N3", street, blank(address.getLine2()));
            }
            segments.add(
                    "N4",
                    blank(address.getCity()),
                    blank(address.getSubdivision()),
                    blank(address.getPostcode()),
                    blank(address.getCountry()));
        }
        for (Contact contact : party.getContacts()) {
            segments.add("PER", "IC", "", contact.getType(), contact.getValue());
        }
    }

    /** Goods in several boxes stand under the first: a 309 has no way to say that they are in all of them. */
    private void goods(Filing filing) {
        List<Equipment> boxes = filing.getEquipment();
        if (boxes.isEmpty()) {
            filing.getGoodsItems().forEach(this::item);
        }
        for (int at = 0; at < boxes.size(); at++) {
            box(boxes.get(at));
            if (at == 0) {
                filing.getGoodsItems().forEach(this::item);
            }
        }
    }

    private void box(Equipment box) {
        List<Seal> seals = box.getSeals();
        String id = box.getId();
        int cut = Math.min(SHIPPER_CODE, id.length());
        segments.add(
                "VID",
                "CN",
                id.substring(0, cut),
                id.substring(cut),
                seals.isEmpty() ? "" : seals.get(0).getNumber(),
                seals.size() < SEALS_OF_BOX ? "" : seals.get(1).getNumber(),
                "",
                "",
                "",
                blank(box.getSizeType()),
                box.getPackedStatus() == null ? "" : box.getPackedStatus() == PackedStatus.EMPTY ? "E" : "L");
        for (int from = SEALS_OF_BOX; from < seals.size(); from += SEALS_OF_SEGMENT) {
            List<Seal> more = seals.subList(from, Math.min(from + SEALS_OF_SEGMENT, seals.size()));
            segments.add("M7", more.stream().map(Seal::getNumber).toArray(String[]::new));
        }
    }

    private void item(Item item) {
        Packages packages = item.getPackages().isEmpty()
                ? new Packages()
                : item.getPackages().get(0);
        List<String> lines = lines(blank(item.getDescription()));
        String kind = blank(packages.getType());
        String mass = number(item.getGrossMassKg());
        segments.add(
                "N10",
                number(packages.getCount()),
                lines.get(0),
                blank(packages.getMarks()),
                item.getHs() == null ? "" : "J",
                blank(item.getHs()),
                "",
                mass.isEmpty() ? "" : "K",
                mass,
                "",
                KINDS_OF_PACKAGE.getOrDefault(kind, kind),
                "",
                blank(item.getCountryOfOrigin()));
        for (String line : lines.subList(1, lines.size())) {
            segments.add("N10", "", line);
        }
        item.getUndg().forEach(number -> segments.add("H1", "UN" + number));
    }

    /** Cut between words, as an element has no blank at its end; within a word only where it is too long. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > DESCRIPTION) {
            int blank = rest.lastIndexOf(' ', DESCRIPTION - 1);
            int cut = blank > 0 ? blank : DESCRIPTION;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).strip();
        }
        lines.add(rest);
        return lines;
    }

    private static @Nullable Leg leg(Filing filing, LegFunction function) {
        for (Leg leg : filing.getRouting()) {
            if (leg.getFunction() == function) {
                return leg;
            }
        }
        return null;
    }
}
