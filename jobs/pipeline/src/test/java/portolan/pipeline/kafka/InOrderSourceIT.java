// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.RawRecord;
import portolan.pipeline.TestCluster;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;

/** Two topics of a real broker, read in order: what the watermarks say holds, and nothing waits for ever. */
@Tag("rest")
class InOrderSourceIT {
    private static final String FILINGS = Topics.CONSIGNMENTS_FILED.name();
    private static final String OUTCOMES = Topics.INSPECTIONS_REPORTED.name();
    private static final AtomicInteger JOBS = new AtomicInteger();

    /** What the operator under the sources has seen; tests run one after the other. */
    private static final Queue<RawRecord> SEEN = new ConcurrentLinkedQueue<>();

    private static final AtomicInteger LATE = new AtomicInteger();
    private static final AtomicLong WATERMARK = new AtomicLong();
    private static final AtomicLong MOST_HELD = new AtomicLong();

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestBroker broker;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static MiniCluster cluster;

    @SuppressWarnings("NullAway.Init") // set before each test
    private JobClient job;

    /** A test reads from where the one before has left off. */
    @SuppressWarnings("NullAway.Init") // set before each test
    private Map<TopicPartition, Long> ends;

    @BeforeAll
    static void startAll() throws Exception {
        broker = TestBroker.start(directory);
        cluster = TestCluster.shared();
    }

    @AfterAll
    static void stopAll() throws Exception {
        broker.close();
    }

    @BeforeEach
    void forget() throws Exception {
        ends = broker.ends(FILINGS, OUTCOMES);
        SEEN.clear();
        LATE.set(0);
        WATERMARK.set(Long.MIN_VALUE);
        MOST_HELD.set(0);
    }

    @AfterEach
    void cancel() throws Exception {
        if (!job.getJobStatus().get().isGloballyTerminalState()) {
            job.cancel().get();
        }
    }

    @Test
    void theLastRecordOfAllLeavesThoughEveryOtherPartitionIsEmpty() throws Exception {
        job = read();
        long time = send(FILINGS, 0, 1);

        awaitPassed(time);
        assertThat(LATE).hasValue(0);
    }

    @Test
    void whatIsInATransactionHoldsTimeUntilItIsCommitted() throws Exception {
        job = read();
        try (KafkaProducer<byte[], byte[]> filer = transactional()) {
            filer.beginTransaction();
            long open = filer.send(record(FILINGS, 1, 1)).get().timestamp();
            long others = send(FILINGS, 0, 1);
            others = Math.max(others, send(OUTCOMES, 0, 1));
            awaitSeen(2);
            awaitRounds();
            assertThat(WATERMARK.get()).as("an open transaction holds time").isLessThan(open);

            filer.commitTransaction();
            awaitPassed(Math.max(others, open));
        }
        assertThat(SEEN).hasSize(3);
        assertThat(LATE).hasValue(0);
    }

    @Test
    void whatWasGivenUpHoldsNobodyUp() throws Exception {
        try (KafkaProducer<byte[], byte[]> filer = transactional()) {
            filer.beginTransaction();
            filer.send(record(FILINGS, 0, 1)).get();
            filer.commitTransaction();
            filer.beginTransaction();
            filer.send(record(FILINGS, 0, 1)).get();
            filer.send(record(FILINGS, 1, 1)).get();
            filer.abortTransaction();
        }
        job = read();
        long time = send(OUTCOMES, 1, 1);

        awaitPassed(time);
        assertThat(SEEN).hasSize(2);
        assertThat(LATE).hasValue(0);
    }

    @Test
    void whatIsStampedInTheFutureMovesNoTime() throws Exception {
        job = read();
        long ahead = sendStampedAhead();
        awaitSeen(4);
        try (KafkaProducer<byte[], byte[]> filer = transactional()) {
            filer.beginTransaction();
            long open = filer.send(record(FILINGS, 0, 1)).get().timestamp();
            long others = send(OUTCOMES, 0, 1);
            awaitSeen(5);
            awaitRounds();
            assertThat(WATERMARK.get()).as("an open transaction holds time").isLessThan(open);

            filer.commitTransaction();
            awaitPassed(Math.max(others, open));
        }
        assertThat(SEEN).hasSize(6).anyMatch(record -> record.timestamp() == ahead);
        assertThat(WATERMARK).hasValueLessThan(ahead);
        assertThat(LATE).hasValue(0);
    }

