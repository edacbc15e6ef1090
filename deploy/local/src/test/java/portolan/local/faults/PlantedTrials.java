// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import portolan.schemas.wire.Topics;

/** What is done to a run in which exceptions are {@link Planted}. */
final class PlantedTrials {
    private static final int FLOOD = 90;

    private PlantedTrials() {}

    /** Few enough that the job goes on. */
    static void someInEach(Bench bench) throws Exception {
        bench.setAside(Planted::aside);
        bench.feed(java.time.Duration.ofSeconds(8));
        bench.hurt();
        bench.sender().send(Planted.filings());
        bench.says("records were quarantined");
        bench.metric("quarantined", Planted.values().length);
        bench.awaitRecovery();
        bench.neverSaid("the job failed");
    }

    /** So many at once that the job stops: no restart would help. Mended, it is started again. */
    static void flood(Bench bench) throws Exception {
        bench.feed(java.time.Duration.ofSeconds(2));
        bench.hurt();
        bench.sender().send(Planted.flood(FLOOD));
        bench.says("the scoring job ended by itself: .*too many records cannot be handled: operator=keep-ledger");
        bench.measured("exit code", bench.run().process().awaitEnd(), 1);
        mend(bench.directory().resolve("run").resolve("planted"));
        Set<String> aside = new TreeSet<>();
        Told.on(bench.broker().bootstrap()).rejects.keySet().stream()
                .filter(input -> input.endsWith(" in " + Planted.LEDGER.operator()))
                .forEach(aside::add);
        bench.setAside(raw -> aside.contains(Told.notHandled(raw.toString(), Planted.LEDGER.operator()))
                ? Planted.LEDGER.operator()
                : null);
        bench.lifted();
        bench.run().startAgain();
        bench.awaitRecovery();
        bench.found("aside", aside.size() + " of " + FLOOD + " on " + Topics.FILINGS_REJECTED.name());
    }

    /** The rule set stays. */
    private static void mend(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                Files.delete(file);
            }
        }
    }
}
