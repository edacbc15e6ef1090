// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

/** What must hold for every event of a feed, whatever its seed. */
class FeedValidityTest {
    private static final FeedSettings SETTINGS = settings().build();

    /** Made once: nobody changes one. */
    private static List<FeedEvent> events = List.of();

    @BeforeAll
    static void make() {
        events = new Feed(SETTINGS).stream().toList();
    }

    @AfterAll
    static void forget() {
        events = List.of();
    }

    @Test
    void timeNeverFallsAndFilingsArriveAfterTheyAreFiled() {
        long last = Long.MIN_VALUE;
        for (FeedEvent event : events) {
            assertThat(event.atMillis()).isGreaterThanOrEqualTo(last);
            last = event.atMillis();
            if (event instanceof FeedEvent.Filed filed) {
                Filing filing = filed.filing();
                assertThat(filing.getFiledAt()).isBefore(filing.getReceivedAt());
                assertThat(filing.getReceivedAt().toEpochMilli()).isLessThanOrEqualTo(event.atMillis());
            } else if (event instanceof FeedEvent.Reported reported) {
                assertThat(reported.outcome().getReportedAt().toEpochMilli()).isEqualTo(event.atMillis());
            }
        }
    }

    @Test
    void everyChangeRefersToALiveConsignmentAndEveryOutcomeToAnInspectedOne() {
        Map<String, Integer> versions = new HashMap<>();
        Map<String, Filing> live = new HashMap<>();
        Set<String> deleted = new HashSet<>();
        Set<String> reported = new HashSet<>();
        Map<String, byte[]> sent = new HashMap<>();
        FeedBytes bytes = new FeedBytes();
        Set<String> filingIds = new HashSet<>();
        int refilings = 0;
        int resent = 0;
        int afterDeparture = 0;
        int consigneeChanged = 0;
        for (FeedEvent event : events) {
            String key = event.consignmentKey();
            if (event instanceof FeedEvent.Reported report) {
                assertThat(live).containsKey(key);
                assertThat(reported.add(key)).as("one outcome: %s", key).isTrue();
                assertThat(report.outcome().getReportedAt())
                        .isAfter(Objects.requireNonNull(live.get(key), key)
                                .getRouting()
                                .get(0)
                                .getEtd());
                continue;
            }
            Filing filing = ((FeedEvent.Filed) event).filing();
            byte[] encoded = bytes.of(event);
            byte[] before = sent.putIfAbsent(filing.getEventId().toString(), encoded);
            if (before != null) {
                assertThat(encoded).isEqualTo(before);
                assertThat(event.atMillis())
                        .isGreaterThan(filing.getReceivedAt().toEpochMilli());
                resent++;
                continue;
            }
            assertThat(event.atMillis()).isEqualTo(filing.getReceivedAt().toEpochMilli());
            if (filing.getEventKind() == EventKind.CREATE) {
                assertThat(filing.getFilingVersion()).isEqualTo(1);
                boolean refiled = deleted.remove(key);
                refilings += refiled ? 1 : 0;
                assertThat(live.put(key, filing)).as("one create: %s", key).isNull();
                assertThat(versions.put(key, 1) == null).isEqualTo(!refiled);
                assertThat(filingIds.add(filing.getFilingId()))
                        .as("a filing id of its own: %s", key)
                        .isTrue();
                continue;
            }
            assertThat(live).containsKey(key);
            Filing old = Objects.requireNonNull(live.get(key), key);
            assertThat(deleted).doesNotContain(key);
            assertThat(filing.getFilingVersion()).isEqualTo(versions.merge(key, 1, Integer::sum));
            assertThat(filing.getFilingId()).isEqualTo(old.getFilingId());
            if (filing.getEventKind() == EventKind.DELETE) {
                deleted.add(key);
                live.remove(key);
                continue;
            }
            assertThat(filing.getEventKind()).isEqualTo(EventKind.REPLACE);
            afterDeparture += filing.getRouting().get(0).getAtd() != null ? 1 : 0;
            consigneeChanged += consignee(filing).equals(consignee(old)) ? 0 : 1;
            live.put(key, filing);
        }
        assertThat(refilings).isGreaterThan(20);
        assertThat(resent).isBetween(60, 200);
        assertThat(deleted.size()).isGreaterThan(100);
        assertThat(afterDeparture).isGreaterThan(500);
        assertThat(consigneeChanged).isGreaterThan(150);
        // Only what was inspected is ever heard of.
        assertThat(reported.size()).isLessThan(versions.size() / 10);
    }

