// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.HsSource;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.LineFault;

/** Reads one bill of a 309 as a filing. */
final class X12Bill {
    /** Characters of a description that one N10 holds: longer ones go on in the next, cut wherever that is. */
    private static final int WIDTH = 45;

    private static final Pattern UN_NUMBER = Pattern.compile("(UN)?[0-9]{4}");

    private static final Map<String, PartyRole> ROLES = Map.ofEntries(
            Map.entry("SH", PartyRole.CONSIGNOR),
            Map.entry("SF", PartyRole.CONSIGNOR),
            Map.entry("CN", PartyRole.CONSIGNEE),
            Map.entry("N1", PartyRole.NOTIFY),
            Map.entry("N2", PartyRole.NOTIFY),
            Map.entry("NP", PartyRole.NOTIFY),
            Map.entry("BY", PartyRole.BUYER),
            Map.entry("SE", PartyRole.SELLER),
            Map.entry("MF", PartyRole.MANUFACTURER),
            Map.entry("ST", PartyRole.SHIP_TO),
            Map.entry("IM", PartyRole.IMPORTER_OF_RECORD),
            Map.entry("CA", PartyRole.CARRIER),
            Map.entry("FW", PartyRole.AGENT),
            Map.entry("CB", PartyRole.AGENT));

    private static final Map<String, TransportMode> MODES = Map.of(
            "O", TransportMode.SEA,
            "A", TransportMode.AIR,
            "R", TransportMode.RAIL,
            "J", TransportMode.ROAD,
            "M", TransportMode.ROAD,
            "T", TransportMode.ROAD,
            "I", TransportMode.INLAND,
            "W", TransportMode.INLAND);

    /** Element 580: the others change the bill's broker, notify party or way inland. */
    private static final Map<String, EventKind> KINDS = Map.of(
            "A", EventKind.CREATE,
            "D", EventKind.DELETE,
            "R", EventKind.PATCH,
            "B", EventKind.PATCH,
            "C", EventKind.PATCH,
            "N", EventKind.PATCH,
            "S", EventKind.PATCH);

    /** M12-01: transport and exportation passes the country; immediate exportation goes on from the port. */
    private static final Map<String, NatureOfMovement> ENTRIES = Map.of(
            "61", NatureOfMovement.IMPORT,
            "62", NatureOfMovement.TRANSIT,
            "63", NatureOfMovement.TRANSSHIPMENT);

    /** Element 256: what goes from carrier to customs about exports. */
    private static final String EXPORT_MANIFESTS = "DEFJK";

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

    private final X12Manifest.Manifest manifest;
    private final Values values;
    private final Draft draft = new Draft(SpecificData.getForClass(Filing.class), Filing.getClassSchema());
    private final List<Party> parties = new ArrayList<>();
    private final List<Equipment> boxes = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<List<String>> descriptions = new ArrayList<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<LegFunction, Leg> legs = new LinkedHashMap<>();
    private final TransportDocument document = new TransportDocument();
    private final MasterDocument master = new MasterDocument();
    private @Nullable Party party;
    private @Nullable Equipment box;
    private EventKind kind = EventKind.CREATE;
    private BillLevel level = BillLevel.STRAIGHT;
    private @Nullable NatureOfMovement nature;
    private FilerRole filer = FilerRole.CARRIER;
    private String packageKind = "";
    private @Nullable BigDecimal volume;

    X12Bill(X12Manifest.Manifest manifest) {
        this.manifest = manifest;
        this.values = manifest.values();
    }

    Draft read(List<Segment> bill) throws FaultException {
        around();
        for (Segment segment : bill) {
            read(segment);
        }
        finish();
        return draft;
    }

    private void around() throws FaultException {
        draft.set("sourceRegime", SourceRegime.X12_309);
        draft.set("sourceMessageType", "309");
        set("sourceMessageVersion", values.text(manifest.version()));
        draft.set("filingIdType", FilingIdType.CONTROL_NO);
        set("filedAt", manifest.sentAt());
        Segment ship = manifest.ship();
        Conveyance conveyance = new Conveyance();
        TransportMode mode = null;
        if (ship != null) {
            set("filerId", values.text(ship.text(1)));
            mode = values.code("transportMode", ship.text(2), MODES, byName(TransportMode.values()));
            String id = values.text(ship.text(4));
            conveyance.setId(id);
            conveyance.setIdType(id == null ? null : idType(mode));
            conveyance.setName(values.text(ship.text(5)));
            conveyance.setFlag(values.text(ship.text(3)));
            conveyance.setVoyage(values.text(ship.text(6)));
            conveyance.setCarrierCode(values.text(ship.text(1)));
            attribute("M10-07", ship.text(7));
            attribute("M10-08", ship.text(8));
            attribute("M10-09", ship.text(9));
        }
        draft.set("conveyance", conveyance);
        draft.set("transportMode", mode == null ? TransportMode.SEA : mode);
        Segment port = manifest.port();
        if (port != null) {
            set("office", values.text(port.text(1)));
            place(LegFunction.DISCHARGE, port.text(1));
            Leg discharge = legs.get(LegFunction.DISCHARGE);
            if (discharge != null) {
                discharge.setEta(time(port.text(2)));
            }
            attribute("P4-04", port.text(4));
        }
    }

