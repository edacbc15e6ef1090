// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Party;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.score.Assessment;

final class ReturningBoxesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final long MICROS = Instant.parse("2026-11-25T10:00:00Z").toEpochMilli() * 1_000;
    private static final int INTRODUCED = 2_000;
    private static final int MANY = 5_000;
    private static final FeedPlan PLAN = new FeedPlan(FeedVersion.V2, 7, INTRODUCED, 0.8, 0, false, INTRODUCED + MANY);

    /** Templates take a second to be made: all tests look at the same filings. */
    private static final FilingFeed FEED = FilingFeed.of(PLAN, TODAY, 0);

    private static final List<Made> MADE = new ArrayList<>();
    private static final List<Filing> FILINGS = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Made(
            byte[] key,
            byte[] value,
            long receivedMillis,
            @Nullable InspectionOutcome report) {
        static Made by(FilingFeed feed, int number) {
            if (number < INTRODUCED) {
                feed.introduce(number, MICROS);
            } else {
                feed.next(number, MICROS);
            }
            return new Made(feed.key().clone(), feed.value().clone(), feed.receivedMillis(), feed.report());
        }

        RawRecord raw(int number) {
            return RawRecord.line("filed", number + 1L, receivedMillis, value);
        }
    }

    @BeforeAll
    static void make() {
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        for (int i = 0; i < INTRODUCED + MANY; i++) {
            Made made = Made.by(FEED, i);
            MADE.add(made);
            DecodeResult<Filing> decoded = wire.decode(made.value());
            assertThat(decoded).as("filing %d", i).isInstanceOf(DecodeResult.Value.class);
            FILINGS.add(((DecodeResult.Value<Filing>) decoded).value());
        }
    }

    @Test
    void equalPlansGiveEqualFilingsAndOutcomes() {
        FilingFeed other = FilingFeed.of(PLAN, TODAY, 0);
        for (int i = 0; i < INTRODUCED + MANY; i++) {
            Made made = Made.by(other, i);
            assertThat(made.value()).as("filing %d", i).isEqualTo(MADE.get(i).value());
            assertThat(made.key()).isEqualTo(MADE.get(i).key());
            assertThat(made.report()).isEqualTo(MADE.get(i).report());
            assertThat(made.receivedMillis()).isEqualTo(MADE.get(i).receivedMillis());
        }
    }

    @Test
    void filingsHaveTheSharesThatTheFeedPromises() {
        List<Filing> drawn = FILINGS.subList(INTRODUCED, FILINGS.size());
        assertThat(share(drawn, filing -> filing.getEventKind() == EventKind.REPLACE))
                .isCloseTo(0.1, within(0.01));
        assertThat(share(drawn, filing -> filing.getBillLevel() != BillLevel.STRAIGHT))
                .isCloseTo(0.09, within(0.01));
        assertThat(MADE.stream().filter(made -> made.report() != null).count() / (double) MANY)
                .isCloseTo(0.01, within(0.003));
        assertThat(MADE.stream().mapToInt(made -> made.value().length).average().orElseThrow())
                .isBetween(1_200.0, 1_700.0);
        // Drawn as often as each other: a few file most of the rest.
        List<Filing> introduced = FILINGS.subList(0, INTRODUCED);
        for (int items = 1; items <= 5; items++) {
            int wanted = items;
            assertThat(share(introduced, filing -> filing.getGoodsItems().size() == wanted))
                    .as("bills of %d items", items)
                    .isCloseTo(List.of(0.5, 0.2, 0.15, 0.1, 0.05).get(items - 1), within(0.05));
        }
        assertThat(share(introduced, filing -> contact(filing, "TE") == null)).isCloseTo(0.5, within(0.05));
        assertThat(share(introduced, filing -> contact(filing, "EM") == null)).isCloseTo(0.5, within(0.05));
    }

    @Test
    void aShippersContactsAreItsOwnOrSharedByTwenty() {
        Map<String, Set<String>> sharing = new HashMap<>();
        for (Filing filing : FILINGS.subList(0, INTRODUCED)) {
            String telephone = contact(filing, "TE");
            if (telephone != null) {
                sharing.computeIfAbsent(telephone, first -> new HashSet<>())
                        .add(filing.getParties().get(0).getIds().get(0).getValue());
            }
        }

        long shared =
                sharing.values().stream().filter(parties -> parties.size() > 1).count();
        assertThat(shared).isEqualTo(INTRODUCED / 400);
        assertThat(sharing.values()).allSatisfy(parties -> assertThat(parties).hasSizeLessThanOrEqualTo(20));
    }

    @Test
    void twentyBillsLieInABoxOfGroupageUnderOneMasterAndOneSeal() {
        Map<String, List<Filing>> boxes = new HashMap<>();
        for (Filing filing : FILINGS) {
            if (filing.getBillLevel() != BillLevel.STRAIGHT) {
                String master = filing.getBillLevel() == BillLevel.MASTER
                        ? filing.getTransportDocument().getNumber()
                        : filing.getMasterDocument().getNumber();
                boxes.computeIfAbsent(master, first -> new ArrayList<>()).add(filing);
            }
        }

        assertThat(boxes).hasSizeGreaterThan(15);
        List<List<Filing>> full =
                boxes.values().stream().filter(bills -> bills.size() > 20).toList();
        assertThat(full).hasSizeGreaterThanOrEqualTo(boxes.size() - 1).allSatisfy(bills -> {
            assertThat(bills).hasSize(ReturningBoxes.BILLS_A_BOX + 1);
            assertThat(bills.get(0).getBillLevel()).isEqualTo(BillLevel.MASTER);
            assertThat(bills.stream()
                            .map(bill -> bill.getEquipment().toString())
                            .distinct())
                    .hasSize(1);
            assertThat(bills.stream()
                            .map(bill -> bill.getConveyance().toString())
                            .distinct())
                    .hasSize(1);
            assertThat(bills).extracting(Filing::getConsignmentKey).doesNotHaveDuplicates();
        });
    }

    @Test
    void anAmendmentIsOfABillOfTheLastDaysWithItsPartiesAndBox() {
        Map<String, Filing> filed = new HashMap<>();
        int amendments = 0;
        for (Filing filing : FILINGS) {
            Filing before = filed.put(filing.getConsignmentKey(), filing);
            assertThat(before == null)
                    .as("%s is of a new bill", filing.getFilingId())
                    .isEqualTo(filing.getEventKind() == EventKind.CREATE);
            if (before != null) {
                amendments++;
                assertThat(filing.getFilerId()).isEqualTo(before.getFilerId());
                // Avro compares no decimals.
                assertThat(filing.getParties()).hasToString(before.getParties().toString());
                assertThat(filing.getEquipment())
                        .hasToString(before.getEquipment().toString());
                assertThat(filing.getGoodsItems().toString())
                        .isNotEqualTo(before.getGoodsItems().toString());
                assertThat(Duration.between(before.getReceivedAt(), filing.getReceivedAt()))
                        .isBetween(Duration.ZERO, Duration.ofDays(11));
            }
        }
        assertThat(amendments).isGreaterThan(450);
    }

    @Test
    void timesEndWhereTheDayBeginsAndThenFollowTheClock() {
        FilingFeed later = FEED;
        long dayBegins = Instant.parse("2026-11-25T00:00:00Z").toEpochMilli();
        long year = Duration.ofDays(365).toMillis();

        assertThat(dayBegins - MADE.get(0).receivedMillis())
                .isCloseTo(year * PLAN.planned() / PLAN.filingsAYear(), within(1_000L));
        assertThat(MADE.get(MADE.size() - 1).receivedMillis())
                .isCloseTo(dayBegins, within(Duration.ofHours(2).toMillis()));
        later.next(PLAN.planned() + 1_000, MICROS);
        assertThat(later.receivedMillis()).isEqualTo(MICROS / 1_000);
    }

    @Test
    void theEngineReadsTheSameOfThemAsAvro() {
        FilingDecoder decoder = new FilingDecoder();
        FilingDecoder avro = FilingDecoder.ofAvro();
        for (int i = INTRODUCED; i < INTRODUCED + MANY; i++) {
            RawRecord raw = MADE.get(i).raw(i);

            assertThat(decoder.decode(raw))
                    .as("filing %d", i)
                    .isInstanceOf(LedgerInput.class)
                    .isEqualTo(avro.decode(raw));
        }
    }

    /** Else a catch-up run would count assessments that no filing stands behind, and alerts that no trade gives. */
    @Test
    void theEngineAssessesEachFilingOnceAndBelievesWhereItsBoxesWere() {
        SequentialEngine engine = new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());
        FilingDecoder filings = new FilingDecoder();
        OutcomeDecoder outcomes = new OutcomeDecoder();
        int returned = 0;
        int impossible = 0;
        for (int i = 0; i < MADE.size(); i++) {
            Made made = MADE.get(i);
            if (made.report() != null) {
                byte[] bytes = Topics.INSPECTIONS_REPORTED.wire().encode(made.report());
                LedgerInput outcome =
                        (LedgerInput) outcomes.decode(RawRecord.line("reported", i + 1L, made.receivedMillis(), bytes));
                assertThat(engine.take(Objects.requireNonNull(outcome.outcome())))
                        .as("outcome beside filing %d", i)
                        .allSatisfy(ReturningBoxesTest::isNoFault)
                        .allMatch(replayed -> replayed.assessment() == null);
            }
            LedgerInput filing = (LedgerInput) filings.decode(made.raw(i));
            List<Replayed> replayed = engine.take(Objects.requireNonNull(filing.filing()));
            assertThat(replayed).as("filing %d", i).allSatisfy(ReturningBoxesTest::isNoFault);
            List<Assessment> assessments = replayed.stream()
                    .map(Replayed::assessment)
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(assessments).as("filing %d", i).hasSize(1);
            Reading reuse = assessments.get(0).readings().get(Indicators.get("impossible_container_reuse"));
            returned += reuse == null ? 0 : 1;
            impossible += reuse == null ? 0 : (int) reuse.value();
        }
        assertThat(returned / (double) MANY)
                .as("bills whose box was elsewhere before")
                .isGreaterThan(0.5);
        assertThat(impossible / (double) returned).as("of them impossible").isLessThan(0.1);
    }

    private static void isNoFault(Replayed replayed) {
        assertThat(replayed.refusal()).isNull();
        assertThat(replayed.failures()).isEmpty();
        assertThat(replayed.note()).isNull();
    }

    private static double share(List<Filing> filings, Predicate<Filing> which) {
        return filings.stream().filter(which).count() / (double) filings.size();
    }

    private static @Nullable String contact(Filing filing, String type) {
        Party shipper = filing.getParties().get(0);
        return shipper.getContacts().stream()
                .filter(contact -> contact.getType().equals(type))
                .map(contact -> contact.getValue())
                .findFirst()
                .orElse(null);
    }
}
