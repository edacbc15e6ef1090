// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import portolan.benchmarks.measure.CatchUpWindow;
import portolan.benchmarks.measure.ProcessorTime;
import portolan.benchmarks.measure.TopicEnd;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.report.Run;
import portolan.peers.SubjectSettings;
import portolan.peers.Write;

/**
 * How fast a system under test works off a full topic, and what that costs: filings a second, and processor seconds a
 * million filings of each process.
 *
 * @param introduced filings at the topic's beginning that fill the memories
 * @param filings on the topic, those included
 */
record CatchUp(Rig rig, long introduced, long filings, double warmSeconds, double seconds) {
    /** More than a limit reads within any measurement. */
    private static final int PASSES = 100;

    private static final long LOOK_MILLIS = 250;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** The slowest pace of introductions that is waited for, beside {@link #LONGEST}. */
    private static final double SLOWEST_INTRODUCED_A_SECOND = 500;

    private static final double STILL_SECONDS = 90;
    private static final double MILLION = 1e6;
    private static final double MIB = 1 << 20;

    /** Who looks at a run from aside, while it is measured. */
    interface Witness {
        /** The subject is at work; nothing of it counts yet. */
        default void started(Child subject) {}

        /** What follows counts. */
        default void opened() {}

        /** What has been since then counted; not called where there were too few filings for that. */
        default void over() {}
    }

    Map<String, Double> measure(Subject subject, SubjectSettings given) throws InterruptedException {
        return measure(subject, given, new Witness() {});
    }

    Map<String, Double> measure(Subject subject, SubjectSettings given, Witness witness) throws InterruptedException {
        SubjectSettings options = subject.takesPasses() ? given.with("passes", PASSES) : given;
        rig.topics().renewOthers();
        try (TopicEnd end = rig.end(BenchTopics.ASSESSED);
                Child process = rig.subject(subject, options)) {
            witness.started(process);
            Map<String, Double> debt = new LinkedHashMap<>();
            Map<String, Double> figures = figures(watch(subject, options, process, end, witness, debt));
            figures.putAll(debt);
            return figures;
        } finally {
            rig.forget(options);
        }
    }

    /** Merging that RocksDB has put off, as the subject said it last; none said it when it has no RocksDB. */
    private static void addDebt(String when, Child process, Map<String, Double> to) {
        String[] said = process.latest("debt", "").split(" ", -1);
        if (said.length == 2) {
            to.put("files to merge " + when, Double.parseDouble(said[0]));
            to.put("MiB to merge " + when, Double.parseDouble(said[1]) / MIB);
        }
    }

    private CatchUpWindow watch(
            Subject subject,
            SubjectSettings options,
            Child process,
            TopicEnd end,
            Witness witness,
            Map<String, Double> debt)
            throws InterruptedException {
        double total = subject.isLimit() ? Double.MAX_VALUE : filings;
        CatchUpWindow window = new CatchUpWindow(subject.isLimit() ? 0 : introduced, warmSeconds, seconds, total);
        long start = System.nanoTime();
        boolean enough = false;
        double most = 0;
        double grew = 0;
        boolean opened = false;
        while (!enough) {
            if ((System.nanoTime() - start) / 1e9 > longestSeconds(subject)) {
                throw new IllegalStateException("too slow to be measured: subject=" + subject.name());
            }
            double count;
            if (subject.writesOneEach() && options.write() == Write.ALL) {
                Thread.sleep(LOOK_MILLIS);
                count = end.records();
                if (!process.isAlive()) {
                    throw process.ended();
                }
            } else {
                // Said once a second: read when it is said, so that the time belongs to the count.
                count = Double.parseDouble(process.await("read", Rig.PATIENCE));
            }
            double now = (System.nanoTime() - start) / 1e9;
            if (count > most) {
                most = count;
                grew = now;
            } else if (now - grew > STILL_SECONDS) {
                throw new IllegalStateException("the subject stands still: subject=" + subject.name() + ", at=" + most
                        + ", for=" + STILL_SECONDS + " s");
            }
            enough = window.take(new CatchUpWindow.Look(now, count, rig.processorTime(), rig.writtenBytes()));
            if (!opened && window.isOpen()) {
                opened = true;
                addDebt("at the beginning", process, debt);
                witness.opened();
            }
        }
        addDebt("at the end", process, debt);
        if (window.wasWarm()) {
            witness.over();
        }
        return window;
    }

    private double longestSeconds(Subject subject) {
        return LONGEST.toSeconds() + (subject.isLimit() ? 0 : introduced / SLOWEST_INTRODUCED_A_SECOND);
    }

    private static Map<String, Double> figures(CatchUpWindow window) {
        CatchUpWindow.Span span = window.span();
        ProcessorTime used = span.used();
        if (span.filings() <= 0) {
            throw new IllegalStateException("the subject stood still for " + span.seconds() + " s");
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("rate", span.rate());
        figures.put("written", span.writtenBytes() / span.filings());
        figures.put("cpu", used.seconds().getOrDefault("subject", 0.0) * MILLION / span.filings());
        figures.put("broker cpu", used.seconds().getOrDefault("broker", 0.0) * MILLION / span.filings());
        figures.put(Run.FOREIGN, used.foreignSeconds() / span.seconds());
        figures.put("seconds", span.seconds());
        figures.put("warm", window.wasWarm() ? 1.0 : 0.0);
        return figures;
    }
}