    @Test
    void everyEventSurvivesTheWire() {
        AvroWire<Filing> filings = Topics.CONSIGNMENTS_FILED.wire();
        AvroWire<InspectionOutcome> outcomes = Topics.INSPECTIONS_REPORTED.wire();
        FeedBytes bytes = new FeedBytes();
        for (FeedEvent event :
                (Iterable<FeedEvent>) () -> new Feed(settings().days(20).build())) {
            byte[] sent = bytes.of(event);
            if (event instanceof FeedEvent.Filed) {
                Filing read = ((DecodeResult.Value<Filing>) filings.decode(sent)).value();
                assertThat(filings.encode(read)).isEqualTo(sent);
            } else {
                InspectionOutcome read = ((DecodeResult.Value<InspectionOutcome>) outcomes.decode(sent)).value();
                assertThat(outcomes.encode(read)).isEqualTo(sent);
            }
        }
    }

    @Test
    void numbersCarryTheirCheckDigits() {
        for (Filing filing : filings()) {
            for (Equipment box : filing.getEquipment()) {
                String id = box.getId();
                boolean right = CheckDigits.withIso6346(id.substring(0, 10)).equals(id);
                assertThat(right).as(id).isEqualTo(box.getIdValid());
            }
            String document = filing.getTransportDocument().getNumber();
            if ("N741".equals(filing.getTransportDocument().getType())) {
                assertThat(document).matches("\\d{3}-\\d{8}");
                assertThat(Integer.parseInt(document, 4, 11, 10) % 7).isEqualTo(document.charAt(11) - '0');
            }
            if (filing.getTransportMode() == TransportMode.SEA) {
                String imo = filing.getConveyance().getId();
                assertThat(CheckDigits.ship(Integer.parseInt(imo, 0, 6, 10))).isEqualTo(imo);
            }
            assertThat(filing.getFilingId()).hasSize(18);
            assertThat(filing.getConsignmentKey())
                    .isEqualTo(filing.getTransportDocument().getIssuer() + ":" + document + ":"
                            + filing.getTransportDocument().getIssueDate().getYear());
        }
    }

    @Test
    void journeysMakeSense() {
        for (Filing filing : filings()) {
            Instant departs = filing.getRouting().get(0).getEtd();
            Instant last = departs;
            for (Leg leg : filing.getRouting()) {
                if (leg.getEta() != null) {
                    assertThat(leg.getEta()).isAfterOrEqualTo(last);
                    last = leg.getEtd() == null ? leg.getEta() : leg.getEtd();
                }
            }
            assertThat(filing.getRouting().get(0).getFunction()).isEqualTo(LegFunction.LOAD);
            assertThat(filing.getRouting()).extracting(Leg::getFunction).contains(LegFunction.DISCHARGE);
            assertThat(filing.getDeadlines().getArrivalEta()).isAfter(departs);
            assertThat(filing.getDeadlines().getDecisionDueBy()).isAfterOrEqualTo(filing.getReceivedAt());
            if (filing.getEventKind() == EventKind.CREATE) {
                assertThat(filing.getReceivedAt()).isBefore(departs);
            }
        }
    }

