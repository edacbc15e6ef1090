// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Deadlines;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * Filings of the generated feed, made into templates: new bills of one goods item in one sealed box at sea, with four
 * parties. Neighbours in the list are of one country, so that a shipper with some of them has a habit.
 */
final class Templates {
    /** Any time of this century: the real ones are written over it. */
    private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00.001Z");

    static final String TENANT = "bench";
    static final String ISSUER = "PBNC";

    private static final String MARKS = "ORDER AS PER INVOICE / CARTONS IN SERIES / HANDLE WITH CARE / KEEP DRY";

    private Templates() {}

    /**
     * @param count how many
     * @param seed of the feed that they are taken from
     * @param today the day on which their bills are issued
     */
    static List<Template> of(int count, long seed, LocalDate today) {
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        return filings(count, seed, today).stream()
                .map(filing -> template(filing, wire))
                .toList();
    }

    /** The filings that templates are made of. */
    static List<Filing> filings(int count, long seed, LocalDate today) {
        List<Filing> filings = new ArrayList<>(count);
        Feed feed = new Feed(FeedSettings.builder().seed(seed).build());
        while (filings.size() < count) {
            if (feed.next() instanceof FeedEvent.Filed filed && serves(filed.filing())) {
                filings.add(marked(filed.filing(), today));
            }
        }
        filings.sort(Comparator.comparing(Templates::origin));
        return filings;
    }

    /** The key of the consignment whose document has this number. */
    static String consignmentKey(long document, int year) {
        byte[] number = Mark.DOCUMENT.text().getBytes(StandardCharsets.US_ASCII);
        FixedWidth.digits(
                number,
                Mark.DOCUMENT.head().length(),
                number.length - Mark.DOCUMENT.head().length(),
                document);
        return ISSUER + ':' + new String(number, StandardCharsets.US_ASCII) + ':' + year;
    }

    private static boolean serves(Filing filing) {
        return filing.getEventKind() == EventKind.CREATE
                && filing.getTransportMode() == TransportMode.SEA
                && filing.getGoodsItems().size() == 1
                && filing.getEquipment().size() == 1
                && !filing.getEquipment().get(0).getSeals().isEmpty()
                && filing.getRouting().size() >= 2
                && party(filing, PartyRole.CONSIGNOR) != null
                && party(filing, PartyRole.CONSIGNEE) != null;
    }

    private static Filing marked(Filing filing, LocalDate today) {
        long shift = RECEIVED.toEpochMilli() - filing.getReceivedAt().toEpochMilli();
        filing.setEventId(UUID.fromString(Mark.EVENT.text()));
        filing.setTenant(TENANT);
        filing.setFilingId(Mark.FILING_ID.text());
        filing.setConsignmentKey(ISSUER + ':' + Mark.DOCUMENT.text() + ':' + today.getYear());
        filing.getTransportDocument().setNumber(Mark.DOCUMENT.text());
        filing.getTransportDocument().setIssuer(ISSUER);
        filing.getTransportDocument().setIssueDate(today);
        if (filing.getMasterDocument() != null) {
            filing.setMasterDocument(new MasterDocument(Mark.MASTER.text(), ISSUER));
        }
        filing.setParties(parties(filing));
        filing.getGoodsItems().get(0).getPackages().forEach(packed -> packed.setMarks(MARKS));
        box(filing);
        filing.setFiledAt(filing.getFiledAt().plusMillis(shift));
        filing.setReceivedAt(RECEIVED);
        filing.getRouting().forEach(leg -> shift(leg, shift));
        Deadlines deadlines = filing.getDeadlines();
        if (deadlines != null) {
            filing.setDeadlines(new Deadlines(
                    moved(deadlines.getLoadingEta(), shift),
                    moved(deadlines.getArrivalEta(), shift),
                    moved(deadlines.getDecisionDueBy(), shift)));
        }
        return filing;
    }

    private static void shift(Leg leg, long millis) {
        leg.setEta(moved(leg.getEta(), millis));
        leg.setEtd(moved(leg.getEtd(), millis));
        leg.setAta(moved(leg.getAta(), millis));
        leg.setAtd(moved(leg.getAtd(), millis));
    }

    private static @Nullable Instant moved(@Nullable Instant time, long millis) {
        return time == null ? null : time.plusMillis(millis);
    }

