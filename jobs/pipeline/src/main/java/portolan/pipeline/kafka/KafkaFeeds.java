// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import portolan.archive.ArchivedOutcome;
import portolan.pipeline.Audited;
import portolan.pipeline.JobSettings;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.archive.ArchiveSinks;
import portolan.pipeline.kafka.KafkaEnds.Pace;
import portolan.pipeline.stage.Outputs;
import portolan.pipeline.stage.ScoringTopology;
import portolan.pipeline.stage.SideOutputs;
import portolan.pipeline.state.StreamTypes;
import portolan.records.DocumentTopics;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.scoring.score.Alert;

/** The topics of one Kafka as sources and sinks of the scoring graph. */
public final class KafkaFeeds {
    /** Once the topic of rule sets has been read to its end, a step takes effect a second after it was published. */
    private static final Duration QUIET_BETWEEN_STEPS = Duration.ofMillis(50);

    /** Of the tasks that read, in ordered mode: in one process they see how far the others are. */
    private static final String TOGETHER = "inputs-in-order";

    /** What is missed if it is deleted before it is read. */
    public static final List<KafkaTopic> INPUT_TOPICS =
            List.of(Topics.CONSIGNMENTS_FILED, Topics.INSPECTIONS_REPORTED, Topics.CONTAINERS_MOVED);

    /** In ordered mode what waits is bounded in bytes, and so is what was fetched and is not handed on yet. */
    private static final int FETCHED_IN_ORDER = 1 << 20;

    private static final int POLLED_IN_ORDER = 500;

    private final JobSettings settings;
    private final GroupOffsets empty;
    private final KafkaEnds ends;
    private final String job = UUID.randomUUID().toString();

    /** @param empty where a job without state begins */
    KafkaFeeds(JobSettings settings, GroupOffsets empty) {
        this.settings = settings;
        this.empty = empty;
        this.ends =
                new KafkaEnds(settings.kafka(), settings.groupId(), settings.delivery(), settings.transactionTimeout());
    }

    KafkaEnds ends() {
        return ends;
    }

    public DataStream<RawRecord> filings(StreamExecutionEnvironment env) {
        return source(env, List.of(Topics.CONSIGNMENTS_FILED), empty, settings.idleAfter());
    }

    public DataStream<RawRecord> outcomes(StreamExecutionEnvironment env) {
        return source(env, List.of(Topics.INSPECTIONS_REPORTED), empty, settings.idleAfter());
    }

    public DataStream<RawRecord> moves(StreamExecutionEnvironment env) {
        return source(env, List.of(Topics.CONTAINERS_MOVED), empty, settings.idleAfter());
    }

