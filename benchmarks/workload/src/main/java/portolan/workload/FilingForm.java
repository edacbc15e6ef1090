// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.Deadlines;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.HsSource;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.avro.ValueType;

/** Writes one version of a consignment into the canonical record. */
final class FilingForm {
    private static final String AUTHORITY = "NL";
    private static final int MOST_VERSIONS = 32;
    private static final HexFormat HEX = HexFormat.of();

    private final long seed;
    private final String tenant;
    private final List<Artefact> artefacts;

    FilingForm(FeedSettings settings) {
        this.seed = settings.seed();
        this.artefacts = settings.artefacts().stream().sorted().toList();
        this.tenant = settings.tenant();
    }

    Filing write(BillVersion drawn, EventKind kind, int version, long receivedAt) {
        BillVersion consignment = distorted(drawn);
        Booking booking = consignment.booking;
        long serial = consignment.ticket.serial();
        int generation = consignment.ticket.generation();
        Dice dice = Dice.of(seed, Purpose.IDENTITY, serial * MOST_VERSIONS + version + generation * MOST_VERSIONS / 2);
        // Set bits as in a random UUID of version 4, variant 2.
        UUID eventId = new UUID((dice.next() & ~0xF000L) | 0x4000L, (dice.next() >>> 2) | 0x8000000000000000L);
        Forwarder filer = consignment.otherFiler != null ? consignment.otherFiler : consignment.forwarder;
        boolean byForwarder = booking.house() || consignment.otherFiler != null;
        boolean ics2 = byForwarder ? filer.ics2() : booking.carrier().number() % 4 != 0;

        Filing filing = new Filing();
        filing.setEventId(eventId);
        filing.setTenant(tenant);
        filing.setReceivingAuthority(AUTHORITY);
        filing.setSourceRegime(regime(booking, ics2));
        filing.setSourceMessageType(consignment.master && ics2 ? "IE3F12" : messageType(booking, ics2, kind));
        filing.setSourceMessageVersion(ics2 ? "2.02" : booking.air() ? "3.00" : "D16A");
        filing.setEventKind(kind);
        filing.setFilingId(filingId(consignment));
        filing.setFilingIdType(ics2 ? FilingIdType.MRN : FilingIdType.CONTROL_NO);
        filing.setFilingVersion(version);
        filing.setFilerId(byForwarder ? filer.filerId() : booking.carrier().code());
        filing.setFilerRole(byForwarder ? FilerRole.FORWARDER : FilerRole.CARRIER);
        filing.setFiledAt(Instant.ofEpochMilli(receivedAt - 1_500 - (long) (dice.exponential() * 8_000)));
        filing.setReceivedAt(Instant.ofEpochMilli(receivedAt));
        filing.setConsignmentKey(consignment.key);
        filing.setBillLevel(
                consignment.master ? BillLevel.MASTER : booking.house() ? BillLevel.HOUSE : BillLevel.STRAIGHT);
        filing.setTransportDocument(document(consignment));
        filing.setMasterDocument(booking.house() ? master(consignment) : null);
        filing.setNatureOfMovement(consignment.nature);
        filing.setTransportMode(booking.air() ? TransportMode.AIR : TransportMode.SEA);
        filing.setConveyance(conveyance(booking));
        RouteForm route = new RouteForm(consignment, receivedAt);
        filing.setRouting(route.legs());
        filing.setCountriesOfRouting(route.countries());
        filing.setFirstEntryOffice(consignment.discharge);
        filing.setOffice(consignment.office == null ? consignment.discharge : consignment.office);
        filing.setParties(consignment.parties);
        filing.setGoodsItems(items(consignment));
        filing.setEquipment(equipment(consignment));
        filing.setTotals(totals(consignment));
        filing.setFreight(freight(consignment));
        filing.setDocuments(
                serial % 5 < 2
                        ? List.of(SupportingDocument.newBuilder()
                                .setType("380")
                                .setRef("INV" + CheckDigits.digits(serial * 7_919, 8))
                                .build())
                        : List.of());
        filing.setAdditionalInfo(List.of());
        filing.setDeadlines(deadlines(consignment, receivedAt));
        filing.setAttributes(Map.of());
        filing.setRawMessageRef(new RawMessageRef("generated", 0, serial, hash(dice), null, null, null));
        return filing;
    }

