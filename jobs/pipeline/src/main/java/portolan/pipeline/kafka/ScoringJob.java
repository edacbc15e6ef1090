// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.Delivery;
import portolan.pipeline.JobArguments;
import portolan.pipeline.JobSettings;
import portolan.pipeline.stage.AssessSettings;
import portolan.pipeline.stage.Outputs;
import portolan.pipeline.stage.ScoringTopology;
import portolan.schemas.wire.Principal;
import portolan.topics.StartCheck;
import portolan.topics.TransactionCheck;

/** The scoring job on Kafka: filings, outcomes and moves of containers in, assessments, alerts, rejects and audits out. */
public final class ScoringJob {
    private static final Logger LOG = LoggerFactory.getLogger(ScoringJob.class);
    private static final String NAME = "portolan-scoring";

    private ScoringJob() {}

    /**
     * Starts the job where Flink's own settings say.
     *
     * @param arguments {@code --option value}, as {@link JobSettings#options()} lists them
     * @throws portolan.topics.KafkaFault if Kafka does not answer
     * @throws IllegalStateException if its topics are not as the engine needs them
     */
    public static void main(String[] arguments) throws Exception {
        JobSettings settings = settings(arguments);
        String refusal = refusal(settings);
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, settings, empty(env.getConfiguration(), settings));
        env.execute(NAME);
    }

    /** Where a job begins that Flink gives no state. Only Flink knows whether there is one that is highly available. */
    static GroupOffsets empty(ReadableConfig flink, JobSettings settings) throws IOException {
        if (flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()) {
            return new GroupOffsets();
        }
        Continuity now = Continuity.ask(settings.kafka(), settings.groupId());
        if (!settings.rebuild()) {
            return new GroupOffsets(false, now.refusesToStartEmpty(settings.kafka(), null));
        }
        now.wholeSince(settings.kafka()).forEach(LOG::warn);
        return new GroupOffsets(true, null);
    }

    /**
     * What the job takes from its arguments.
     *
     * @param arguments as {@link #main} has them
     * @throws IllegalArgumentException naming every fault
     */
    public static JobSettings settings(String... arguments) {
        Map<String, String> given = JobArguments.named(arguments);
        for (String signed : List.of("rules", "suppressions")) {
            if (given.containsKey(signed)) {
                throw new IllegalArgumentException("a live job takes " + signed
                        + " that two people signed, from their topic: leave --" + signed
                        + " out, and publish the text: " + signed + '=' + given.get(signed));
            }
        }
        return JobSettings.of(given);
    }

    /**
     * Why Kafka is not as the job needs it, or null if it is.
     *
     * @throws portolan.topics.KafkaFault if it does not answer
     */
    public static @Nullable String refusal(JobSettings settings) {
        String refusal = StartCheck.refusal(
                settings.kafka(), Principal.JOB, settings.groupId(), KafkaFeeds.INPUT_TOPICS, false, LOG::warn);
        if (refusal == null && settings.delivery() == Delivery.EXACTLY_ONCE) {
            refusal = TransactionCheck.refusal(settings.kafka(), settings.transactionTimeout());
        }
        return refusal;
    }

    /** Adds the job to an environment; who started that executes it. */
    public static void build(StreamExecutionEnvironment env, JobSettings settings) {
        build(env, settings, new GroupOffsets());
    }

    static void build(StreamExecutionEnvironment env, JobSettings settings, GroupOffsets empty) {
        env.setParallelism(settings.parallelism());
        KafkaFeeds kafka = new KafkaFeeds(settings, empty);
        env.configure(JobConfiguration.of(settings.checkpointInterval(), kafka.ends(), settings.checkpointDirectory()));
        KafkaFeeds.Texts texts = kafka.texts(env);
        Outputs outputs = new ScoringTopology(
                        settings.mode(),
                        assessing(settings),
                        settings.cacheSizes(),
                        Clock.systemUTC(),
                        ScoringTopology.FLUSHED_AT_ONCE)
                .memoriesFrom(settings.memoriesFrom())
                .senderKeys(settings.senderKeys())
                .connect(
                        new TopicDecoder(settings.remembersPersons()),
                        kafka.filings(env),
                        kafka.outcomes(env),
                        kafka.moves(env),
                        texts.published());
        kafka.write(kafka.archive(outputs), texts);
    }

    private static AssessSettings assessing(JobSettings settings) {
        return new AssessSettings(
                        settings.rules(),
                        settings.reference(),
                        settings.engineVersion(),
                        settings.ledger(),
                        settings.memory())
                .with(settings.beside());
    }
}