    /** Published documents, from the first one on: a job that starts afresh comes to those in force now. */
    public Texts texts(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<PublishedText> published = source(
                        env, DocumentTopics.all(), OffsetsInitializer.earliest(), QUIET_BETWEEN_STEPS)
                .process(new ReadSteps(settings.ruleKeys(), settings.ruleKeysAgain()), StreamTypes.PUBLISHED_TEXT)
                .uid("read-rules")
                .name("Read rules")
                .setParallelism(1)
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE);
        return new Texts(published, published.getSideOutput(ReadSteps.AUDITED));
    }

    /**
     * Documents that were published.
     *
     * @param published what is put to use, or no longer
     * @param audited what became of every step
     */
    public record Texts(DataStream<PublishedText> published, DataStream<Audited> audited) {}

    /** Connects everything that leaves the graph to its topic. */
    public void write(Outputs outputs, Texts texts) {
        DataStream<Alert> urgent = outputs.alerts()
                .filter(Alert::urgent)
                .uid("choose-urgent")
                .name("Choose urgent")
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE);
        DataStream<Audited> audited = outputs.audited().union(texts.audited());
        DataStream<Reject> rejected = outputs.rejected()
                .union(
                        ends.write(
                                outputs.assessments(),
                                EncodeRecords.assessments(),
                                Topics.CONSIGNMENTS_ASSESSED,
                                Pace.FAST),
                        ends.write(outputs.alerts(), EncodeRecords.alerts(), Topics.ALERTS_RAISED, Pace.FAST),
                        ends.write(
                                outputs.shadowed(), EncodeRecords.shadowed(), Topics.ASSESSMENTS_SHADOWED, Pace.STEADY),
                        ends.write(urgent, EncodeRecords.urgent(), Topics.ALERTS_URGENT, Pace.FAST),
                        ends.write(outputs.lanes(), EncodeRecords.lanes(), Topics.LANES_COUNTED, Pace.SELDOM),
                        ends.write(audited, EncodeRecords.audited(), Topics.RULESETS_AUDITED, Pace.SELDOM));
        ends.reject(rejected);
    }

    /** Keeps assessments and outcomes as files, where the settings name a place; the outputs with what that rejects. */
    public Outputs archive(Outputs outputs) {
        if (settings.archive() == null) {
            return outputs;
        }
        ArchiveSinks archive = new ArchiveSinks(settings.archive());
        // A file is closed at every checkpoint: chained to Assess or Keep ledger that would hold back what comes next.
        outputs.assessments()
                .sinkTo(archive.assessments(settings.checkpointsAFile()))
                .uid("archive-assessments")
                .name("Archive assessments")
                .disableChaining();
        SingleOutputStreamOperator<ArchivedOutcome> read = outputs.reported()
                .process(new ReadOutcomes(), ReadOutcomes.TYPE)
                .uid(ReadOutcomes.UID)
                .name("Read outcomes")
                .startNewChain()
                .setParallelism(1);
        read.sinkTo(archive.outcomes(settings.checkpointsAFile()))
                .uid("archive-outcomes")
                .name("Archive outcomes")
                .setParallelism(1);
        return outputs.rejecting(read.getSideOutput(SideOutputs.REJECTED));
    }

    /** @param topics read alike; the source has the name of the first */
    private DataStream<RawRecord> source(
            StreamExecutionEnvironment env,
            List<? extends KafkaTopic> topics,
            OffsetsInitializer startingAt,
            Duration quietAgain) {
        KafkaTopic first = topics.get(0);
        boolean ordered = settings.mode() == Mode.ORDERED;
        RawRecords made = ends.records(topics, first.equals(Topics.CONSIGNMENTS_FILED) ? settings.feedSender() : null);
        KafkaSource<RawRecord> source = ends.source(
                topics,
                made,
                startingAt,
                ordered
                        ? Map.of(
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                Integer.toString(FETCHED_IN_ORDER),
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                Integer.toString(POLLED_IN_ORDER),
                                // At a start only: what is added afterwards stops the job (PartitionCounts).
                                KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                                "-1")
                        : Map.of());
        SingleOutputStreamOperator<RawRecord> records = ordered
                ? env.fromSource(
                        new InOrderSource(source, made, together()),
                        WatermarkStrategy.noWatermarks(),
                        "Read " + first.name(),
                        StreamTypes.RAW_RECORD)
                : env.fromSource(source, brokerTime(quietAgain), "Read " + first.name(), StreamTypes.RAW_RECORD);
        records.uid("read-" + KafkaEnds.uid(first))
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE)
                .setParallelism(ordered ? 1 : Math.min(env.getParallelism(), first.partitions()));
        if (ordered) {
            records.getTransformation().setCoLocationGroupKey(TOGETHER);
        }
        return records;
    }

    private OrderedInputs.Plan together() {
        return new OrderedInputs.Plan(
                job,
                Stream.concat(INPUT_TOPICS.stream(), DocumentTopics.all().stream())
                        .map(settings.kafka()::name)
                        .toList(),
                ends.group(),
                settings.kafka().name(Topics.CLOCK_TICKED),
                settings.settle(),
                settings.kafka().properties(Map.of()));
    }

    private WatermarkStrategy<RawRecord> brokerTime(Duration quietAgain) {
        Duration quiet = settings.idleAfter();
        return context -> new BrokerTime(context.getInputActivityClock(), InstantSource.system(), quiet, quietAgain);
    }
}
