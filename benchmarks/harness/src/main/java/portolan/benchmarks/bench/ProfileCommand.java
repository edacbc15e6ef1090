// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.profile.AllocatedBytes;
import portolan.benchmarks.profile.AllocatedBytes.Counted;
import portolan.benchmarks.profile.Profiler;
import portolan.benchmarks.profile.Spending;
import portolan.benchmarks.profile.Stacks;

/** Where the processor time and the bytes of a filing go: what it is spent on, and by which thread. */
@Command(
        name = "profile",
        description = "What does a filing's CPU time go to, and what does it allocate, in the engine and in plain"
                + " Flink? By async-profiler, on a full topic.")
final class ProfileCommand implements Callable<Integer> {
    private static final String NAME = "profile";
    private static final List<String> USUAL = List.of("engine", "full-values");
    private static final double LEAST_SHARE_OF_A_STACK = 0.001;
    private static final double BILLION = 1e9;
    private static final double MILLION = 1e6;

    @Mixin
    private final RunOptions options = new RunOptions();

    /**
     * One repetition of one subject.
     *
     * @param spending nanoseconds by what they were spent on
     * @param threads nanoseconds by thread
     * @param bytes allocated, by thread
     * @param folded its stacks
     */
    private record Profiled(
            String subject,
            int repetition,
            Map<String, Double> figures,
            Map<String, Long> spending,
            Map<String, Long> threads,
            Map<String, Long> bytes,
            List<String> folded) {
        private double figure(String name) {
            return Objects.requireNonNull(figures.get(name), name);
        }

        private double filings() {
            return figure("rate") * figure("seconds");
        }
    }

    @Override
    public Integer call() throws Exception {
        Profiler.check();
        options.refuse(Subject::isCluster, "a profile is of one process");
        Finding finding = new Finding(NAME, options);
        List<Subject> subjects =
                options.subjects(USUAL.stream().map(Subject::named).toList());
        try (Rig rig = Rig.start()) {
            CatchUp catchUp = new CatchUpSeries(rig, options, finding).fill(options.plan());
            List<Profiled> all = new ArrayList<>();
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                for (Subject subject : Subjects.inTurn(subjects, repetition)) {
                    try {
                        Profiled profiled = profile(rig, catchUp, subject, repetition);
                        finding.add(subject.name(), Map.of(), repetition, profiled.figures());
                        all.add(profiled);
                    } catch (IllegalStateException | UncheckedIOException failed) {
                        finding.failed(subject.name(), Map.of(), repetition, failed);
                    }
                }
            }
            addParts(all, finding);
            finding.write(rig);
            if (!rig.isClosed()) {
                keepStacks(all);
            }
        }
        return finding.exitCode();
    }

    private Profiled profile(Rig rig, CatchUp catchUp, Subject subject, int repetition) throws InterruptedException {
        Look look = new Look(rig);
        Map<String, Double> figures =
                new LinkedHashMap<>(catchUp.measure(subject, rig.options(options.parallelism(subject)), look));
        Stacks stacks = look.stacks();
        double seconds = Objects.requireNonNull(figures.get("cpu"))
                / MILLION
                * Objects.requireNonNull(figures.get("rate"))
                * Objects.requireNonNull(figures.get("seconds"));
        figures.put("seen", stacks.total() / BILLION / seconds);
        return new Profiled(
                subject.name(),
                repetition,
                figures,
                Spending.listed().of(stacks),
                stacks.byThread(),
                look.bytes(),
                stacks.thinned(LEAST_SHARE_OF_A_STACK));
    }

    private static void addParts(List<Profiled> all, Finding finding) {
        CostRows kinds = CostRows.of(all.stream().map(Profiled::spending).toList());
        for (Profiled one : all) {
            addParts(finding, one, "spent on", "micros", kinds.shares(one.spending()), one.figure("cpu"));
            addParts(
                    finding,
                    one,
                    "thread",
                    "thread micros",
                    rows(all, one, Profiled::threads).shares(one.threads()),
                    one.figure("cpu"));
            addParts(
                    finding,
                    one,
                    "thread",
                    "bytes",
                    rows(all, one, Profiled::bytes).shares(one.bytes()),
                    one.bytes().values().stream().mapToLong(Long::longValue).sum() / one.filings());
        }
    }

    /** Threads differ from subject to subject. */
    private static CostRows rows(List<Profiled> all, Profiled one, Function<Profiled, Map<String, Long>> costs) {
        return CostRows.of(all.stream()
                .filter(other -> other.subject().equals(one.subject()))
                .map(costs)
                .toList());
    }

    private static void addParts(
            Finding finding, Profiled one, String factor, String figure, Map<String, Double> shares, double whole) {
        shares.forEach((row, share) ->
                finding.addPart(one.subject(), Map.of(factor, row), one.repetition(), Map.of(figure, share * whole)));
    }

    /** Beside the result that they belong to; those of the one before go with it. */
    private void keepStacks(List<Profiled> all) throws IOException {
        Path out = options.out();
        try (DirectoryStream<Path> before = Files.newDirectoryStream(out, NAME + "-*.folded")) {
            for (Path old : before) {
                Files.delete(old);
            }
        }
        for (Profiled one : all) {
            Files.write(
                    out.resolve(NAME + '-' + one.subject() + '-' + one.repetition() + ".folded"),
                    one.folded(),
                    StandardCharsets.UTF_8);
        }
    }

    /** Looks at one run while it counts. */
    private static final class Look implements CatchUp.Witness {
        private final Rig rig;
        private @Nullable Profiler profiler;
        private @Nullable AllocatedBytes allocated;
        private @Nullable Counted before;
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
            before = Objects.requireNonNull(allocated).now();
            Objects.requireNonNull(profiler).start();
        }

        @Override
        public void over() {
            try (AllocatedBytes asked = Objects.requireNonNull(allocated)) {
                bytes = asked.now().since(Objects.requireNonNull(before));
            }
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
    }
}