    private @Nullable Instant time(String date) throws FaultException {
        return values.time(date, date.length() > 6 ? "102" : "101", "routing[DISCHARGE].eta");
    }

    private static @Nullable ConveyanceIdType idType(@Nullable TransportMode mode) {
        if (mode == null) {
            return ConveyanceIdType.IMO;
        }
        return switch (mode) {
            case SEA -> ConveyanceIdType.IMO;
            case AIR -> ConveyanceIdType.FLIGHT;
            case ROAD -> ConveyanceIdType.PLATE;
            case RAIL -> ConveyanceIdType.WAGON;
            default -> null;
        };
    }

    private void read(Segment segment) throws FaultException {
        switch (segment.tag()) {
            case "LX" -> attribute("LX-01", segment.text(1));
            case "M13" -> amendment(segment);
            case "M11" -> details(segment);
            case "M12" -> entry(segment);
            case "N9" -> reference(segment);
            case "N1" -> party(segment);
            case "N3", "N4", "PER" -> partyDetail(segment);
            case "VID" -> box(segment);
            case "M7" -> seals(segment, 1, 4);
            case "N10" -> goods(segment);
            case "H1" -> dangerous(segment);
            default -> attribute(segment.tag(), segment.toString());
        }
    }

    private void amendment(Segment segment) throws FaultException {
        String code = segment.text(3);
        EventKind known = values.code("eventKind", code, KINDS, byName(EventKind.values()));
        if (known == null) {
            throw new FaultException(
                    LineFault.Code.UNKNOWN_CODE,
                    "eventKind",
                    "unknown amendment: M13-03='" + code + "', known="
                            + KINDS.keySet().stream().sorted().toList());
        }
        kind = known;
        attribute("M13-03", code);
        attribute("M13-06", segment.text(6));
        attribute("M13-07", segment.text(7));
        String house = values.text(segment.text(8));
        numbered(segment.text(4), segment.text(9).isEmpty() ? segment.text(1) : segment.text(9));
        if (house != null) {
            under(segment.text(4), document.getIssuer());
            numbered(house, segment.text(10));
        }
        if (code.equals("R")) {
            draft.set("totals", new Totals(values.count(segment.text(5), "totals.packages"), null, null, null));
        }
    }

    private void numbered(String number, String issuer) {
        document.setNumber(number);
        document.setIssuer(values.text(issuer));
    }

    private void under(String number, @Nullable String issuer) {
        if (values.text(number) != null) {
            master.setNumber(number);
            master.setIssuer(issuer);
            level = BillLevel.HOUSE;
        }
    }

    private void details(Segment segment) throws FaultException {
        numbered(segment.text(1), segment.text(12));
        place(LegFunction.LOAD, segment.text(2));
        BigDecimal mass = values.measure(segment.text(5), segment.text(6), "totals.grossMassKg");
        draft.set("totals", new Totals(values.count(segment.text(3), "totals.packages"), mass, null, null));
        packageKind = segment.text(4);
        attribute("M11-09", segment.text(9));
        if (values.isHouse(segment.text(9))) {
            level = BillLevel.HOUSE;
        }
        String receipt = values.text(segment.text(10));
        if (receipt != null) {
            Leg leg = leg(LegFunction.RECEIPT);
            leg.setName(receipt);
        }
        under(segment.text(11), segment.text(13).isEmpty() ? document.getIssuer() : segment.text(13));
        String carrier = manifest.ship() == null ? "" : manifest.ship().text(1);
        if (!segment.text(12).isEmpty() && !segment.text(12).equals(carrier)) {
            filer = FilerRole.NVOCC;
        }
        volume = values.measure(segment.text(7), segment.text(8), "goodsItems[0].volumeM3");
    }

    private void entry(Segment segment) {
        NatureOfMovement known =
                values.code("natureOfMovement", segment.text(1), ENTRIES, byName(NatureOfMovement.values()));
        if (known != null) {
            nature = known;
        }
        attribute("M12", segment.toString());
    }

    private void reference(Segment segment) {
        if (segment.is("N9") && segment.text(1).equals("MB")) {
            under(segment.text(2), document.getIssuer());
        } else {
            attribute("N9-" + segment.text(1), segment.text(2).isEmpty() ? segment.text(3) : segment.text(2));
        }
    }

