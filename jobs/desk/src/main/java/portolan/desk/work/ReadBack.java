// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** Waits until the desk itself has read what was written: only then it is shown, and counts or does not. */
public interface ReadBack {
    /**
     * Waits until all records before an offset are read.
     *
     * @param partition by the name that the topic has at the brokers
     * @return false if that takes longer
     */
    boolean await(TopicPartition partition, long offset, Duration longest) throws InterruptedException;
}
