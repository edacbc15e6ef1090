// SPDX-License-Identifier: Apache-2.0
package portolan.training;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.Deadlines;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.training.papers.PaperSet;
import portolan.training.world.Dealt;
import portolan.training.world.Order;
import portolan.training.world.Planted;

/** A world without any likeness to the real one: quick to deal, and one knows what is in it. */
public final class SmallWorld {
    public static final String TRACE = "seal_changed";
    public static final String TELL = "vgm_mismatch";
    public static final String STORY = "story.small_world";
    private static final int PAST = 40;

    private SmallWorld() {}

    /** Offences are filed by "Rogue" firms, half of whose past inspections found something; others by "Honest" ones. */
    public static Dealt deal(Order order, byte[] seed) {
        Random random = new Random(new String(seed, StandardCharsets.ISO_8859_1).hashCode());
        Instant start = order.day().atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Dealt.Event> past = new ArrayList<>();
        for (int i = 0; i < PAST; i++) {
            boolean rogue = i % 4 == 0;
            Instant at = start.minus(Duration.ofHours(2L * (PAST - i) + 2));
            Filing filing = filing("PAST" + i, 1, rogue ? "Rogue Trading Ltd" : "Honest Trading Ltd", at, null);
            past.add(new Dealt.Filed(at.toEpochMilli(), filing));
            Instant reported = at.plus(Duration.ofHours(1));
            past.add(new Dealt.Reported(reported.toEpochMilli(), outcome(filing, rogue && i % 8 == 0, reported)));
        }
        List<String> scripts = new ArrayList<>();
        order.schemes().forEach((scheme, offences) -> {
            for (int i = 0; i < offences; i++) {
                scripts.add(scheme + "|");
                for (int alike = 0; alike < order.alikes(); alike++) {
                    scripts.add(scheme + "|alike" + alike);
                }
            }
        });
        while (scripts.size() < order.bills()) {
            scripts.add("");
        }
        Collections.shuffle(scripts, random);
        List<Dealt.Bill> window = new ArrayList<>();
        long step = order.window().toMillis() / order.bills();
        for (int i = 0; i < order.bills(); i++) {
            Instant at = start.plusMillis(i * step);
            window.add(bill(order, scripts.get(i), i, at));
        }
        return new Dealt(past, window);
    }

    private static Dealt.Bill bill(Order order, String script, int number, Instant at) {
        boolean isPlanted = !script.isEmpty();
        boolean offends = isPlanted && script.endsWith("|");
        String shipper = offends ? "Rogue Trading Ltd" : "Honest Trading Ltd";
        String key = "B" + number;
        Instant due = at.plus(order.window().dividedBy(10));
        List<Filing> versions = new ArrayList<>(List.of(filing(key, 1, shipper, at, due)));
        if (isPlanted) {
            versions.add(filing(key, 2, shipper, at.plusMillis(1), due));
        }
        PaperSet papers = new PaperSet(
                List.of(
                        new PaperSet.Paper(
                                PaperSet.Kind.INVOICE, "I" + number, List.of(new PaperSet.Field("packages", "100"))),
                        new PaperSet.Paper(
                                PaperSet.Kind.PACKING_LIST,
                                "P" + number,
                                List.of(new PaperSet.Field("packages", offends ? "90" : "100")))),
                offends
                        ? List.of(new PaperSet.Contradiction(
                                "packages", PaperSet.Kind.INVOICE, PaperSet.Kind.PACKING_LIST, false))
                        : List.of());
        Planted planted = !isPlanted
                ? null
                : new Planted(
                        script.substring(0, script.indexOf('|')),
                        script.substring(script.indexOf('|') + 1),
                        "pair" + number,
                        offends ? Set.of(TRACE, TELL) : Set.of(TRACE),
                        offends ? Set.of(TELL) : Set.of(),
                        STORY,
                        offends ? OutcomeCode.SMUGGLED_GOODS : OutcomeCode.NOTHING_FOUND,
                        offends ? InspectionPlace.DOORS : null,
                        List.of("INVOICE"));
        return new Dealt.Bill(versions, order.papers() ? papers : null, planted);
    }

    /** A filing of a bill. */
    public static Filing filing(String number, int version, String shipper, Instant at, @Nullable Instant due) {
        String key = "TEST:" + number + ":2026";
        return Filing.newBuilder()
                .setEventId(UUID.nameUUIDFromBytes((key + version).getBytes(StandardCharsets.UTF_8)))
                .setTenant("training")
                .setReceivingAuthority("AL")
                .setSourceRegime(SourceRegime.AWMDS)
                .setSourceMessageType("AWMDS")
                .setSourceMessageVersion("1")
                .setEventKind(version == 1 ? EventKind.CREATE : EventKind.REPLACE)
                .setFilingId("F" + number)
                .setFilingIdType(FilingIdType.REGISTRATION)
                .setFilingVersion(version)
                .setFilerId("TEST")
                .setFilerRole(FilerRole.CARRIER)
                .setFiledAt(at)
                .setReceivedAt(at)
                .setConsignmentKey(key)
                .setBillLevel(BillLevel.STRAIGHT)
                .setTransportDocument(new TransportDocument(number, null, "TEST", LocalDate.parse("2026-01-01")))
                .setNatureOfMovement(NatureOfMovement.IMPORT)
                .setTransportMode(TransportMode.ROAD)
                .setConveyance(new Conveyance(null, null, null, null, null, null))
                .setParties(
                        List.of(party(PartyRole.CONSIGNOR, shipper, "IT"), party(PartyRole.CONSIGNEE, "Buyer", "AL")))
                .setGoodsItems(List.of(Item.newBuilder()
                        .setSeq(1)
                        .setDescription("cotton shirts for men")
                        .setHs("6105.10")
                        .setGrossMassKg(new BigDecimal("1000.000000"))
                        .setPackages(List.of(new Packages(100L, "CT", null)))
                        .build()))
                .setDeadlines(new Deadlines(null, null, due))
                .setAttributes(Map.of())
                .setRawMessageRef(new RawMessageRef("training", 0, 1L, "00", null, null, null))
                .build();
    }

    private static Party party(PartyRole role, String name, String country) {
        return new Party(
                role,
                name,
                List.of(),
                PersonType.LEGAL,
                new Address(null, null, null, null, "Bari", null, null, country, null),
                List.of(),
                false,
                null,
                null);
    }

    private static InspectionOutcome outcome(Filing filing, boolean isFind, Instant at) {
        return InspectionOutcome.newBuilder()
                .setOutcomeId("O" + filing.getConsignmentKey())
                .setTenant("training")
                .setConsignmentKey(filing.getConsignmentKey())
                .setCode(isFind ? OutcomeCode.SMUGGLED_GOODS : OutcomeCode.NOTHING_FOUND)
                .setReportedAt(at)
                .setExamined(true)
                .build();
    }
}
