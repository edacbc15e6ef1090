// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

/** The fourth limit: pass-through with one exchange by shipper, in which bytes travel and no objects. */
public final class ExchangeSubject {
    private ExchangeSubject() {}

    public static void main(String[] words) throws Exception {
        FlinkSubject.run(
                words,
                (env, options) -> FiledBytes.from(env, options)
                        .map(new Transcribed())
                        .returns(Transcribed.TYPE)
                        .uid("transcribe")
                        .setBufferTimeout(options.flushedEveryMillis())
                        .keyBy(filing -> filing.f0)
                        .sinkTo(TranscribedSink.to(options))
                        .uid("write-assessed"));
    }
}
