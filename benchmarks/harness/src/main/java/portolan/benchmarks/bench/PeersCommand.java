package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The engine beside others who do the same work. */
@Command(name = "peers", description = "How fast are others at the same work?")
final class PeersCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws Exception {
        Finding finding = new Finding(
                "peers",
                "How many filings a second do others work off, doing the same: on one memory with alerts only or with"
                        + " every assessment written, and on everything?",
                options);
        List<Subject> full = chosen("engine", "full");
        List<Subject> oneMemory = chosen("one-memory");
        try (Rig rig = Rig.start()) {
            CatchUpSeries series = new CatchUpSeries(rig, options, finding);
            CatchUp catchUp = series.fill(options.plan());
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                series.measure(catchUp, Subject.named("pass-through"), Map.of(), repetition, told -> told);
                for (Subject subject : Subjects.rotated(full, repetition)) {
                    series.measure(catchUp, subject, Map.of("workload", "full"), repetition, told -> told);
                }
                for (String write : options.quick() ? List.of("alerts") : List.of("alerts", "all")) {
                    for (Subject subject : Subjects.rotated(oneMemory, repetition)) {
                        series.measure(
                                catchUp,
                                subject,
                                Map.of("workload", "one memory", "write", write),
                                repetition,
                                told -> told.withWrite(write));
                    }
                }
            }
            List<String> method = new ArrayList<>(Centre.method(catchUp, options.runs()));
            full.forEach(subject -> method.add(subject.name() + ": " + subject.note() + '.'));
            oneMemory.forEach(subject -> method.add(subject.name() + ": " + subject.note() + '.'));
            finding.write(rig, Centre.VIEWS, method, Centre.NOT_MEASURED);
        }
        return finding.exitCode();
    }

    /** Of these kinds, all or those that were asked for. */
    private List<Subject> chosen(String... kinds) {
        List<Subject> own = Subjects.ofKinds(kinds);
        return options.subjects(own).stream().filter(own::contains).toList();
    }
}
