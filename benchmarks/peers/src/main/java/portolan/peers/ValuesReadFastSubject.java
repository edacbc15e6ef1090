// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * {@link ValuesSubject} with the engine's reader of filings and its way to hand them on: what the engine gains by those
 * alone is what this gains.
 */
public final class ValuesReadFastSubject {
    private ValuesReadFastSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(
                arguments,
                settings -> FlinkPeer.start(settings, RocksDbTuning.OPTIONS, ValuesReadFastSubject::connect));
    }

    private static void connect(StreamExecutionEnvironment env, SubjectSettings settings) {
        KafkaEnds kafka = new KafkaEnds(env, settings);
        ValuesSubject.connect(kafka, kafka.casesByShipperAsInTheEngine(), settings);
    }
}
