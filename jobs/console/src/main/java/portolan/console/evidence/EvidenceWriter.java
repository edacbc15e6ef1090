// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.SigningKey;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * Writes evidence: what people decide, report, sign and look at. Each record is the next of this process's chain in its
 * partition. A record counts as written once all replicas in sync have it and all before it. For several threads.
 */
public final class EvidenceWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceWriter.class);

    private static final int ANSWERS_WITHIN = (int) KafkaAccess.PATIENCE.toMillis();

    /** Lines of the audit of some minutes at a busy desk. */
    private static final int MOST_WAITING = 10_000;

    /** A verifier looks back no further for where a session begins. */
    static final int MOST_UNCONFIRMED = 1_000;

    /** Room for the frame around the largest record. */
    private static final int ENVELOPE_BYTES = 64 << 10;

    private static final int LARGEST = Topics.WATCHLISTS_PUBLISHED.maxMessageBytes() + ENVELOPE_BYTES;

    private final KafkaAccess access;
    private final Clock clock;
    private final SigningKey key;
    private final HeadFile file;
    private final long session;
    private final Producer<byte[], byte[]> producer;
    private final @Nullable ProvenSender reporter;
    private final Map<String, Chain> chains = new HashMap<>();
    private final Semaphore unconfirmed = new Semaphore(MOST_UNCONFIRMED);

    /**
     * Before Kafka was reached once the producer waits for it as long as it has patience. So a thread of its own hands over;
     * of what waits for it there is a bound. It alone numbers records: their order is that in which they are sent.
     */
    private final ThreadPoolExecutor handing =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), run -> {
                Thread thread = new Thread(run, "evidence");
                thread.setDaemon(true);
                return thread;
            });

    EvidenceWriter(
            KafkaAccess access,
            Producer<byte[], byte[]> producer,
            SigningKey key,
            HeadFile file,
            @Nullable ProvenSender reporter,
            Clock clock) {
        this.access = access;
        this.clock = clock;
        this.key = key;
        this.file = file;
        this.session = clock.millis();
        this.producer = producer;
        this.reporter = reporter;
        for (ChainHead head : file.all()) {
            chains.put(head.topic() + '/' + head.partition(), new Chain(key, head, session));
        }
    }

    /**
     * Opens one with the key of a directory, which is made where there is none.
     *
     * @param kind of process, like {@code desk}: a new key's name begins so
     * @param reporter who reports inspections, to a job that asks; null where nobody proves it
     * @throws KafkaFault if the settings of the client cannot be used
     * @throws UncheckedIOException if the directory cannot
     */
    public static EvidenceWriter open(
            KafkaAccess access, Path directory, String kind, @Nullable ProvenSender reporter, Clock clock) {
        try {
            SigningKey key = WriterKey.open(directory, kind);
            HeadFile file = HeadFile.open(directory);
            try {
                return new EvidenceWriter(access, producer(access, key.name()), key, file, reporter, clock);
            } catch (KafkaFault e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("evidence cannot be signed: directory=" + directory, e);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaAccess access, String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "portolan-" + clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWERS_WITHIN);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * LARGEST);
        try {
            return new KafkaProducer<>(access.client(settings), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw KafkaFault.of(access, e);
        }
    }

    /**
     * Writes a record, and says where it stands.
     *
     * @throws KafkaFault if the brokers do not confirm it: it may be written all the same
     */
    public <T extends SpecificRecord> RecordMetadata write(Topic<T> topic, T value) throws InterruptedException {
        return await(send(topic, value), KafkaAccess.PATIENCE.multipliedBy(2));
    }

    /**
     * Writes records in their order, and says where each stands.
     *
     * @throws KafkaFault if the brokers do not confirm all of them
     */
    public <T extends SpecificRecord> List<RecordMetadata> write(Topic<T> topic, List<T> values)
            throws InterruptedException {
        List<CompletableFuture<RecordMetadata>> sent =
                values.stream().map(value -> send(topic, value)).toList();
        List<RecordMetadata> confirmed = new ArrayList<>();
        for (CompletableFuture<RecordMetadata> one : sent) {
            confirmed.add(await(one, KafkaAccess.PATIENCE.multipliedBy(2)));
        }
        return confirmed;
    }

    /**
     * Waits for what was handed over.
     *
     * @throws KafkaFault if the brokers do not confirm it in that time
     */
    public RecordMetadata await(CompletableFuture<RecordMetadata> sent, Duration longest) throws InterruptedException {
        try {
            return sent.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw KafkaFault.of(access, e);
        } catch (TimeoutException e) {
            throw KafkaFault.of(
                    access, new org.apache.kafka.common.errors.TimeoutException("not confirmed in " + longest, e));
        }
    }

    /** Hands a record over, and does not wait. */
    public <T extends SpecificRecord> CompletableFuture<RecordMetadata> send(Topic<T> topic, T value) {
        byte[] recordKey = topic.key(value);
        byte[] bytes = topic.wire().encode(value);
        List<Header> headers = reporter != null && topic.equals(Topics.INSPECTIONS_REPORTED)
                ? reporter.headers(recordKey, bytes)
                : List.of();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(access.name(topic), null, null, recordKey, bytes, headers);
        CompletableFuture<RecordMetadata> answer = new CompletableFuture<>();
        try {
            handing.execute(() -> hand(record, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new org.apache.kafka.common.errors.TimeoutException("too much waits", e));
        }
        return answer;
    }

    private void hand(ProducerRecord<byte[], byte[]> record, CompletableFuture<RecordMetadata> answer) {
        Chain chain = null;
        byte[] recordKey = record.key();
        try {
            int partitions = producer.partitionsFor(record.topic()).size();
            int partition = recordKey == null ? 0 : Utils.toPositive(Utils.murmur2(recordKey)) % partitions;
            unconfirmed.acquire();
            chain = chain(record.topic(), partition);
            if (chain.isBroken()) {
                producer.flush();
            }
            send(chain, partition, record, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(e);
        } catch (KafkaException | IllegalStateException e) {
            if (chain != null) {
                unconfirmed.release();
                chain.lost();
            }
            answer.completeExceptionally(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private void send(
            Chain chain,
            int partition,
            ProducerRecord<byte[], byte[]> record,
            CompletableFuture<RecordMetadata> answer) {
        Chain.Next next = chain.next(record.key(), record.value(), clock.millis());
        record.headers().add(ChainLink.HEADER, next.link().bytes());
        producer.send(
                new ProducerRecord<>(record.topic(), partition, null, record.key(), record.value(), record.headers()),
                (metadata, failed) -> {
                    unconfirmed.release();
                    if (failed != null) {
                        chain.lost();
                        answer.completeExceptionally(failed);
                    } else if (confirm(chain, next)) {
                        answer.complete(metadata);
                    } else {
                        answer.completeExceptionally(new KafkaException("a record before this one was not confirmed"));
                    }
                });
    }

    private boolean confirm(Chain chain, Chain.Next next) {
        ChainHead head = chain.confirm(next);
        if (head == null) {
            return false;
        }
        try {
            file.write(head);
        } catch (IOException e) {
            LOG.warn("the head of a chain is not kept: the next start goes on behind an earlier record", e);
        }
        return true;
    }

    private Chain chain(String topic, int partition) {
        synchronized (chains) {
            return chains.computeIfAbsent(
                    topic + '/' + partition,
                    unused -> new Chain(key, file.headOf(topic, partition, key.name()), session));
        }
    }

    /** The heads of all chains of this process, as far as they are confirmed. */
    List<ChainHead> heads() {
        synchronized (chains) {
            return chains.values().stream()
                    .map(Chain::head)
                    .filter(head -> head.number() > 0)
                    .toList();
        }
    }

    /** Signs in the name of this process. */
    SigningKey key() {
        return key;
    }

    @Override
    public void close() {
        handing.shutdown();
        try {
            if (!handing.awaitTermination(2, TimeUnit.SECONDS)) {
                handing.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(2));
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("the heads of the chains are not closed", e);
        }
    }
}