    /** As its filer writes it; what was drawn stays, as the truth is reckoned from it. */
    private BillVersion distorted(BillVersion drawn) {
        if (artefacts.isEmpty() || drawn.master) {
            return drawn;
        }
        BillVersion said = drawn.copy();
        artefacts.forEach(artefact -> artefact.fallOn(said, seed));
        return said;
    }

    private static SourceRegime regime(Booking booking, boolean ics2) {
        if (ics2) {
            return SourceRegime.ICS2_ENS;
        }
        if (booking.air()) {
            return booking.house() ? SourceRegime.XFZB : SourceRegime.XFWB;
        }
        return SourceRegime.CUSCAR;
    }

    private static String messageType(Booking booking, boolean ics2, EventKind kind) {
        if (!ics2) {
            return booking.air() ? booking.house() ? "XFZB" : "XFWB" : "CUSCAR";
        }
        if (kind == EventKind.DELETE) {
            return "IE3Q04";
        }
        String form = booking.air() ? booking.house() ? "26" : "20" : booking.house() ? "14" : "10";
        return (kind == EventKind.CREATE ? "IE3F" : "IE3A") + form;
    }

    /** As a movement reference number: year, country, thirteen characters, check digit. */
    private static String filingId(BillVersion consignment) {
        String key = consignment.key;
        String year = key.substring(key.length() - 2);
        // Serials a few apart, so that what is filed anew gets a number of its own.
        long number = consignment.ticket.serial() * 7 + consignment.ticket.generation() * 3L;
        return CheckDigits.withIso6346(year + AUTHORITY + "CP" + CheckDigits.digits(number, 11));
    }

    private static TransportDocument document(BillVersion consignment) {
        Booking booking = consignment.booking;
        String type = booking.air() ? booking.house() ? "N703" : "N741" : booking.house() ? "N714" : "N705";
        if (consignment.master) {
            type = "N704";
        }
        LocalDate issued = LocalDate.ofEpochDay(Math.floorDiv(consignment.ticket.createdAt(), Times.DAY));
        return new TransportDocument(consignment.number, type, consignment.issuer, issued);
    }

    /** House bills of one forwarder on one voyage are under one master. */
    private MasterDocument master(BillVersion consignment) {
        Booking booking = consignment.booking;
        return new MasterDocument(booking.masterNumber(seed), booking.carrier().code());
    }

    private Conveyance conveyance(Booking booking) {
        Voyage voyage = booking.voyage();
        Carrier carrier = booking.carrier();
        String number = CheckDigits.digits(Long.remainderUnsigned(voyage.identity() >>> 21, 1_000), 3);
        if (booking.air()) {
            return new Conveyance(
                    ConveyanceIdType.FLIGHT, carrier.flights() + number, null, null, null, carrier.code());
        }
        Ship ship = Ship.of(seed, voyage);
        return new Conveyance(ConveyanceIdType.IMO, ship.imo(), ship.name(), ship.flag(), number + 'W', carrier.code());
    }

