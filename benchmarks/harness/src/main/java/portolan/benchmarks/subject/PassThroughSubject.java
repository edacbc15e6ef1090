// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

/** The third limit: Kafka, decode, encode, Kafka, all in one chain. */
public final class PassThroughSubject {
    private PassThroughSubject() {}

    public static void main(String[] words) throws Exception {
        FlinkSubject.run(
                words,
                (env, options) -> FiledBytes.from(env, options)
                        .map(new Transcribed())
                        .returns(Transcribed.TYPE)
                        .uid("transcribe")
                        .setBufferTimeout(options.flushedEveryMillis())
                        .sinkTo(TranscribedSink.to(options))
                        .uid("write-assessed"));
    }
}
