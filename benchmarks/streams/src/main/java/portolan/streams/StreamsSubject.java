// SPDX-License-Identifier: Apache-2.0
package portolan.streams;

import portolan.peers.SubjectProcess;

/** Kafka Streams with a store on RocksDB, its cache, its changelog and its repartition topic. */
public final class StreamsSubject {
    private StreamsSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link portolan.peers.SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(arguments, Streams::start);
    }
}
