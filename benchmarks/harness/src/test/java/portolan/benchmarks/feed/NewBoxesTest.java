// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;

final class NewBoxesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final long MICROS = Instant.parse("2026-11-25T10:00:00Z").toEpochMilli() * 1_000;
    private static final FeedPlan PLAN = new FeedPlan(FeedVersion.V1, 7, 5_000, 0.8, 0, false, 8_000);
    private static final int MANY = 8_000;

    /** Templates take a second to be made; whatever was drawn of a feed before, each filing is a new one. */
    private static final FilingFeed FEED = FilingFeed.of(PLAN, TODAY, 0);

    private final AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();

    @Test
    void everyFilingDecodesToWhatWasMeant() {
        FilingFeed feed = FEED;
        for (int i = 0; i < MANY; i++) {
            long micros = MICROS + i * 1_234L;
            feed.introduce(i, micros);

            Filing filing = decoded(feed);
            Instant intended = Instant.ofEpochMilli(micros / 1_000);
            assertThat(filing.getReceivedAt()).as("filing %d", i).isEqualTo(intended);
            assertThat(filing.getFilingId()).isEqualTo(String.format("PB%016d%012d", micros, i));
            assertThat(filing.getConsignmentKey()).isEqualTo(String.format("PBNC:BILL%012d:2026", i));
            assertThat(filing.getTransportDocument().getNumber()).isEqualTo(String.format("BILL%012d", i));
            assertThat(filing.getEventId()).hasToString(String.format("5eed5eed-5eed-4eed-8eed-%012x", i));
            assertThat(Topics.CONSIGNMENTS_FILED.key(filing)).isEqualTo(feed.key());
            assertThat(shipper(filing)).isEqualTo(String.format("CN9%010d", i % PLAN.shippers()));
            assertThat(filing.getParties()).hasSize(4);
            assertThat(filing.getGoodsItems()).hasSize(1);
            assertThat(filing.getEquipment().get(0).getId())
                    .isEqualTo(filing.getGoodsItems()
                            .get(0)
                            .getContainerRefs()
                            .get(0)
                            .getEquipmentId());
            assertThat(filing.getFiledAt()).isBetween(intended.minus(Duration.ofHours(1)), intended);
            assertThat(filing.getRouting().get(0).getEtd())
                    .isBetween(intended.minus(Duration.ofDays(90)), intended.plus(Duration.ofDays(90)));
            assertThat(filing.getDeadlines().getArrivalEta())
                    .isBetween(intended.minus(Duration.ofDays(90)), intended.plus(Duration.ofDays(200)));
        }
    }

    @Test
    void theEngineRefusesNoFilingAndTakesEachForANewConsignment() {
        FilingFeed feed = FEED;
        FilingDecoder decoder = new FilingDecoder();
        SequentialLedger ledger = new SequentialLedger(LedgerSettings.keeping(Duration.ofDays(180)));
        for (int i = 0; i < MANY; i++) {
            long micros = MICROS + i * 50L;
            feed.next(i, micros);
            RawRecord raw =
                    RawRecord.line("filed", i + 1L, micros / 1_000, feed.value().clone());

            assertThat(decoder.decode(raw)).as("filing %d", i).isInstanceOf(LedgerInput.class);
            var filing = ((LedgerInput) decoder.decode(raw)).filing();
            List<LedgerStep> steps = ledger.take(java.util.Objects.requireNonNull(filing));
            assertThat(steps).as("filing %d", i).hasSize(1);
            assertThat(java.util.Objects.requireNonNull(steps.get(0).event()).isAssessed())
                    .isTrue();
        }
    }

    @Test
    void theEngineReadsTheSameOfThemAsAvro() {
        FilingFeed feed = FEED;
        FilingDecoder decoder = new FilingDecoder();
        FilingDecoder avro = FilingDecoder.ofAvro();
        for (int i = 0; i < MANY; i++) {
            feed.next(i, MICROS);
            RawRecord raw =
                    RawRecord.line("filed", i + 1L, MICROS / 1_000, feed.value().clone());

            assertThat(decoder.decode(raw)).as("filing %d", i).isEqualTo(avro.decode(raw));
        }
    }

    @Test
    void filingsAreAsLargeAsThoseTheLimitsAreDefinedBy() {
        FilingFeed feed = FEED;
        double bytes = 0;
        for (int i = 0; i < MANY; i++) {
            feed.next(i, MICROS);
            bytes += feed.value().length;
        }
        assertThat(bytes / MANY).isBetween(1_150.0, 1_250.0);
    }

    @Test
    void equalPlansGiveEqualFilings() {
        FilingFeed one = FilingFeed.of(PLAN, TODAY, 0);
        FilingFeed other = FilingFeed.of(PLAN, TODAY, 0);
        for (int i = 0; i < 1_000; i++) {
            one.next(i, MICROS);
            other.next(i, MICROS);
            assertThat(one.value()).isEqualTo(other.value());
        }
    }

    @Test
    void aShipperKeepsToFewConsigneesAndPlaces() {
        FilingFeed feed = FilingFeed.of(PLAN.withShippers(10).withZipf(0), TODAY, 0);
        Map<String, Set<String>> consignees = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            feed.next(i, MICROS);
            Filing filing = decoded(feed);
            consignees
                    .computeIfAbsent(shipper(filing), shipper -> new HashSet<>())
                    .add(filing.getParties().get(1).getIds().get(0).getValue());
        }
        assertThat(consignees).hasSize(10);
        assertThat(consignees.values()).allSatisfy(few -> assertThat(few).hasSizeBetween(2, 4));
    }

    @Test
    void oneVoyageIsOne() {
        FilingFeed feed = FilingFeed.of(PLAN.onOneVoyage(), TODAY, 0);
        Set<String> voyages = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            feed.next(i, MICROS);
            voyages.add(decoded(feed).getConveyance().toString());
        }
        assertThat(voyages).hasSize(1);
    }

    private Filing decoded(FilingFeed feed) {
        DecodeResult<Filing> decoded = wire.decode(feed.value());
        assertThat(decoded).isInstanceOf(DecodeResult.Value.class);
        return ((DecodeResult.Value<Filing>) decoded).value();
    }

    private static String shipper(Filing filing) {
        List<String> found = new ArrayList<>();
        for (Party party : filing.getParties()) {
            if (party.getRole() == PartyRole.CONSIGNOR) {
                found.add(party.getIds().get(0).getValue());
            }
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
