// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import portolan.schemas.wire.Topics;

/** Filings on one partition of which nobody knows yet whether they are filed. */
final class OpenTransaction implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    private OpenTransaction(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Of the filings among these records, all on one partition. */
    static OpenTransaction on(String bootstrap, int partition, List<ProducerRecord<byte[], byte[]>> records) {
        return of(
                bootstrap,
                records.stream()
                        .filter(record -> record.topic().equals(Topics.CONSIGNMENTS_FILED.name()))
                        .map(record -> new ProducerRecord<>(record.topic(), partition, record.key(), record.value()))
                        .toList());
    }

    static OpenTransaction of(String bootstrap, List<ProducerRecord<byte[], byte[]>> records) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "transactional.id",
                        "a-filer",
                        // The most that a broker grants by itself: a busy machine starts a run late.
                        "transaction.timeout.ms",
                        900_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        OpenTransaction open = new OpenTransaction(producer);
        open.goOn(records);
        return open;
    }

    /** Begins the next one. */
    @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all of them
    void goOn(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        records.forEach(producer::send);
        producer.flush();
    }

    void commit() {
        producer.commitTransaction();
    }

    void abort() {
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
