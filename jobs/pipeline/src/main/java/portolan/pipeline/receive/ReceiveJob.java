// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.Delivery;
import portolan.pipeline.JobArguments;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.GroupOffsets;
import portolan.pipeline.kafka.JobConfiguration;
import portolan.pipeline.kafka.KafkaEnds;
import portolan.pipeline.kafka.SentRecords;
import portolan.pipeline.stage.ScoringTopology;
import portolan.pipeline.stage.SideOutputs;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Principal;
import portolan.schemas.wire.Topics;
import portolan.topics.StartCheck;
import portolan.topics.TransactionCheck;

/**
 * The job that reads messages: what gateways received in, filings, movements of containers, calls of ships,
 * rejects and receipts out. Apart from the scoring job,
 * so that the topic of filings stays the one log that is replayed, and a bad message touches no memory.
 */
public final class ReceiveJob {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveJob.class);
    private static final String NAME = "portolan-receive";

    private ReceiveJob() {}

    /**
     * Starts the job where Flink's own settings say.
     *
     * @param arguments {@code --option value}, as {@link ReceiveSettings#options()} lists them
     * @throws portolan.topics.KafkaFault if Kafka does not answer
     * @throws IllegalStateException if its topics are not as the engine needs them
     */
    public static void main(String[] arguments) throws Exception {
        ReceiveSettings settings = ReceiveSettings.of(JobArguments.named(arguments));
        String refusal = refusal(settings);
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, settings);
        env.execute(NAME);
    }

    /**
     * Why Kafka is not as the job needs it, or null if it is.
     *
     * @throws portolan.topics.KafkaFault if it does not answer
     */
    public static @Nullable String refusal(ReceiveSettings settings) {
        String refusal = StartCheck.refusal(
                settings.kafka(),
                Principal.RECEIVER,
                settings.groupId(),
                List.of(Topics.MESSAGES_RECEIVED),
                false,
                LOG::warn);
        if (refusal == null && settings.delivery() == Delivery.EXACTLY_ONCE) {
            refusal = TransactionCheck.refusal(settings.kafka(), settings.transactionTimeout());
        }
        return refusal;
    }

    /** Adds the job to an environment; who started that executes it. */
    public static void build(StreamExecutionEnvironment env, ReceiveSettings settings) {
        if (settings.gatewayKeys() == null) {
            LOG.warn("no gateway-keys: whoever may write messages.received sends as anybody");
        }
        env.setParallelism(settings.parallelism());
        KafkaEnds ends = ends(settings, settings.groupId());
        env.configure(JobConfiguration.of(settings.checkpointInterval(), ends, settings.checkpointDirectory()));
        SingleOutputStreamOperator<UnkeyedBill> small = read(env, settings, ReadMessages.Lane.SMALL);
        SingleOutputStreamOperator<UnkeyedBill> large = read(env, settings, ReadMessages.Lane.LARGE);
        SingleOutputStreamOperator<UnkeyedBill> withdrawn = small.getSideOutput(MessageOutputs.LISTED)
                .union(large.getSideOutput(MessageOutputs.LISTED))
                .keyBy(Listed::manifest, Types.STRING)
                .process(new WithdrawLeftOut(), UnkeyedBill.TYPE)
                .uid("withdraw-left-out")
                .name("Withdraw what manifests leave out")
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE);
        DataStream<Tuple3<byte[], byte[], byte[]>> filed = small.union(large, withdrawn)
                .keyBy(UnkeyedBill::document, Types.STRING)
                .process(new KeyBills(), KeyedBill.TYPE)
                .uid("key-bills")
                .name("Key bills")
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE)
                .keyBy(KeyedBill::place, Types.STRING)
                .process(new JoinDeclarations(), SentRecords.TYPE)
                .uid("join-declarations")
                .name("Join declarations to their bills")
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE);
        ends.sink(
                        filed,
                        new SentRecords(settings.kafka().name(Topics.CONSIGNMENTS_FILED), settings.senderKey()),
                        Topics.CONSIGNMENTS_FILED,
                        KafkaEnds.Pace.FAST)
                .disableChaining();
        ends.sink(
                small.getSideOutput(MessageOutputs.MOVED).union(large.getSideOutput(MessageOutputs.MOVED)),
                new SentRecords(settings.kafka().name(Topics.CONTAINERS_MOVED), settings.senderKey()),
                Topics.CONTAINERS_MOVED,
                KafkaEnds.Pace.FAST);
        ends.sink(
                small.getSideOutput(MessageOutputs.REPORTED).union(large.getSideOutput(MessageOutputs.REPORTED)),
                Topics.CONVEYANCES_REPORTED,
                KafkaEnds.Pace.STEADY);
        ends.sink(
                small.getSideOutput(MessageOutputs.ANSWERED).union(large.getSideOutput(MessageOutputs.ANSWERED)),
                Topics.MESSAGES_ANSWERED,
                KafkaEnds.Pace.STEADY);
        DataStream<Reject> rejected = small.getSideOutput(SideOutputs.REJECTED)
                .union(large.getSideOutput(SideOutputs.REJECTED), withdrawn.getSideOutput(SideOutputs.REJECTED));
        ends.reject(rejected);
    }

    private static KafkaEnds ends(ReceiveSettings settings, String group) {
        return new KafkaEnds(settings.kafka(), group, settings.delivery(), settings.transactionTimeout());
    }

    private static SingleOutputStreamOperator<UnkeyedBill> read(
            StreamExecutionEnvironment env, ReceiveSettings settings, ReadMessages.Lane lane) {
        String own = lane == ReadMessages.Lane.LARGE ? "-large" : "";
        String store = settings.store();
        KafkaEnds ends = ends(settings, settings.groupId() + own);
        List<MessageTopic> topics = List.of(Topics.MESSAGES_RECEIVED);
        return env.fromSource(
                        ends.source(topics, ends.records(topics, null), new GroupOffsets(), Map.of()),
                        WatermarkStrategy.noWatermarks(),
                        "Read messages.received" + own,
                        StreamTypes.RAW_RECORD)
                .uid("read-messages-received" + own)
                .setParallelism(Math.min(env.getParallelism(), Topics.MESSAGES_RECEIVED.partitions()))
                .transform(
                        "Read messages" + own,
                        UnkeyedBill.TYPE,
                        new ReadMessages(
                                lane,
                                settings.profiles(),
                                store == null ? null : new MessageStore(store),
                                settings.keys(),
                                settings.gatewayKeys()))
                .uid("read-messages" + own)
                .setParallelism(Math.min(env.getParallelism(), Topics.MESSAGES_RECEIVED.partitions()))
                .setBufferTimeout(ScoringTopology.FLUSHED_AT_ONCE);
    }
}