    @Test
    void goodsAddUpAndFitTheirBoxesUnlessThatIsWhatIsPlanted() {
        Set<String> planted = new HashSet<>();
        for (FeedEvent event : events) {
            if (!(event instanceof FeedEvent.Filed filed)) {
                continue;
            }
            PlantedTruth truth = filed.truth();
            if (truth != null
                    && (truth.scheme() == Scheme.IMPOSSIBLE_WEIGHT || truth.lookAlike() == LookAlike.POUNDS_SLIP)) {
                planted.add(truth.consignmentKey());
            }
            Filing filing = filed.filing();
            assertThat(filing.getGoodsItems()).isNotEmpty();
            BigDecimal sum = BigDecimal.ZERO;
            for (Item item : filing.getGoodsItems()) {
                assertThat(item.getGrossMassKg()).isPositive();
                assertThat(item.getNetMassKg()).isLessThanOrEqualTo(item.getGrossMassKg());
                assertThat(item.getDescription()).isNotBlank();
                if (item.getHs() != null) {
                    assertThat(item.getHs()).matches("\\d{6}(\\d{2}){0,2}");
                }
                sum = sum.add(item.getGrossMassKg());
            }
            assertThat(filing.getTotals().getGrossMassKg()).isEqualByComparingTo(sum);
            int boxes = filing.getEquipment().size();
            assertThat(boxes > 0).isEqualTo(filing.getTransportMode() == TransportMode.SEA);
            if (boxes > 0 && !planted.contains(filing.getConsignmentKey())) {
                assertThat(sum.doubleValue() / boxes)
                        .as(filing.getConsignmentKey())
                        .isLessThan(31_500);
            }
        }
    }

    @Test
    void outcomesSayNoMoreThanTheirCodeAllows() {
        for (FeedEvent event : events) {
            if (event instanceof FeedEvent.Reported reported) {
                InspectionOutcome outcome = reported.outcome();
                boolean waived = outcome.getCode() == OutcomeCode.NOT_EXAMINED;
                assertThat(outcome.getExamined()).isEqualTo(!waived);
                assertThat(outcome.getReason() != null).isEqualTo(waived);
                assertThat(outcome.getGoodsKind() != null).isEqualTo(outcome.getCode() == OutcomeCode.PROHIBITED_GOODS);
            }
        }
    }

    @Test
    void someMastersComeBeforeTheirHousesAndSomeAfter() {
        Set<String> masters = new HashSet<>();
        Set<String> named = new HashSet<>();
        int before = 0;
        int after = 0;
        for (Filing filing : filings()) {
            String number = filing.getTransportDocument().getNumber();
            if (filing.getBillLevel() == BillLevel.MASTER) {
                assertThat(masters.add(number)).isTrue();
                after += named.contains(number) ? 1 : 0;
            } else if (filing.getMasterDocument() != null
                    && named.add(filing.getMasterDocument().getNumber())) {
                before += masters.contains(filing.getMasterDocument().getNumber()) ? 1 : 0;
            }
        }
        assertThat(before).isGreaterThan(50);
        assertThat(after).isGreaterThan(20);
    }

    @Test
    void aBillToOrderNamesNobody() {
        int toOrder = 0;
        for (Filing filing : filings()) {
            for (Party party : filing.getParties()) {
                if (party.getIsToOrder()) {
                    assertThat(party.getRole()).isEqualTo(PartyRole.CONSIGNEE);
                    assertThat(party.getAddress()).isNull();
                    toOrder++;
                }
            }
        }
        assertThat(toOrder).isPositive();
    }

    private static Iterable<Filing> filings() {
        return () -> events.stream()
                .filter(FeedEvent.Filed.class::isInstance)
                .map(event -> ((FeedEvent.Filed) event).filing())
                .iterator();
    }

    private static String consignee(Filing filing) {
        return filing.getParties().stream()
                .filter(party -> party.getRole() == PartyRole.CONSIGNEE)
                .map(Party::getRawName)
                .findFirst()
                .orElse("");
    }

    private static FeedSettings.Builder settings() {
        return FeedSettings.builder()
                .seed(20_260)
                .shippers(1_500)
                .consignmentsPerDay(250)
                .days(90);
    }
}