    /** It may have been ahead once: what follows it in the log would be late, where it was not when it was read first. */
    @Test
    void whatASenderStampedMovesNoTimeWhenItsTimeHasCome() throws Exception {
        long first = send(FILINGS, 0, 1);
        long sent = first + 2;
        broker.configure(FILINGS, "message.timestamp.type", "CreateTime");
        broker.producer()
                .send(new ProducerRecord<>(FILINGS, 0, sent, null, new byte[1]))
                .get();
        broker.configure(FILINGS, "message.timestamp.type", "LogAppendTime");
        try (KafkaProducer<byte[], byte[]> filer = transactional()) {
            filer.beginTransaction();
            long open = filer.send(record(FILINGS, 0, 1)).get().timestamp();
            job = read();
            awaitSeen(2);
            awaitPassed(first - 1);
            awaitRounds();
            assertThat(WATERMARK.get()).as("nothing of a broker follows").isLessThan(sent - 1);

            filer.commitTransaction();
            awaitPassed(open);
        }
        assertThat(LATE).hasValue(0);
    }

    @Test
    void whatIsStampedInTheFutureMovesNoTimeInArrivalModeEither() throws Exception {
        job = readAsItComes();
        long ahead = sendStampedAhead();
        awaitSeen(4);
        // The topic of outcomes is idle by then.
        awaitPassed(SEEN.element().timestamp());

        assertThat(WATERMARK).hasValueLessThan(ahead - 1);
    }

    /** Two filings on each partition: of now, and then of soon. */
    private static long sendStampedAhead() throws Exception {
        send(FILINGS, 0, 1);
        send(FILINGS, 1, 1);
        broker.configure(FILINGS, "message.timestamp.type", "CreateTime");
        long ahead = System.currentTimeMillis() + Duration.ofMinutes(50).toMillis();
        for (int partition = 0; partition < 2; partition++) {
            broker.producer()
                    .send(new ProducerRecord<>(FILINGS, partition, ahead, null, new byte[1]))
                    .get();
        }
        broker.configure(FILINGS, "message.timestamp.type", "LogAppendTime");
        return ahead;
    }

    /** Whatever it dies of: a clock that stands still would hold all results for ever. */
    @Test
    void aClockThatDiesFailsTheJobWithItsCause() throws Exception {
        Properties broken = new Properties();
        broken.setProperty("interceptor.classes", Dies.class.getName());
        Throwable fault = null;
        // Flink names what fails first: at times that its partitions do not reach a task that is dead already.
        for (int i = 0;
                i < 5
                        && (fault == null
                                || ExceptionUtils.stringifyException(fault).contains("was lost"));
                i++) {
            job = read(broken);
            fault = catchThrowable(() -> job.getJobExecutionResult().get(5, TimeUnit.MINUTES));
        }

        assertThat(fault)
                .hasStackTraceContaining("the brokers cannot be asked for their time")
                .hasStackTraceContaining(Dies.WHY);
    }

