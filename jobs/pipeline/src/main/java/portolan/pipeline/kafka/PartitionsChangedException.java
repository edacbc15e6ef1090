// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.kafka.common.TopicPartition;

/** An input has other partitions than a job in ordered mode reads. Flink does not restart it: that would tell nobody. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class PartitionsChangedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** How a job whose state is of no use makes it anew of what the topics keep. */
    public static final String BEGIN_ANEW =
            "start 'run' and 'cluster submit' with an empty --data and --rebuild, others with an empty"
                    + " --data and a --group-id that Kafka does not know";

    private PartitionsChangedException(String what) {
        super("stopped before a result could be wrong, as an input's partitions are not those that are read: " + what);
    }

    private PartitionsChangedException(String topic, int read, int now, String then) {
        this("topic=" + topic + ", read=" + read + ", now=" + now + "; " + then);
    }

    static PartitionsChangedException added(String topic, int read, int now) {
        return new PartitionsChangedException(
                topic, read, now, "start the job again: it reads the added ones in order, from their first record");
    }

    /** Found at a start only, when no earlier answer tells whether it is the same topic. */
    static PartitionsChangedException taken(String topic, int read, int now) {
        return new PartitionsChangedException(
                topic,
                read,
                now,
                "Kafka takes none away: if the topic was made anew, " + BEGIN_ANEW
                        + "; if not, a broker's answers are old, so start the job again");
    }

    /** What the job has read and told of is gone from the log: it would be another feed that it goes on with. */
    static PartitionsChangedException cut(TopicPartition partition, long read, long now) {
        return new PartitionsChangedException("cut: partition=" + partition + ", read up to offset=" + read
                + ", goes on at=" + now + "; results are of records that are gone: " + BEGIN_ANEW);
    }

    static PartitionsChangedException madeAnew(String topic) {
        return new PartitionsChangedException("made anew: " + topic
                + "; the job's state is of the records of the deleted topic, and its offsets too: " + BEGIN_ANEW);
    }
}
