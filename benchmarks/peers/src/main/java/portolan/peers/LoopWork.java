// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.pipeline.RawRecord;

/** What a {@link Loop} does with each record it reads. Not for several threads. */
interface LoopWork {
    /**
     * Takes the next record, and hands over what is to be written.
     *
     * @throws IllegalArgumentException when the record is no filing: the feed of a benchmark has no such
     */
    void take(RawRecord filed, Consumer<ProducerRecord<byte[], byte[]>> out);
}
