// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What consumers of committed records read on the topics of results. */
final class SimResults {
    private final Map<String, List<Result>> committed = new TreeMap<>();

    /** A transaction is committed once, however often somebody says so. */
    private final Set<SimWriter.Prepared> over = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A record on a topic. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by its bytes.
    record Result(String topic, byte[] value) {}

    void commit(SimWriter.Prepared transaction) {
        if (over.add(transaction)) {
            committed
                    .computeIfAbsent(transaction.topic(), unused -> new ArrayList<>())
                    .addAll(transaction.records());
        }
    }

    List<Result> on(String topic) {
        return committed.getOrDefault(topic, List.of());
    }

    int count() {
        return committed.values().stream().mapToInt(List::size).sum();
    }
}