    /** A producer knows it before the clock asks; the others are never read to their ends, so each of them moves time. */
    @Test
    void anAddedPartitionStopsTheJobForGoodBeforeTimePassesWhatIsOnIt() throws Exception {
        String grows = "grows-" + JOBS.incrementAndGet();
        broker.create(grows, Topics.CONSIGNMENTS_FILED, 2);
        ends = broker.ends(grows, OUTCOMES);
        StreamExecutionEnvironment env = new TestStreamEnvironment(cluster, 2);
        env.configure(new Configuration()
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE));
        job = read(env, grows, Duration.ofSeconds(2), new Properties());
        try (Busy busy = new Busy(grows, OUTCOMES)) {
            Patience.until("the first have passed", () -> WATERMARK.get() >= busy.began(), WATERMARK::get);

            broker.grow(grows, 3);
            long first = send(grows, 2, 1);

            assertThat(catchThrowable(() -> job.getJobExecutionResult().get(5, TimeUnit.MINUTES)))
                    .hasStackTraceContaining("topic=" + grows + ", read=2, now=3");
            assertThat(WATERMARK).hasValueLessThan(first);
        }
    }

    @Test
    void aTopicThatIsMadeAnewStopsTheJobThoughItHasAsManyPartitions() throws Exception {
        String anew = "anew-" + JOBS.incrementAndGet();
        broker.create(anew, Topics.CONSIGNMENTS_FILED, 2);
        ends = broker.ends(anew, OUTCOMES);
        job = read(new TestStreamEnvironment(cluster, 2), anew, Duration.ofMillis(100), new Properties());
        awaitPassed(send(anew, 0, 1));

        broker.delete(anew);
        broker.create(anew, Topics.CONSIGNMENTS_FILED, 2);

        assertThat(catchThrowable(() -> job.getJobExecutionResult().get(5, TimeUnit.MINUTES)))
                .hasStackTraceContaining("made anew: " + anew);
    }

    /** One partition has many times what the others have, and one of those is told last of all. */
    @Test
    void aHotPartitionIsReadNoFurtherThanMemoryAllows() throws Exception {
        int hot = 600;
        int bytes = 50 << 10;
        try (KafkaProducer<byte[], byte[]> filer = transactional()) {
            filer.beginTransaction();
            long open = filer.send(record(FILINGS, 1, 1)).get().timestamp();
            for (int i = 0; i < hot; i++) {
                sendNow(FILINGS, 0, bytes);
                if (i % 10 == 0) {
                    sendNow(OUTCOMES, i / 10 % 2, 100);
                }
            }
            broker.producer().flush();
            long last = send(OUTCOMES, 0, 1);
            job = read();
            Patience.until("it was read ahead", () -> MOST_HELD.get() > 4 << 20, MOST_HELD::get);
            awaitRounds();
            assertThat(WATERMARK.get()).as("an open transaction holds time").isLessThan(open);
            filer.commitTransaction();
            awaitPassed(last);
        }
        assertThat(LATE).hasValue(0);
        assertThat(MOST_HELD.get()).as("bytes that waited, of %s", hot * bytes).isLessThan(16 << 20);
        assertThat(SEEN.stream().filter(of -> of.topic().equals(FILINGS))).hasSize(hot + 1);
    }

    private JobClient read() throws Exception {
        return read(new Properties());
    }

    private JobClient read(Properties more) throws Exception {
        return read(new TestStreamEnvironment(cluster, 2), FILINGS, Duration.ofMillis(100), more);
    }

    private JobClient read(StreamExecutionEnvironment env, String filings, Duration settle, Properties more)
            throws Exception {
        Properties clients = new Properties();
        clients.putAll(more);
        clients.setProperty("bootstrap.servers", broker.bootstrap());
        String name = "in-order-" + JOBS.incrementAndGet();
        OrderedInputs.Plan plan =
                new OrderedInputs.Plan(name, List.of(filings, OUTCOMES), name, "clock.ticked", settle, clients);
        return hold(env, topic(env, plan, filings).union(topic(env, plan, OUTCOMES)), name);
    }

    /** In arrival mode. */
    private JobClient readAsItComes() throws Exception {
        StreamExecutionEnvironment env = new TestStreamEnvironment(cluster, 2);
        String name = "as-it-comes-" + JOBS.incrementAndGet();
        WatermarkStrategy<RawRecord> time = context -> new BrokerTime(
                context.getInputActivityClock(), InstantSource.system(), Duration.ofSeconds(1), Duration.ofSeconds(1));
        DataStream<RawRecord> filings = env.fromSource(
                        source(name, FILINGS, records(name, FILINGS)), time, FILINGS, StreamTypes.RAW_RECORD)
                .setParallelism(1);
        DataStream<RawRecord> outcomes = env.fromSource(
                        source(name, OUTCOMES, records(name, OUTCOMES)), time, OUTCOMES, StreamTypes.RAW_RECORD)
                .setParallelism(1);
        return hold(env, filings.union(outcomes), name);
    }

    private static JobClient hold(StreamExecutionEnvironment env, DataStream<RawRecord> records, String name)
            throws Exception {
        records.transform("Hold", StreamTypes.RAW_RECORD, new Hold())
                .setParallelism(1)
                .sinkTo(new DiscardingSink<>());
        return env.executeAsync(name);
    }

    private DataStream<RawRecord> topic(StreamExecutionEnvironment env, OrderedInputs.Plan plan, String topic) {
        RawRecords records = records(plan.groupId(), topic);
        return env.fromSource(
                        new InOrderSource(source(plan.groupId(), topic, records), records, plan),
                        WatermarkStrategy.noWatermarks(),
                        topic,
                        StreamTypes.RAW_RECORD)
                .setParallelism(1);
    }

    private static RawRecords records(String group, String topic) {
        return new RawRecords(KafkaAccess.at(broker.bootstrap()), List.of(topic), group, null);
    }

    private KafkaSource<RawRecord> source(String group, String topic, RawRecords records) {
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(broker.bootstrap())
                .setTopics(topic)
                .setGroupId(group)
                .setStartingOffsets(OffsetsInitializer.offsets(ends))
                .setDeserializer(records)
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(1 << 20))
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "100")
                .build();
    }

    private static void awaitSeen(int records) throws Exception {
        Patience.until(records + " records are handed on", () -> SEEN.size() >= records, SEEN::size);
    }

    /** A good many of the brokers' clock, each a record on its topic; a time is used a few rounds after it was asked for. */
    private static void awaitRounds() throws Exception {
        TopicPartition clock = new TopicPartition(Topics.CLOCK_TICKED.name(), 0);
        long end = Objects.requireNonNull(broker.ends(clock.topic()).get(clock)) + 3 * SettledTimes.ROUNDS;
        Patience.until(
                "the clock has made its rounds",
                () -> Objects.requireNonNull(broker.ends(clock.topic()).get(clock)) >= end,
                SEEN::size);
    }

    private static void awaitPassed(long time) throws Exception {
        Patience.until(time + " has passed", () -> WATERMARK.get() >= time, WATERMARK::get);
    }

    private static long send(String topic, int partition, int bytes) throws Exception {
        return broker.producer().send(record(topic, partition, bytes)).get().timestamp();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is missing is missed at the end.
    private static void sendNow(String topic, int partition, int bytes) {
        broker.producer().send(record(topic, partition, bytes));
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int partition, int bytes) {
        return new ProducerRecord<>(topic, partition, null, new byte[bytes]);
    }

    private static KafkaProducer<byte[], byte[]> transactional() {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "filer-" + JOBS.incrementAndGet()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** Sends to two partitions of topics without a pause. */
    private static final class Busy implements AutoCloseable {
        private final String[] topics;
        private final long began = System.currentTimeMillis();
        private final Thread thread = new Thread(this::send, "busy");
        private volatile boolean over;

        Busy(String... topics) {
            this.topics = topics;
            thread.start();
        }

        long began() {
            return began;
        }

        private void send() {
            while (!over) {
                for (String topic : topics) {
                    sendNow(topic, 0, 1);
                    sendNow(topic, 1, 1);
                }
                broker.producer().flush();
            }
        }

        @Override
        public void close() {
            over = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A part of the clock's clients that is broken as no exception tells. */
    public static final class Dies implements ProducerInterceptor<byte[], byte[]>, ConsumerInterceptor<byte[], byte[]> {
        private static final String WHY = "planted: a class is missing";

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            throw new NoClassDefFoundError(WHY);
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }

    /** Holds what came until time has passed it, as an ordered stage does, and counts the bytes. */
    private static final class Hold extends AbstractStreamOperator<RawRecord>
            implements OneInputStreamOperator<RawRecord, RawRecord> {
        @SuppressWarnings("NullAway.Init") // set when it opens
        private transient PriorityQueue<RawRecord> held;

        private transient long bytes;

        @Override
        public void open() throws Exception {
            super.open();
            held = new PriorityQueue<>(Comparator.comparingLong(RawRecord::timestamp));
            bytes = 0;
        }

        @Override
        public void processElement(StreamRecord<RawRecord> element) {
            RawRecord record = element.getValue();
            SEEN.add(record);
            if (record.timestamp() <= WATERMARK.get()) {
                LATE.incrementAndGet();
            }
            held.add(record);
            bytes += record.value().length;
            MOST_HELD.accumulateAndGet(bytes, Math::max);
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            WATERMARK.set(mark.getTimestamp());
            while (!held.isEmpty() && held.element().timestamp() <= mark.getTimestamp()) {
                bytes -= held.remove().value().length;
            }
            super.processWatermark(mark);
        }
    }
}