    private static List<Item> items(BillVersion consignment) {
        List<Item> items = new ArrayList<>(consignment.items.size());
        List<Box> boxes = consignment.boxes;
        for (BillItem from : consignment.items) {
            Item item = new Item();
            item.setSeq(items.size() + 1);
            item.setDescription(from.description());
            item.setHs(from.hs());
            item.setHsSource(from.hs() == null ? null : HsSource.DECLARED);
            item.setCountryOfOrigin(from.origin());
            item.setGrossMassKg(kilograms(from.grams()));
            item.setNetMassKg(kilograms(from.grams() / 1_000 * 955));
            Long litres = from.litres();
            item.setVolumeM3(litres == null ? null : BigDecimal.valueOf(litres * 1_000, 6));
            item.setPackages(List.of(new Packages(from.count(), from.goods().packageType(), null)));
            String undg = from.goods().undg();
            item.setUndg(undg == null ? List.of() : List.of(undg));
            Long cents = from.valueCents();
            item.setValue(
                    cents == null
                            ? null
                            : new GoodsValue(BigDecimal.valueOf(cents, 2), from.currency(), ValueType.FOB));
            Integer temperature = from.goods().temperature();
            item.setTemperatureSetC(temperature == null ? null : BigDecimal.valueOf(temperature * 1_000_000L, 6));
            List<ContainerRef> refs = new ArrayList<>(boxes.size());
            for (Box box : boxes) {
                refs.add(new ContainerRef(box.number(), null, kilograms(from.grams() / boxes.size())));
            }
            item.setContainerRefs(refs);
            items.add(item);
        }
        return items;
    }

    private static List<Equipment> equipment(BillVersion consignment) {
        List<Equipment> equipment = new ArrayList<>(consignment.boxes.size());
        for (Box box : consignment.boxes) {
            List<Seal> seals = new ArrayList<>(box.seals().size());
            for (String seal : box.seals()) {
                seals.add(new Seal(seal, seals.isEmpty() ? box.sealedBy() : "SH", "1"));
            }
            Equipment unit = new Equipment();
            unit.setId(box.number());
            unit.setIdValid(box.valid());
            unit.setSizeType(box.sizeType());
            unit.setPackedStatus(
                    box.empty() ? PackedStatus.EMPTY : box.shared() ? PackedStatus.LCL : PackedStatus.FULL);
            unit.setSupplierType("2");
            unit.setSeals(seals);
            unit.setTareKg(kilograms(box.tareKg() * 1_000L));
            unit.setVgmKg(wholeKilograms(box.vgmKg()));
            Integer temperature = box.temperature();
            unit.setSetTemperature(temperature == null ? null : BigDecimal.valueOf(temperature * 1_000_000L, 6));
            equipment.add(unit);
        }
        return equipment;
    }

    private static Totals totals(BillVersion consignment) {
        long packages = 0;
        for (BillItem item : consignment.items) {
            packages += item.packages();
        }
        return new Totals(packages, kilograms(consignment.grams()), consignment.items.size(), consignment.boxes.size());
    }

    private static Freight freight(BillVersion consignment) {
        if (consignment.ticket.serial() % 3 != 0) {
            return new Freight(consignment.payment, null, null);
        }
        long kg = consignment.grams() / 1_000 + 1;
        long dollars = consignment.booking.air() ? kg * 4 + 60 : kg / 9 + 120;
        return new Freight(consignment.payment, BigDecimal.valueOf(dollars * 100, 2), "USD");
    }

    private static Deadlines deadlines(BillVersion consignment, long receivedAt) {
        long loading = consignment.booking.loads();
        long due = receivedAt < loading ? loading : Math.max(consignment.arrives(), receivedAt);
        return new Deadlines(
                Instant.ofEpochMilli(loading), Instant.ofEpochMilli(consignment.arrives()), Instant.ofEpochMilli(due));
    }

    /** Stands for the hash of an original that was never made; a real one's length and entropy, nothing more. */
    private static String hash(Dice dice) {
        return HEX.toHexDigits(dice.next())
                + HEX.toHexDigits(dice.next())
                + HEX.toHexDigits(dice.next())
                + HEX.toHexDigits(dice.next());
    }

    private static @Nullable BigDecimal wholeKilograms(@Nullable Integer kg) {
        return kg == null ? null : kilograms(kg * 1_000L);
    }

    private static BigDecimal kilograms(long grams) {
        return BigDecimal.valueOf(grams * 1_000, 6);
    }
}
