// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;

/** What the desk itself has read. Only what it read back is shown, and counts or does not. */
public interface ReadBack {
    /**
     * Waits until all records before an offset are read.
     *
     * @param partition by the name that the topic has at the brokers
     * @return false if that takes longer
     */
    boolean await(TopicPartition partition, long offset, Duration longest) throws InterruptedException;

    /** How one consignment stands; null where it was not heard of. */
    @Nullable
    CaseNow now(String tenant, String consignment);

    /** For what else a photograph of this outcome was given before, in words; empty for nothing. */
    String photoGiven(InspectionOutcome outcome);

    /**
     * How a consignment stands.
     *
     * @param assessmentId of the assessment in force; null before the first
     * @param lane the strictest of that assessment and of the alerts that stand; null before the first assessment
     * @param outcomes all that were reported, in their order
     */
    record CaseNow(
            @Nullable String assessmentId,
            @Nullable Lane lane,
            WorkState work,
            DecisionState decisions,
            List<InspectionOutcome> outcomes) {
        /** The outcome in force: the highest version; null before the first. */
        public @Nullable InspectionOutcome outcome() {
            InspectionOutcome best = null;
            for (InspectionOutcome outcome : outcomes) {
                best = best == null || outcome.getVersion() > best.getVersion() ? outcome : best;
            }
            return best;
        }

        /** The version that an outcome has to have now: what is agreed already will be reported, by whichever desk. */
        int nextVersion() {
            InspectionOutcome reported = outcome();
            DecisionRecorded correction = decisions.correction();
            InspectionOutcome agreed = correction == null ? null : OutcomeJson.of(correction);
            return 1 + Math.max(version(reported), version(agreed));
        }

        private static int version(@Nullable InspectionOutcome outcome) {
            return outcome == null ? 0 : outcome.getVersion();
        }
    }
}
