// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.process.Child;
import portolan.peers.SubjectSettings;

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
        try (Child sender = rig.sender(plan)) {
            Orders.introduce(sender, options.introduced(plan));
            Orders.fill(sender, options.filings());
        }
        return of(plan);
    }

    /** What is measured on a topic that is filled by a plan. */
    CatchUp of(FeedPlan plan) {
        long introduced = options.introduced(plan);
        return new CatchUp(rig, introduced, introduced + options.filings(), options.warmup(), options.window());
    }

    /** Takes steps on one filled topic, in the order of the repetition. */
    void take(CatchUp catchUp, List<Step> steps, int repetition) throws InterruptedException {
        for (Step step : Subjects.inTurn(steps, repetition)) {
            measure(catchUp, step, repetition);
        }
    }

    private void measure(CatchUp catchUp, Step step, int repetition) throws InterruptedException {
        Subject subject = step.subject();
        SubjectSettings centre = rig.options(options.parallelism(subject));
        Map<String, Double> figures;
        try {
            figures = catchUp.measure(subject, step.differing().apply(centre));
        } catch (IllegalStateException | UncheckedIOException failed) {
            finding.failed(subject.name(), step.factors(), repetition, failed);
            return;
        }
        finding.add(subject.name(), step.factors(), repetition, figures);
    }

    /**
     * What is measured at a time.
     *
     * @param factors in which it differs from the centre, as the result names them
     * @param differing how its options do
     */
    record Step(Subject subject, Map<String, String> factors, UnaryOperator<SubjectSettings> differing) {
        Step {
            factors = Map.copyOf(factors);
        }

        /** A subject as it is at the centre. */
        static Step atCentre(Subject subject) {
            return new Step(subject, Map.of(), told -> told);
        }

        static Step atCentre(String subject) {
            return atCentre(Subject.named(subject));
        }
    }
}
