// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cost of one hot piece on one core, on filings of the generated feed and memories that have learned before. Answers:
 * where do the time and the bytes of a filing go, and does that grow with what is remembered? Every piece is one of
 * {@link HotPieces}; the allocation gate of the build runs the same ones on the same inputs.
 *
 * <pre>deploy/portolan bench micro PieceBenchmark -prof gc
 * deploy/portolan bench micro PieceBenchmark -p piece=ledger,wire -p filings=20000 -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class PieceBenchmark {
    /** Filings that the memories have learned of. */
    @Param({"5000", "20000"})
    private int filings;

    /** All of {@link HotPieces}. */
    @Param({
        "decode",
        "decode-avro",
        "ledger",
        "visits",
        "event",
        "calls",
        "memory-codec/shipper",
        "memory-codec/consignee",
        "memory-codec/commodity",
        "memory-codec/filer",
        "memory-codec/base",
        "memory-codec/repeats",
        "memory-codec/container",
        "memory-codec/seal",
        "memory-codec/contact",
        "memory-codec/bill",
        "memory-codec/passage",
        "memory-codec/port",
        "memory-update/shipper",
        "memory-update/consignee",
        "memory-update/commodity",
        "memory-update/filer",
        "memory-update/base",
        "memory-update/repeats",
        "memory-update/container",
        "memory-update/seal",
        "memory-update/contact",
        "memory-update/bill",
        "memory-update/passage",
        "memory-update/port",
        "indicators/shipper",
        "indicators/consignee",
        "indicators/commodity",
        "indicators/filer",
        "indicators/base",
        "indicators/repeats",
        "indicators/container",
        "indicators/seal",
        "indicators/contact",
        "indicators/bill",
        "indicators/passage",
        "indicators/port",
        "answers",
        "indicators/case",
        "join",
        "data-quality",
        "rules",
        "assess",
        "assessment",
        "wire"
    })
    private String piece = "decode";

    private HotPiece hot = HotPiece.of("nothing", List.of(""), of -> of);

    /** Replays the feed; the same inputs in every run. */
    @Setup
    public void replay() {
        for (HotPiece each : HotPieces.after(filings)) {
            if (each.name().equals(piece)) {
                hot = each;
                return;
            }
        }
        throw new IllegalArgumentException("there is no such piece: piece=" + piece);
    }

    /** One run of it. */
    @Benchmark
    public Object run() {
        return hot.run();
    }

    /** The names that {@link #piece} may have. */
    static List<String> pieces() throws NoSuchFieldException {
        return List.of(PieceBenchmark.class
                .getDeclaredField("piece")
                .getAnnotation(Param.class)
                .value());
    }
}
