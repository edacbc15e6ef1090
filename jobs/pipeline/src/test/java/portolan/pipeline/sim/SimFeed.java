// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import portolan.schemas.avro.EventKind;
import portolan.schemas.wire.Topics;

/** Who sends what the job reads. */
final class SimFeed {
    private final SimKafka kafka;
    private final SimTime time;
    private final List<Open> open = new ArrayList<>();

    /** A transaction of an input that ends before the act of this number. */
    private record Open(SimPartition partition, SimPartition.Transaction transaction, int until, boolean commits) {}

    SimFeed(SimKafka kafka, SimTime time) {
        this.kafka = kafka;
        this.time = time;
    }

    /**
     * When the broker says that it was sent.
     *
     * @param acted the acts before it
     */
    long send(SimAct act, int acted) {
        List<SimPartition> partitions = kafka.partitions(act.topic());
        SimPartition to = partitions.get(Math.floorMod(act.key().hashCode(), partitions.size()));
        byte[] key = act.key().getBytes(StandardCharsets.UTF_8);
        if (act.number() == 0) {
            return to.append(key, act.value(), null);
        }
        SimPartition.Transaction transaction = new SimPartition.Transaction();
        open.add(new Open(to, transaction, acted + act.number(), act.number() % 2 == 0));
        return to.append(key, act.value(), transaction);
    }

    /** A step is signed as it is published. */
    void publish(SimAct act) {
        long now = time.millis();
        byte[] step = SimTexts.step(act.topic(), act.key(), act.value(), now, now + act.number());
        kafka.partitions(act.topic()).get(0).append(new byte[0], step, null);
    }

    /** Those that end before the act of this number. */
    void endTransactions(int before) {
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open one = each.next();
            if (one.until() <= before) {
                one.partition().end(one.transaction(), one.commits());
                each.remove();
            }
        }
    }

    /** Nothing falls due behind it that the oracle does not know. */
    void sendLast() {
        byte[] value = SimFilings.filing(
                new SimFilings.Bill(EventKind.CREATE, "LAST", 1, "FILER", "MRN-LAST", 1, null, false, null),
                Instant.ofEpochMilli(time.millis()));
        kafka.partitions(Topics.CONSIGNMENTS_FILED.name()).get(1).append(new byte[0], value, null);
    }
}
