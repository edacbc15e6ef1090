// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The second limit: Kafka to Flink, and nothing more. */
public final class DiscardSubject {
    private DiscardSubject() {}

    public static void main(String[] words) throws Exception {
        FlinkSubject.run(
                words,
                (env, options) -> FiledBytes.from(env, options)
                        .sinkTo(new DiscardingSink<>())
                        .uid("discard"));
    }
}
