// SPDX-License-Identifier: Apache-2.0
package portolan.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import portolan.peers.ClientSettings;
import portolan.peers.RunningSubject;
import portolan.peers.SubjectSettings;
import portolan.pipeline.Delivery;

/** Kafka Streams in this process, with its threads, stores and internal topics. */
final class Streams implements RunningSubject {
    private static final long RECORD_CACHE_BYTES = 256L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaStreams streams;
    private final AtomicReference<@Nullable Throwable> fault;

    private Streams(KafkaStreams streams, AtomicReference<@Nullable Throwable> fault) {
        this.streams = streams;
        this.fault = fault;
    }

    static Streams start(SubjectSettings settings) throws IOException {
        KafkaStreams streams = new KafkaStreams(StreamsTopology.of(settings), properties(settings));
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        streams.setUncaughtExceptionHandler(failed -> {
            fault.compareAndSet(null, failed);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        return new Streams(streams, fault);
    }

    static Properties properties(SubjectSettings settings) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, settings.groupId());
        properties.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        properties.setProperty(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(settings.parallelism()));
        properties.setProperty(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                Long.toString(settings.checkpointInterval().toMillis()));
        properties.setProperty(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                settings.delivery() == Delivery.EXACTLY_ONCE
                        ? StreamsConfig.EXACTLY_ONCE_V2
                        : StreamsConfig.AT_LEAST_ONCE);
        properties.setProperty(
                StreamsConfig.STATE_DIR_CONFIG,
                directory(settings.checkpointDirectory()).toString());
        properties.setProperty(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, Long.toString(RECORD_CACHE_BYTES));
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreTuning.class);
        // As many as a poll brings: the default of 1,000 would pause a partition at every poll.
        properties.setProperty(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, "4000");
        ClientSettings.consumer()
                .forEach((name, value) -> properties.put(StreamsConfig.consumerPrefix((String) name), value));
        properties.setProperty(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        ClientSettings.producer()
                .forEach((name, value) -> properties.put(StreamsConfig.producerPrefix((String) name), value));
        // Three records are written for one that is read, to the repartition topic and the changelog, too.
        properties.setProperty(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "5");
        return properties;
    }

    private static Path directory(@Nullable Path given) throws IOException {
        return given == null ? Files.createTempDirectory("portolan-streams-") : given;
    }

    @Override
    public boolean isConsuming() {
        KafkaStreams.State state = streams.state();
        if (state.hasCompletedShutdown() || state.isShuttingDown()) {
            throw new IllegalStateException("it has ended: state=" + state, fault.get());
        }
        return state == KafkaStreams.State.RUNNING;
    }

    @Override
    public void close() {
        streams.close(PATIENCE);
    }
}
