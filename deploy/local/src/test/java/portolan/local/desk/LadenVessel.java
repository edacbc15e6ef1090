// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import portolan.local.CommandRun;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.ThreatAssessed;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

/**
 * A ship with many bills: filings of a generated feed, all put on board, with assessments as long as a job's. Of a
 * hundred bills two are red, nine yellow, half of them blue, the rest green; the later a bill, the higher its score.
 */
final class LadenVessel {
    static final String IMO = "9321483";
    static final String VOYAGE = "12W";
    static final String TRIP = "SEA~" + IMO + '~' + VOYAGE;

    /** Each bill has an alert: a list such as after a bad night. */
    private static final boolean ALL_OPEN = Boolean.getBoolean("portolan.bills.allOpen");

    private static final int GENERATED = 2_000;
    private static final List<String> THREATS = List.of("offence", "narcotics", "revenue", "security");
    private static final int READINGS = 45;

    private final List<Filing> patterns;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private LadenVessel(List<Filing> patterns) {
        this.patterns = patterns;
    }

    static LadenVessel in(Path directory) throws IOException {
        CommandRun.of("generate", "--seed", 3, "--filings", GENERATED, "--out", directory)
                .assertDone();
        List<Filing> patterns = new ArrayList<>();
        Path file = directory.resolve("filings.jsonl");
        try (LineReader<Filing> lines = FilingLines.read(Files.newInputStream(file), file.toString())) {
            while (lines.hasNext()) {
                Filing filing = lines.next().orThrow();
                if (filing.getEventKind() == EventKind.CREATE && filing.getTransportMode() == TransportMode.SEA) {
                    patterns.add(filing);
                }
            }
        }
        return new LadenVessel(patterns);
    }

    static String key(int bill) {
        return String.format("MAEU:BILL%05d:2026", bill);
    }

    String tenant() {
        return patterns.get(0).getTenant();
    }

    static Lane lane(int bill) {
        int share = bill % 100;
        return share < 2 ? Lane.RED : share < 11 ? Lane.YELLOW : share < 60 ? Lane.BLUE : Lane.GREEN;
    }

    /** Bits: the later, the higher. */
    static double score(int bill) {
        return bill / 1024.0 - 12;
    }

    Filing filing(int bill) {
        Filing filing = Filing.newBuilder(patterns.get(bill % patterns.size())).build();
        filing.setEventId(new UUID(7, bill));
        filing.setFilingId("FILED" + bill);
        filing.setConsignmentKey(key(bill));
        filing.getTransportDocument().setNumber("BILL" + bill);
        filing.setFiledAt(now);
        filing.setConveyance(Conveyance.newBuilder(filing.getConveyance())
                .setId(IMO)
                .setName("EMMA")
                .setVoyage(VOYAGE)
                .build());
        return filing;
    }

    ConsignmentAssessed assessment(int bill) {
        Filing filing = patterns.get(bill % patterns.size());
        double score = score(bill);
        List<ThreatAssessed> threats = new ArrayList<>();
        for (String threat : THREATS) {
            boolean isLoudest = threat.equals(THREATS.get(0));
            threats.add(new ThreatAssessed(
                    threat,
                    isLoudest ? score : -20,
                    0.5,
                    isLoudest ? lane(bill) : Lane.GREEN,
                    List.of(
                            new RuleContribution(
                                    "prior", isLoudest ? score - 5 : -25.0, "before anything is known", ""),
                            new RuleContribution(
                                    "vague_goods", 3.0, "the goods are described in vague words", "words 2"),
                            new RuleContribution("first_pair", 2.0, "these two never traded before", "seen 0 of 12"))));
        }
        List<IndicatorReading> readings = new ArrayList<>();
        for (Indicator indicator : Indicators.all()) {
            if (readings.size() < READINGS) {
                readings.add(new IndicatorReading(indicator.ruleName(), 0.25, "1 of 4"));
            }
        }
        return ConsignmentAssessed.newBuilder()
                .setAssessmentId("A" + bill)
                .setTenant(filing.getTenant())
                .setConsignmentKey(key(bill))
                .setFilingId("FILED" + bill)
                .setFilingVersion(1)
                .setAssessedAt(now)
                .setScore(score)
                .setLane(lane(bill))
                .setThreats(threats)
                .setDecisionDueBy(now.plus(Duration.ofHours(6)))
                .setDataQuality(1)
                .setRuleset(RuleSetRef.newBuilder()
                        .setName("baseline")
                        .setVersion(1)
                        .setHash("0".repeat(64))
                        .build())
                .setEngine("test")
                .setReference("test")
                .setInput(new InputPosition("consignments.filed", 0, (long) bill))
                .setOrderTime(now)
                .setFiledAt(now)
                .setReadings(readings)
                .setShipper("SHIPPER " + bill)
                .setConsignee("CONSIGNEE " + bill % 500)
                .setGoods("316 PACKAGES POLYETHYLENE FILM ROLLS, HS 392010")
                .setRoute("CNNGB > NLRTM > AMSTERDAM")
                .setOffice("NLRTM")
                .setConveyance("ship EMMA, voyage 12W")
                .setArrival(now.plus(Duration.ofDays(1)))
                .setBoxes(filing.getEquipment().size())
                .build();
    }

    AlertRaised alert(int bill) {
        return AlertRaised.newBuilder()
                .setAlertId("A" + bill)
                .setTenant(patterns.get(bill % patterns.size()).getTenant())
                .setConsignmentKey(key(bill))
                .setThreat(THREATS.get(0))
                .setState(AlertState.OPENED)
                .setAt(now)
                .setAssessmentId("A" + bill)
                .setScore(score(bill))
                .setLane(lane(bill))
                .build();
    }

    static boolean alerts(int bill) {
        return ALL_OPEN || lane(bill) == Lane.RED || lane(bill) == Lane.YELLOW;
    }

    /**
     * Files bills from one to another, and plays the job that scores them.
     *
     * @param aSecond so many bills at most; 0 for as fast as it goes
     */
    void file(String bootstrap, int from, int to, int aSecond) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long began = System.nanoTime();
            for (int bill = from; bill < to; bill++) {
                send(producer, Topics.CONSIGNMENTS_FILED, filing(bill));
                send(producer, Topics.CONSIGNMENTS_ASSESSED, assessment(bill));
                if (alerts(bill)) {
                    send(producer, Topics.ALERTS_RAISED, alert(bill));
                }
                long ahead =
                        aSecond == 0 ? 0 : (bill - from) * 1_000L / aSecond - (System.nanoTime() - began) / 1_000_000;
                if (ahead > 5) {
                    LockSupport.parkNanos(ahead * 1_000_000);
                }
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits for all
    private static <T extends SpecificRecord> void send(
            KafkaProducer<byte[], byte[]> producer, Topic<T> topic, T value) {
        producer.send(new ProducerRecord<>(
                topic.name(), topic.key(value), topic.wire().encode(value)));
    }
}
