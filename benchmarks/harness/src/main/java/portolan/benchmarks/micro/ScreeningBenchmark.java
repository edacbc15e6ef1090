// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.util.Random;
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
import portolan.scoring.screening.NameIndex;

/**
 * Cost of looking a party's name up in a watch list. Answers: can one core look up 20,000 parties a second among
 * 100,000 listed names, when no party comes twice in a row of 32,768?
 *
 * <pre>deploy/portolan bench micro ScreeningBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
public class ScreeningBenchmark {
    private static final int PARTIES = 1 << 15;
    private static final int SYLLABLES = 3;
    private static final String[] SOUNDS =
            ("mar tel so ven ka ri dor lin pas quo bel tra min gar lo san ver du na per al"
                            + " cor fin hel is jun kel lum mon nor os pra rho sil tor ul vas wes yar zen")
                    .split(" ", -1);
    private static final String[] TRADES =
            "Trading Import Export Textile Foods Machinery Plastics Electronics Metal Marine".split(" ", -1);

    @Param({"10000", "100000"})
    private int listed = 10_000;

    private final NameIndex index = new NameIndex();
    private final String[] parties = new String[PARTIES];
    private int next;

    @Setup
    public void invent() {
        Random random = new Random(40);
        for (int i = 0; i < listed; i++) {
            index.add(name(random));
        }
        index.close();
        for (int i = 0; i < PARTIES; i++) {
            parties[i] = name(random);
        }
    }

    /** Two words and a trade. */
    private static String name(Random random) {
        StringBuilder name = new StringBuilder(40);
        for (int word = 0; word < 2; word++) {
            for (int i = 0; i < SYLLABLES; i++) {
                name.append(SOUNDS[random.nextInt(SOUNDS.length)]);
            }
            name.append(' ');
        }
        return name.append(TRADES[random.nextInt(TRADES.length)]).append(" Ltd").toString();
    }

    /** The likeness of the listed name that is most like. */
    @Benchmark
    public float lookUp() {
        float[] most = new float[1];
        index.find(parties[next++ & (PARTIES - 1)], false, like -> most[0] = StrictMath.max(most[0], like.likeness()));
        return most[0];
    }
}