    /** Not all are parties: FS is the place where the goods end. */
    private void party(Segment segment) {
        party = null;
        String code = segment.text(1);
        if (code.equals("FS")) {
            place(LegFunction.DELIVERY, segment.text(4).isEmpty() ? segment.text(2) : segment.text(4));
            return;
        }
        PartyRole role = values.code("parties[*].role", code, ROLES, byName(PartyRole.values()));
        if (role == null) {
            attribute("N1-" + code, segment.text(2));
            return;
        }
        Party named = Party.newBuilder().setRole(role).build();
        named.setRawName(values.text(segment.free(2, 1)));
        String id = values.text(segment.text(4));
        if (id != null) {
            named.setIds(List.of(new PartyId(segment.text(3).equals("2") ? IdScheme.SCAC : IdScheme.OTHER, id)));
        }
        parties.add(named);
        party = named;
    }

    private void partyDetail(Segment segment) {
        if (party == null) {
            attribute(segment.tag(), segment.toString());
            return;
        }
        if (segment.is("PER")) {
            List<Contact> contacts = new ArrayList<>(party.getContacts());
            for (int at = 3; at < segment.elements(); at += 2) {
                String value = values.text(segment.text(at + 1));
                if (value != null) {
                    contacts.add(new Contact(segment.text(at), value));
                }
            }
            party.setContacts(contacts);
            return;
        }
        Address address = party.getAddress() == null ? new Address() : party.getAddress();
        if (segment.is("N3")) {
            address.setLine1(values.text(segment.free(1, 1)));
            address.setLine2(values.text(segment.free(2, 1)));
        } else {
            address.setCity(values.text(segment.text(1)));
            address.setSubdivision(values.text(segment.text(2)));
            address.setPostcode(values.text(segment.text(3)));
            address.setCountry(values.text(segment.text(4)));
        }
        party.setAddress(address);
    }

    private void box(Segment segment) {
        party = null;
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
            attribute(segment.tag(), segment.toString());
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
            attribute(path + ".N10-05", hs);
        }
        // Carriers compute it from the weight: it is no declared value.
        attribute(path + ".N10-06", segment.text(6));
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
            attribute("H1", segment.toString());
            return;
        }
        Item item = items.get(items.size() - 1);
        List<String> numbers = new ArrayList<>(item.getUndg());
        numbers.add(number.substring(number.length() - 4));
        item.setUndg(numbers);
    }

    private void place(LegFunction function, String code) {
        String meant = values.text(values.meaning("routing[" + function + "].locode", code));
        if (meant != null) {
            leg(function).setLocode(meant);
        }
    }

    private Leg leg(LegFunction function) {
        return legs.computeIfAbsent(function, any -> {
            Leg leg = new Leg();
            leg.setFunction(function);
            return leg;
        });
    }

    private void finish() {
        for (int at = 0; at < items.size(); at++) {
            items.get(at).setDescription(values.text(joined(descriptions.get(at))));
        }
        if (volume != null) {
            if (items.size() == 1) {
                items.get(0).setVolumeM3(volume);
            } else {
                attribute("M11-07", volume.stripTrailingZeros().toPlainString());
            }
        }
        List<Leg> route = new ArrayList<>();
        for (LegFunction function :
                List.of(LegFunction.RECEIPT, LegFunction.LOAD, LegFunction.DISCHARGE, LegFunction.DELIVERY)) {
            Leg leg = legs.get(function);
            if (leg != null) {
                leg.setSeq(route.size() + 1);
                route.add(leg);
            }
        }
        draft.set("eventKind", kind);
        draft.set("billLevel", level);
        draft.set("filerRole", filer);
        boolean whole = kind == EventKind.CREATE;
        // What only the manifest says about a bill must not overwrite what the bill itself said before.
        if (nature != null || whole) {
            draft.set("natureOfMovement", nature == null ? natureOfManifest() : nature);
        }
        draft.set("transportDocument", document);
        if (level == BillLevel.HOUSE && master.getNumber() != null) {
            draft.set("masterDocument", master);
        }
        if (whole || legs.containsKey(LegFunction.LOAD)) {
            draft.set("routing", route);
        }
        draft.set("parties", parties);
        draft.set("equipment", boxes);
        draft.set("goodsItems", items);
        draft.set("attributes", attributes);
    }

    private NatureOfMovement natureOfManifest() {
        String type = manifest.ship() == null ? "" : manifest.ship().text(9);
        return !type.isEmpty() && EXPORT_MANIFESTS.contains(type) ? NatureOfMovement.EXPORT : NatureOfMovement.IMPORT;
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

    private void set(String field, @Nullable Object value) {
        if (value != null) {
            draft.set(field, value);
        }
    }

    private void attribute(String name, String text) {
        String plain = values.text(text);
        if (plain == null) {
            return;
        }
        String free = name;
        for (int again = 2; attributes.containsKey(free); again++) {
            free = name + "#" + again;
        }
        attributes.put(free, plain);
    }

    private static <E extends Enum<E>> Map<String, E> byName(E[] all) {
        return Arrays.stream(all).collect(Collectors.toMap(Enum::name, any -> any));
    }
}
