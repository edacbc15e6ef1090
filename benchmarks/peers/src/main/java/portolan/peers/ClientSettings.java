// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the engine tells Kafka's clients, and so all subjects do: none is faster by its client. */
public final class ClientSettings {
    private ClientSettings() {}

    public static Properties consumer() {
        Properties consumer = new Properties();
        consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        consumer.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(2 << 20));
        consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
        consumer.setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, Integer.toString(1 << 20));
        return consumer;
    }

    public static Properties producer() {
        Properties producer = new Properties();
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "2");
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        producer.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(64 << 10));
        producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(2 << 20));
        return producer;
    }
}
