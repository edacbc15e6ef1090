// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** An input has other partitions than a job in ordered mode reads. Flink does not restart it: that would tell nobody. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class PartitionsChangedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private PartitionsChangedException(String topic, int read, int now, String then) {
        super("stopped before a result could be wrong, as an input's partitions are not those that are read: topic="
                + topic + ", read=" + read + ", now=" + now + "; " + then);
    }

    static PartitionsChangedException added(String topic, int read, int now) {
        return new PartitionsChangedException(
                topic, read, now, "start the job again: it reads the added ones in order, from their first record");
    }

    static PartitionsChangedException taken(String topic, int read, int now) {
        return new PartitionsChangedException(
                topic,
                read,
                now,
                "Kafka takes none away, so the topic was made anew: start with an empty --data and a --group-id that"
                        + " Kafka does not know");
    }
}