    /** Consignor, consignee, who is told of the arrival, and an agent: four as most bills name them. */
    private static List<Party> parties(Filing filing) {
        Party consignor = identified(
                party(filing, PartyRole.CONSIGNOR),
                PartyRole.CONSIGNOR,
                Mark.SHIPPER,
                Mark.SHIPPER_NAME,
                " Trading Co Ltd");
        Party consignee = identified(
                party(filing, PartyRole.CONSIGNEE),
                PartyRole.CONSIGNEE,
                Mark.CONSIGNEE,
                Mark.CONSIGNEE_NAME,
                " Imports BV");
        Party notify = identified(
                party(filing, PartyRole.CONSIGNEE),
                PartyRole.NOTIFY,
                Mark.CONSIGNEE,
                Mark.CONSIGNEE_NAME,
                " Imports BV");
        Party agent = Party.newBuilder()
                .setRole(PartyRole.AGENT)
                .setRawName("Agency of " + filing.getFilerId())
                .setPersonType(PersonType.LEGAL)
                .setIds(List.of(new PartyId(IdScheme.OTHER, filing.getFilerId())))
                .build();
        return List.of(consignor, consignee, notify, agent);
    }

    private static Party identified(@Nullable Party from, PartyRole role, Mark number, Mark name, String rest) {
        return Party.newBuilder()
                .setRole(role)
                .setRawName(name.text() + rest)
                .setPersonType(PersonType.LEGAL)
                .setAddress(from == null ? null : from.getAddress())
                .setIds(List.of(new PartyId(IdScheme.EORI, number.text())))
                .setContacts(
                        List.of(new Contact("TE", number.text()), new Contact("EM", number.text() + "@trade.example")))
                .build();
    }

    private static void box(Filing filing) {
        Equipment unit = filing.getEquipment().get(0);
        unit.setId(Mark.BOX.text());
        unit.setIdValid(true);
        unit.setSeals(List.of(new Seal(Mark.SEAL.text(), "SH", "1")));
        filing.getGoodsItems()
                .get(0)
                .setContainerRefs(List.of(new ContainerRef(
                        Mark.BOX.text(), null, filing.getGoodsItems().get(0).getGrossMassKg())));
    }

    static Template template(Filing filing, AvroWire<Filing> wire) {
        byte[] value = wire.encode(filing);
        byte[] key = Topics.CONSIGNMENTS_FILED.key(filing);
        if (key == null) {
            throw new IllegalStateException("a filing without a key: consignment=" + filing.getConsignmentKey());
        }
        return new Template(value, key, places(value, times(filing)));
    }

    /** Every time that a filing states. */
    private static Set<Instant> times(Filing filing) {
        Set<Instant> times = new LinkedHashSet<>();
        times.add(filing.getFiledAt());
        times.add(filing.getReceivedAt());
        for (Leg leg : filing.getRouting()) {
            addAll(times, leg.getEta(), leg.getEtd(), leg.getAta(), leg.getAtd());
        }
        Deadlines deadlines = filing.getDeadlines();
        if (deadlines != null) {
            addAll(times, deadlines.getLoadingEta(), deadlines.getArrivalEta(), deadlines.getDecisionDueBy());
        }
        return times;
    }

    private static void addAll(Set<Instant> times, @Nullable Instant... more) {
        for (Instant time : more) {
            if (time != null) {
                times.add(time);
            }
        }
    }

    /** Six bytes that stand for a time stand for nothing else: a test decodes what is made of every template. */
    private static List<Template.TimePlace> places(byte[] value, Set<Instant> times) {
        List<Template.TimePlace> places = new ArrayList<>();
        byte[] wanted = new byte[FixedWidth.TIME_BYTES];
        for (Instant time : times) {
            FixedWidth.time(wanted, 0, time.toEpochMilli());
            for (int at = 0; at + wanted.length <= value.length; at++) {
                if (Arrays.equals(value, at, at + wanted.length, wanted, 0, wanted.length)) {
                    places.add(new Template.TimePlace(at, time.toEpochMilli() - RECEIVED.toEpochMilli()));
                }
            }
        }
        return places;
    }

    static @Nullable Party party(Filing filing, PartyRole role) {
        for (Party party : filing.getParties()) {
            if (party.getRole() == role) {
                return party;
            }
        }
        return null;
    }

    private static String origin(Filing filing) {
        Leg from = filing.getRouting().get(0);
        return String.valueOf(from.getCountry())
                + from.getLocode()
                + filing.getGoodsItems().get(0).getHs();
    }
}
