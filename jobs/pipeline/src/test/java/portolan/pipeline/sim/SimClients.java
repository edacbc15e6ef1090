// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jspecify.annotations.Nullable;

/** Kafka's clients over simulated brokers: the calls that {@code BrokerClock} makes, and no others. */
final class SimClients {
    private static final TimeoutException HANGS = new TimeoutException("a broker does not answer");
    private static final Node BROKER = new Node(1, "simulated", 9092);

    private final SimKafka kafka;

    SimClients(SimKafka kafka) {
        this.kafka = kafka;
    }

    /** Calls by method name. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The proxy is of the class that is asked for.
    private static <T> T proxy(Class<?> of, InvocationHandler calls) {
        return (T) Proxy.newProxyInstance(of.getClassLoader(), new Class<?>[] {of}, calls);
    }

    private static UnsupportedOperationException unknown(String call) {
        return new UnsupportedOperationException("not simulated: " + call);
    }

    Producer<byte[], byte[]> producer() {
        return proxy(Producer.class, (self, method, given) -> {
            if (!method.getName().equals("send")) {
                throw unknown("Producer." + method.getName());
            }
            ProducerRecord<?, ?> sent = (ProducerRecord<?, ?>) given[0];
            TopicPartition to = new TopicPartition(sent.topic(), 0);
            if (kafka.partition(to).hangs()) {
                return CompletableFuture.failedFuture(HANGS);
            }
            long stamped = kafka.partition(to).append(null, (byte[]) sent.value(), null);
            return CompletableFuture.completedFuture(new RecordMetadata(to, 0, 0, stamped, 0, 0));
        });
    }

    Admin admin() {
        return proxy(Admin.class, (self, method, given) -> switch (method.getName()) {
            case "describeTopics" -> new Described(kafka, (Collection<?>) given[0]);
            case "listOffsets" -> new ListOffsetsResult(ends(((Map<?, ?>) given[0]).keySet()));
            default -> throw unknown("Admin." + method.getName());
        });
    }

    private Map<TopicPartition, KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo>> ends(Set<?> partitions) {
        Map<TopicPartition, KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo>> ends = new HashMap<>();
        for (Object partition : partitions) {
            TopicPartition name = (TopicPartition) partition;
            KafkaFutureImpl<ListOffsetsResult.ListOffsetsResultInfo> end = new KafkaFutureImpl<>();
            if (kafka.partition(name).hangs()) {
                end.completeExceptionally(HANGS);
            } else {
                end.complete(new ListOffsetsResult.ListOffsetsResultInfo(
                        kafka.partition(name).end(), -1, Optional.empty()));
            }
            ends.put(name, end);
        }
        return ends;
    }

    private static final class Described extends DescribeTopicsResult {
        Described(SimKafka kafka, Collection<?> topics) {
            super(
                    null,
                    topics.stream()
                            .collect(Collectors.toMap(String.class::cast, topic -> describe(kafka, (String) topic))));
        }

        private static KafkaFuture<TopicDescription> describe(SimKafka kafka, String topic) {
            List<TopicPartitionInfo> partitions = kafka.partitions(topic).stream()
                    .map(one ->
                            new TopicPartitionInfo(one.name().partition(), BROKER, List.of(BROKER), List.of(BROKER)))
                    .toList();
            Uuid id = SimKafka.id(topic);
            return KafkaFuture.completedFuture(new TopicDescription(topic, false, partitions, Set.of(), id));
        }
    }

    Consumer<byte[], byte[]> consumer() {
        return proxy(Consumer.class, new Reading(kafka));
    }

    /** A consumer of committed records, one record a poll. */
    private static final class Reading implements InvocationHandler {
        private final SimKafka kafka;
        private final Map<TopicPartition, Long> positions = new HashMap<>();

        Reading(SimKafka kafka) {
            this.kafka = kafka;
        }

        @Override
        public @Nullable Object invoke(Object self, java.lang.reflect.Method method, Object[] given) {
            switch (method.getName()) {
                case "assign" -> assign((Collection<?>) given[0]);
                case "assignment" -> {
                    return new HashSet<>(positions.keySet());
                }
                case "seek" ->
                    positions.put(
                            (TopicPartition) given[0],
                            given[1] instanceof OffsetAndMetadata at ? at.offset() : (Long) given[1]);
                case "seekToBeginning" ->
                    ((Collection<?>) given[0])
                            .forEach(one -> positions.put(
                                    (TopicPartition) one,
                                    kafka.partition((TopicPartition) one).start()));
                case "committed" -> {
                    return Map.of();
                }
                case "position" -> {
                    return positions.get((TopicPartition) given[0]);
                }
                case "poll" -> {
                    return poll((Duration) given[0]);
                }
                default -> throw unknown("Consumer." + method.getName());
            }
            return null;
        }

        private void assign(Collection<?> partitions) {
            positions.keySet().retainAll(partitions);
            for (Object one : partitions) {
                TopicPartition name = (TopicPartition) one;
                positions.putIfAbsent(name, kafka.partition(name).start());
            }
        }

        private ConsumerRecords<byte[], byte[]> poll(Duration unused) {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();
            positions.replaceAll((name, position) -> {
                SimPartition partition = kafka.partition(name);
                SimPartition.Entry next = partition.read(position);
                if (next == null) {
                    return partition.hangs() ? position : Math.max(position, partition.lastStable());
                }
                polled.computeIfAbsent(name, unknown -> new ArrayList<>())
                        .add(new ConsumerRecord<>(
                                name.topic(), name.partition(), next.offset(), next.key(), next.value()));
                return next.offset() + 1;
            });
            return new ConsumerRecords<>(polled, Map.of());
        }
    }
}
