package portolan.benchmarks.bench;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.profile.AllocatedBytes;
import portolan.benchmarks.profile.Profiler;
import portolan.benchmarks.profile.Spending;
import portolan.benchmarks.profile.Stacks;
import portolan.benchmarks.report.Page;
import portolan.benchmarks.report.View;

/** Where the processor time and the bytes of a filing go: what it is spent on, and by which thread. */
@Command(
        name = "profile",
        description = "What is a filing's processor time spent on, and what does it allocate, of the engine and of"
                + " plain Flink that does the same? By async-profiler, while a full topic is worked off.")
final class ProfileCommand implements Callable<Integer> {
    private static final List<String> USUAL = List.of("engine", "full-values");

    /** What comes to less than this share of a subject's time, or of its bytes, is told together. */
    private static final double LEAST_SHARE = 0.005;

    private static final double LEAST_SHARE_OF_A_STACK = 0.001;

    private static final String REST_OF_THREADS = "other threads";

    private static final List<View> VIEWS = List.of(
            new View("Filings a second from a full topic, profiled", "rate", "filings/s", "", true),
            new View("Processor time a filing", "cpu", "µs", "", true),
            new View("Processor time a filing, by what it is spent on", "micros", "µs", "", true),
            new View("Processor time a filing, by thread", "thread micros", "µs", "", true),
            new View("Bytes that a filing allocates, by thread", "bytes", "B", "", true),
            new View("Cores that others used meanwhile", Page.FOREIGN, "cores", "", false));

    private static final List<String> HOW = List.of(
            "async-profiler looks at each thread after each millisecond of processor time that it had, while the window"
                    + " counts. A row's time is its share of all that was seen, of the processor time that the kernel"
                    + " counted.",
            "What it is spent on is decided stack by stack, for all subjects by one list (spending.txt of the harness):"
                    + " by the thread, else by the innermost frame that the list knows. Threads of one kind are one row.",
            "Bytes are what the JVM has counted for each of its threads, over the same filings: exact, but for threads"
                    + " that ended in between.",
            "profile-SUBJECT-REPETITION.folded has the stacks, for any viewer of flame graphs: those of libraries by"
                    + " their names alone, and what was seen in less than a thousandth of all samples counted where it"
                    + " was called from.",
            "Rows of less than half a hundredth are one.");

    private static final List<String> NOT_MEASURED = List.of(
            "What the profiler itself takes: it is in every row.",
            "What waits: a thread that has no processor is not seen.",
            "What the kernel does, where it does not let the profiler look (kernel.perf_event_paranoid): then rows are"
                    + " shares of the rest.");

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws Exception {
        Profiler.check();
        options.refuse(Subject::isCluster, "a profile is of one process");
        Finding finding = new Finding(
                "profile",
                "What is a filing's processor time spent on, and by which thread, and how much does it allocate there?",
                options);
        List<Subject> subjects =
                options.subjects(USUAL.stream().map(Subject::named).toList());
        try (Rig rig = Rig.start()) {
            CatchUp catchUp = new CatchUpSeries(rig, options, finding).fill(options.plan());
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                for (Subject subject : Subjects.inTurn(subjects, repetition)) {
                    profile(rig, catchUp, subject, repetition, finding);
                }
            }
            List<String> method = new ArrayList<>(Centre.method(catchUp, options.runs()));
            method.addAll(HOW);
            finding.write(rig, VIEWS, method, NOT_MEASURED);
        }
        return finding.exitCode();
    }

    private void profile(Rig rig, CatchUp catchUp, Subject subject, int repetition, Finding finding)
            throws InterruptedException {
        try (Look look = new Look(rig)) {
            Map<String, Double> figures = catchUp.measure(subject, rig.options(options.parallelism(subject)), look);
            Stacks stacks = look.stacks();
            finding.add(subject.name(), Map.of(), repetition, figures);
            double micros = Objects.requireNonNull(figures.get("cpu"));
            double filings =
                    Objects.requireNonNull(figures.get("rate")) * Objects.requireNonNull(figures.get("seconds"));
            rows(Spending.listed().of(stacks), Spending.REST)
                    .forEach((what, samples) -> finding.add(
                            subject.name(),
                            Map.of("spent on", what),
                            repetition,
                            Map.of("micros", micros * samples / stacks.total())));
            rows(stacks.byThread(), REST_OF_THREADS)
                    .forEach((thread, samples) -> finding.add(
                            subject.name(),
                            Map.of("thread", thread),
                            repetition,
                            Map.of("thread micros", micros * samples / stacks.total())));
            rows(look.bytes(), REST_OF_THREADS)
                    .forEach((thread, bytes) -> finding.add(
                            subject.name(), Map.of("thread", thread), repetition, Map.of("bytes", bytes / filings)));
            stacks.write(
                    options.out().resolve("profile-" + subject.name() + '-' + repetition + ".folded"),
                    LEAST_SHARE_OF_A_STACK);
        } catch (IllegalStateException | UncheckedIOException failed) {
            finding.failed(subject.name(), Map.of(), repetition, failed);
        }
    }

    /** The most first; what is little together, last. */
    static Map<String, Long> rows(Map<String, Long> all, String rest) {
        double least =
                LEAST_SHARE * all.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> rows = new LinkedHashMap<>();
        all.entrySet().stream()
                .filter(row -> row.getValue() >= least && !row.getKey().equals(rest))
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(row -> rows.put(row.getKey(), row.getValue()));
        long little = all.entrySet().stream()
                .filter(row -> !rows.containsKey(row.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (little > 0) {
            rows.put(rest, little);
        }
        return rows;
    }

    /** Looks at one run while it counts. */
    private static final class Look implements CatchUp.Witness, AutoCloseable {
        private final Rig rig;
        private @Nullable Profiler profiler;
        private @Nullable AllocatedBytes allocated;
        private @Nullable Stacks stacks;
        private Map<String, Long> bytes = Map.of();

        Look(Rig rig) {
            this.rig = rig;
        }

        @Override
        public void started(Child subject) {
            profiler = Profiler.in(subject.pid(), rig.directory());
            allocated = AllocatedBytes.of(subject.pid());
        }

        @Override
        public void opened() {
            bytes = Objects.requireNonNull(allocated).byThread();
            Objects.requireNonNull(profiler).start();
        }

        @Override
        public void over() {
            Map<String, Long> since = new LinkedHashMap<>();
            Map<String, Long> before = bytes;
            Objects.requireNonNull(allocated).byThread().forEach((thread, now) -> {
                long more = now - before.getOrDefault(thread, 0L);
                // Of threads that came and went between, the sum may be less than it was.
                if (more > 0) {
                    since.put(thread, more);
                }
            });
            bytes = since;
            stacks = Objects.requireNonNull(profiler).stop();
        }

        Stacks stacks() {
            if (stacks == null) {
                throw new IllegalStateException("the topic was worked off before the subject was warm; it takes more"
                        + " --filings, or a shorter --warmup");
            }
            return stacks;
        }

        Map<String, Long> bytes() {
            return bytes;
        }

        @Override
        public void close() {
            if (allocated != null) {
                allocated.close();
            }
        }
    }
}
