// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.console.rules.RuleChronicle;
import portolan.console.rules.RuleTopic;
import portolan.schemas.avro.RuleSetAudited;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.RuleIssue;

/**
 * A version of a signed text, as pages show it.
 *
 * @param standing what it is now, in the words of {@code portolan rules list}
 * @param approved the step that approved it; null while nobody has
 * @param steps all that was tried with it, also what was refused; the newest last
 */
public record VersionView(
        DocumentKind kind,
        String standing,
        RuleStep proposed,
        @Nullable RuleStep approved,
        List<StepView> steps) {
    public VersionView {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param faults why it is refused; none where it was taken
     * @param job what the job said of it
     */
    public record StepView(RuleStep step, Instant at, String place, List<String> faults, Job job) {
        public StepView {
            faults = List.copyOf(faults);
        }

        /** What the job said. */
        public enum Job {
            SILENT,
            TAKEN,
            REFUSED
        }

        public boolean hasTime() {
            return step.kind() != RuleStep.Kind.PROPOSE && step.kind() != RuleStep.Kind.APPROVE;
        }

        public Instant effectiveAt() {
            return Instant.ofEpochMilli(step.effectiveAt());
        }

        public boolean isRefused() {
            return job == Job.REFUSED || (job == Job.SILENT && !faults.isEmpty());
        }
    }

    static VersionView of(SignedTexts texts, RuleChronicle chronicle, RuleChronicle.Life life, long now) {
        RuleStep proposed = life.proposed();
        List<StepView> steps = new ArrayList<>();
        for (RuleChronicle.Entry entry : chronicle.entriesOf(proposed.name(), proposed.version())) {
            steps.add(step(texts, chronicle.kind(), entry));
        }
        return new VersionView(
                chronicle.kind(), chronicle.standing(proposed.versionName(), now), proposed, life.approved(), steps);
    }

    static StepView step(SignedTexts texts, DocumentKind kind, RuleChronicle.Entry entry) {
        RuleTopic.Place place = new RuleTopic.Place(kind, entry.offset());
        RuleSetAudited answer = texts.answer(place);
        List<String> faults = new ArrayList<>(entry.taken().faults());
        entry.taken().issues().stream().map(RuleIssue::render).forEach(faults::add);
        StepView.Job job = StepView.Job.SILENT;
        if (answer != null && Boolean.TRUE.equals(answer.getAccepted())) {
            job = StepView.Job.TAKEN;
        } else if (answer != null) {
            job = StepView.Job.REFUSED;
            faults = SignedTexts.faults(answer);
        }
        return new StepView(entry.step(), entry.at(), place.toString(), faults, job);
    }

    public String name() {
        return proposed.name();
    }

    public int version() {
        return proposed.version();
    }

    public String versionName() {
        return proposed.versionName();
    }

    public String hash() {
        return proposed.hash();
    }

    public String author() {
        return proposed.author();
    }

    public @Nullable String approver() {
        return approved == null ? null : approved.by();
    }

    public StepView last() {
        return steps.get(steps.size() - 1);
    }

    /** Where its page is. */
    public String path() {
        return "/rules/of/" + kind.command() + '/' + URLEncoder.encode(name(), StandardCharsets.UTF_8) + '/'
                + version();
    }

    /** For the page's script: signatures in base64. */
    public String authorSignature() {
        return StepJson.base64(proposed.authorSignature());
    }

    public String approverSignature() {
        return approved == null ? "" : StepJson.base64(approved.approverSignature());
    }

    /** What may come next; whether somebody may take the step is another matter. */
    public Set<RuleStep.Kind> next() {
        Set<RuleStep.Kind> next = EnumSet.noneOf(RuleStep.Kind.class);
        switch (standing) {
            case "proposed" -> next.addAll(EnumSet.of(RuleStep.Kind.APPROVE, RuleStep.Kind.RETIRE));
            case "approved" -> {
                next.addAll(EnumSet.of(RuleStep.Kind.ACTIVATE, RuleStep.Kind.RETIRE));
                if (kind.oneInForce()) {
                    next.add(RuleStep.Kind.SHADOW);
                }
            }
            case "shadow", "shadow soon" -> next.addAll(EnumSet.of(RuleStep.Kind.ACTIVATE, RuleStep.Kind.RETIRE));
            case "was in force" -> {
                next.add(RuleStep.Kind.RETIRE);
                if (!kind.takesTwo(RuleStep.Kind.ROLL_BACK)) {
                    next.add(RuleStep.Kind.ROLL_BACK);
                }
            }
            case "in force" -> {
                if (!kind.takesTwo(RuleStep.Kind.RETIRE)) {
                    next.add(RuleStep.Kind.RETIRE);
                }
            }
            default -> {
                // In force soon, or retired: nothing until then, or ever.
            }
        }
        return next;
    }
}
