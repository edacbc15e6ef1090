// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import portolan.pipeline.Delivery;
import portolan.pipeline.JobSettings;
import portolan.pipeline.Mode;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.KafkaFeeds;
import portolan.pipeline.kafka.SteppedInputs;
import portolan.records.DocumentTopics;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;

/** What outlives a crash of the job: brokers, results, time, stores, and the seed's dice. */
record SimWorld(
        JobSettings settings,
        SimTime time,
        SimDice dice,
        SimKafka kafka,
        SimResults results,
        SimStores stores,
        boolean clocksAgree) {
    Delivery delivery() {
        return settings.delivery();
    }

    /** All that the job reads. */
    static List<String> topics() {
        return Stream.concat(KafkaFeeds.INPUT_TOPICS.stream(), DocumentTopics.all().stream())
                .map(KafkaTopic::name)
                .toList();
    }

    /** What one source reads. */
    List<String> topicsOf(String source) {
        return KafkaFeeds.INPUT_TOPICS.stream()
                .map(KafkaTopic::name)
                .filter(source::endsWith)
                .findFirst()
                .map(List::of)
                .orElseGet(() ->
                        DocumentTopics.all().stream().map(KafkaTopic::name).toList());
    }

    boolean isOrdered() {
        return settings.mode() == Mode.ORDERED;
    }

    /** Of one partition, in arrival mode. */
    WatermarkGenerator<RawRecord> brokerTime() {
        return SteppedInputs.brokerTime(time::nanos, time::millis, settings.idleAfter());
    }

    SteppedInputs inputs() {
        SimClients clients = new SimClients(kafka);
        return new SteppedInputs(
                topics(),
                Topics.CLOCK_TICKED.name(),
                settings.settle(),
                time::nanos,
                clients.producer(),
                clients.admin(),
                clients.consumer());
    }
}
