// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Suppressions;
import portolan.scoring.rules.SuppressionsInForce;
import portolan.topics.KafkaAccess;

/**
 * All settings of a scoring job; Flink's own are in {@code deploy/flink/config.yaml}.
 *
 * @param mode in which order events are handled
 * @param parallelism tasks a stage
 * @param ledger how long the ledger keeps a consignment and waits for what belongs to one
 * @param memory how long memories remember, and how much
 * @param memoriesFrom at which hour declared memories begin that are new, where a savepoint does not tell how far bills
 *     have come; null where nobody said
 * @param cacheSizes how much of its state a task of a keyed stage caches on the heap
 * @param idleAfter how long a live source may be silent in arrival mode before nobody waits for it
 * @param settle in ordered mode, how long after a time of the brokers the ends of partitions are asked for
 * @param checkpointInterval time from one checkpoint to the next; the shorter, the less is done again after a failure
 * @param checkpointDirectory where checkpoints go, a URI; null leaves it to Flink's settings
 * @param archive where assessments and outcomes are kept as Parquet, a directory or its URI; null for nowhere
 * @param archiveEvery how long a live job gathers rows before they are one file that others can read
 * @param kafka how Kafka is reached, and what topics and groups are called there
 * @param groupId Kafka's consumer group, also the prefix of transactional ids
 * @param feedSender who alone writes filings to Kafka, whatever headers say; null where the job that reads messages does
 * @param senderKeys folder of the keys by which senders are proven, at the same path on every machine; null for none
 * @param delivery what consumers of the output topics may count on
 * @param transactionTimeout under exactly-once, how long brokers keep a transaction open: longer than a checkpoint
 *     interval, a checkpoint and a recovery together, or its results are lost
 * @param rules the rule set in force until another is published
 * @param beside documents of other kinds that a job over files goes by
 * @param ruleKeys public keys of those whose rule sets, suppressions and watch lists are taken from their topics
 * @param ruleKeysAgain folder in which they are looked up again before each step; null where they stay as they are
 * @param reference lists that are known of the world: those of a directory, or those that come with the engine; and the
 *     watch list
 * @param remembersPersons whether natural persons are remembered at all; data protection says when they may be
 * @param rebuild whether a job that starts without state makes it anew of what topics keep, beside what was there before
 * @param engineVersion the release of this code, as assessments name it
 */
public record JobSettings(
        Mode mode,
        int parallelism,
        LedgerSettings ledger,
        MemorySettings memory,
        @Nullable Instant memoriesFrom,
        CacheSizes cacheSizes,
        Duration idleAfter,
        Duration settle,
        Duration checkpointInterval,
        @Nullable String checkpointDirectory,
        @Nullable String archive,
        Duration archiveEvery,
        KafkaAccess kafka,
        String groupId,
        @Nullable String feedSender,
        @Nullable String senderKeys,
        Delivery delivery,
        Duration transactionTimeout,
        PublishedText rules,
        List<PublishedText> beside,
        Keyring ruleKeys,
        @Nullable String ruleKeysAgain,
        Reference reference,
        boolean remembersPersons,
        boolean rebuild,
        String engineVersion) {

    /** Names and defaults of all options, in the order in which they are documented. */
    public static Map<String, String> options() {
        return ScoringJobOptions.DEFAULTS;
    }

    /** Who is known good from the start. */
    public SuppressionsInForce suppressions() {
        return new SuppressionsInForce(beside.stream()
                .filter(text -> text.kind() == DocumentKind.SUPPRESSIONS)
                .map(text -> text.kind().read(text.text()).document())
                .map(list -> new SuppressionsInForce.Signed((Suppressions) Objects.requireNonNull(list), ""))
                .toList());
    }

    /** How many checkpoints pass before what was archived is one file. */
    public int checkpointsAFile() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, archiveEvery.dividedBy(checkpointInterval)));
    }

    /**
     * Reads settings from arguments by name.
     *
     * @throws IllegalArgumentException naming every fault, not only the first
     */
    public static JobSettings of(Map<String, String> arguments) {
        return new JobSettingsReader(arguments).read();
    }
}
