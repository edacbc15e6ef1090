package portolan.benchmarks.bench;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.subject.SubjectOptions;

/** Catch-up runs on one filled topic after another: each time the topic is filled by another plan. */
final class CatchUpSeries {
    private final Rig rig;
    private final RunOptions options;
    private final Finding finding;

    CatchUpSeries(Rig rig, RunOptions options, Finding finding) {
        this.rig = rig;
        this.options = options;
        this.finding = finding;
    }

    /** Fills the topic anew as a plan says; what is measured next reads it. */
    CatchUp fill(FeedPlan plan) throws InterruptedException {
        rig.topics().renewFiled();
        long introduced = options.introduced(plan);
        try (Child sender = rig.sender(plan)) {
            Orders.introduce(sender, introduced);
            Orders.fill(sender, options.filings());
        }
        return new CatchUp(rig, introduced, introduced + options.filings(), options.warmup(), options.seconds());
    }

    /** Measures a subject whose options differ from the centre's as told. */
    void measure(
            CatchUp catchUp,
            Subject subject,
            Map<String, String> factors,
            int repetition,
            UnaryOperator<SubjectOptions> differing)
            throws InterruptedException {
        SubjectOptions centre = rig.options(options.parallelism(subject));
        Map<String, Double> figures;
        try {
            figures = catchUp.measure(subject, differing.apply(centre));
        } catch (IllegalStateException | UncheckedIOException failed) {
            finding.failed(subject.name(), factors, repetition, failed);
            return;
        }
        finding.add(subject.name(), factors, repetition, figures);
    }
}
