// SPDX-License-Identifier: Apache-2.0
package portolan.streams;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;
import portolan.peers.AssessmentWire;
import portolan.peers.OneMemory;
import portolan.peers.RuleTexts;
import portolan.peers.SubjectSettings;

/**
 * One memory in the Processor API: filings are keyed by consignment, so they go through a repartition topic to the
 * task of their shipper, as they go through an exchange of Flink's.
 */
final class StreamsTopology {
    static final String MEMORIES = "memories";

    private StreamsTopology() {}

    static Topology of(SubjectSettings settings) {
        String rules = RuleTexts.ofOneMemory(settings.rules());
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(MEMORIES), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()));
        builder.stream(settings.filed(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .process(KeyFilings::new)
                .repartition(
                        Repartitioned.with(Serdes.String(), new CaseSerde()).withName("cases"))
                .process(
                        () -> new AssessFromStore(
                                new OneMemory(rules),
                                settings.write(),
                                new AssessmentWire(settings.assessed()),
                                MEMORIES),
                        MEMORIES)
                .to(settings.assessed(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        return builder.build();
    }
}
