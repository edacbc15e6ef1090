// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Principal;

/** What is looked at before a job starts: that Kafka answers, how its topics are, and what was lost in between. */
public final class StartCheck {
    private StartCheck() {}

    /**
     * Looks.
     *
     * @param job whose topics must be there
     * @param group consumer group of the job, without the prefix
     * @param inputs whose records must not be deleted before they are read
     * @param makesMissing whether topics that are missing are made
     * @param warn hears what an operator should know and the job can live with
     * @return why the job must not start, and how to mend it; null if it may
     * @throws KafkaFault if Kafka does not answer
     */
    public static @Nullable String refusal(
            KafkaAccess access,
            Principal job,
            String group,
            List<? extends KafkaTopic> inputs,
            boolean makesMissing,
            Consumer<String> warn) {
        try (Admin admin = access.reachedToChange()) {
            TopicCheck check = TopicCheck.of(access, admin, job.used());
            if (makesMissing && !check.missing().isEmpty()) {
                TopicChanges.missing(check, admin).apply();
                check = new TopicCheck(access, List.of(), check.differences(), check.unseen());
            }
            String refusal = check.refusal();
            if (refusal == null) {
                check.warnings().forEach(warn);
                UnreadRecords.of(access, admin, access.name(group), inputs)
                        .forEach(unread -> warn.accept("records were deleted before they were read: " + unread));
            }
            return refusal;
        }
    }
}
