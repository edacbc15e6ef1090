// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

/** Kafka, Flink, Kafka, all in one chain: bytes as they are, which no subject that writes one record each can beat. */
public final class BytesSubject {
    private BytesSubject() {}

    public static void main(String[] words) throws Exception {
        FlinkSubject.run(
                words,
                (env, options) -> FiledBytes.from(env, options)
                        .sinkTo(TranscribedSink.ofBytes(options))
                        .uid("write-assessed"));
    }
}
