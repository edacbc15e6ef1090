// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import static portolan.schemas.wire.Principal.Operation.ALTER;
import static portolan.schemas.wire.Principal.Operation.ALTER_CONFIGS;
import static portolan.schemas.wire.Principal.Operation.CREATE;
import static portolan.schemas.wire.Principal.Operation.DESCRIBE;
import static portolan.schemas.wire.Principal.Operation.DESCRIBE_CONFIGS;
import static portolan.schemas.wire.Principal.Operation.READ;
import static portolan.schemas.wire.Principal.Operation.WRITE;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Who uses the topics, and the least that each may do. {@code deploy/topics.yaml} says the same to operators, and a
 * test compares the two.
 */
@SuppressWarnings("ImmutableEnumChecker") // what it holds is never handed out but to be read
public enum Principal {
    /**
     * The scoring job. It sees its topics' settings, which it checks at its start. Exactly-once delivery asks who has
     * transactions open at an output, and Kafka calls that reading.
     */
    JOB(
            Set.of(READ),
            Set.of(WRITE, DESCRIBE),
            may(
                    List.of(
                            Topics.CONSIGNMENTS_FILED,
                            Topics.INSPECTIONS_REPORTED,
                            Topics.CONTAINERS_MOVED,
                            Topics.RULESETS_PUBLISHED,
                            Topics.SUPPRESSIONS_PUBLISHED,
                            Topics.WATCHLISTS_PUBLISHED,
                            Topics.SENDERS_PUBLISHED),
                    DESCRIBE_CONFIGS,
                    READ),
            may(
                    List.of(
                            Topics.CONSIGNMENTS_ASSESSED,
                            Topics.ASSESSMENTS_SHADOWED,
                            Topics.ALERTS_RAISED,
                            Topics.ALERTS_URGENT,
                            Topics.FILINGS_REJECTED,
                            Topics.RULESETS_AUDITED,
                            Topics.LANES_COUNTED),
                    DESCRIBE_CONFIGS,
                    READ,
                    WRITE),
            may(List.of(Topics.CLOCK_TICKED), DESCRIBE_CONFIGS, WRITE)),

    /** The job that reads messages, as the scoring job does its own topics. */
    RECEIVER(
            Set.of(READ),
            Set.of(WRITE, DESCRIBE),
            may(List.of(Topics.MESSAGES_RECEIVED), DESCRIBE_CONFIGS, READ),
            may(
                    List.of(
                            Topics.CONSIGNMENTS_FILED,
                            Topics.CONTAINERS_MOVED,
                            Topics.CONVEYANCES_REPORTED,
                            Topics.FILINGS_REJECTED,
                            Topics.MESSAGES_ANSWERED),
                    DESCRIBE_CONFIGS,
                    READ,
                    WRITE)),

    /**
     * Whoever hands in the messages of filers, having made sure who they are, and fetches the receipts. It writes nothing
     * that the scoring job reads: who sent that, the topics prove by who may write there.
     */
    GATEWAY(
            Set.of(),
            Set.of(),
            may(List.of(Topics.MESSAGES_RECEIVED), WRITE),
            may(List.of(Topics.MESSAGES_ANSWERED), READ)),

    /** Who sends files, and what was rejected once more; what was sent before is read for that. */
    FEEDER(
            Set.of(),
            Set.of(),
            may(
                    List.of(
                            Topics.MESSAGES_RECEIVED,
                            Topics.CONSIGNMENTS_FILED,
                            Topics.INSPECTIONS_REPORTED,
                            Topics.CONTAINERS_MOVED,
                            Topics.CONVEYANCES_REPORTED),
                    READ,
                    WRITE),
            may(List.of(Topics.FILINGS_REJECTED), READ)),

    /**
     * The desk, for officers who work on alerts and operators who tune. It hands on the documents that people sign in
     * their browsers: the job believes the signatures, not who writes. It sends rejected inputs again, and sees how far the
     * jobs' groups are.
     */
    DESK(
            Set.of(DESCRIBE),
            Set.of(),
            may(
                    List.of(
                            Topics.MESSAGES_ANSWERED,
                            Topics.CONVEYANCES_REPORTED,
                            Topics.CONSIGNMENTS_ASSESSED,
                            Topics.ASSESSMENTS_SHADOWED,
                            Topics.ALERTS_RAISED,
                            Topics.ALERTS_URGENT,
                            Topics.FILINGS_REJECTED,
                            Topics.RULESETS_AUDITED,
                            Topics.LANES_COUNTED),
                    READ),
            may(
                    List.of(
                            Topics.MESSAGES_RECEIVED,
                            Topics.CONSIGNMENTS_FILED,
                            Topics.CONTAINERS_MOVED,
                            Topics.INSPECTIONS_REPORTED,
                            Topics.RULESETS_PUBLISHED,
                            Topics.SUPPRESSIONS_PUBLISHED,
                            Topics.WATCHLISTS_PUBLISHED,
                            Topics.SENDERS_PUBLISHED,
                            Topics.ALERTS_WORKED,
                            Topics.DECISIONS_RECORDED,
                            Topics.DEADLINES_TOLD,
                            Topics.DESK_AUDITED),
                    READ,
                    WRITE)),

    /** Who publishes signed documents, and sees all; whose documents count, signatures say. */
    OPERATOR(
            Set.of(),
            Set.of(),
            may(Topics.all(), DESCRIBE_CONFIGS, READ),
            may(
                    List.of(
                            Topics.RULESETS_PUBLISHED,
                            Topics.SUPPRESSIONS_PUBLISHED,
                            Topics.WATCHLISTS_PUBLISHED,
                            Topics.SENDERS_PUBLISHED),
                    WRITE)),

    /** Who makes topics, and mends all but those of evidence. It reads and writes no record. */
    TOPICS(
            Set.of(),
            Set.of(),
            may(Topics.all(), CREATE, DESCRIBE, DESCRIBE_CONFIGS),
            may(allBut(Topics.evidence()), ALTER, ALTER_CONFIGS)),

    /** Who sees all and changes nothing. */
    AUDITOR(Set.of(), Set.of(), may(Topics.all(), DESCRIBE_CONFIGS, READ));

    /** Ends the name of the group whose one member is the process that runs the job. */
    public static final String HOLDER = "-holder";

    private final Set<Operation> groups;
    private final Set<Operation> transactions;
    private final Map<String, Set<Operation>> topics = new LinkedHashMap<>();

    Principal(Set<Operation> groups, Set<Operation> transactions, Rights... rights) {
        this.groups = groups;
        this.transactions = transactions;
        for (KafkaTopic topic : Topics.all()) {
            Set<Operation> all = EnumSet.noneOf(Operation.class);
            Arrays.stream(rights)
                    .filter(some -> some.topics().contains(topic))
                    .forEach(some -> all.addAll(some.operations()));
            if (!all.isEmpty()) {
                topics.put(topic.name(), Collections.unmodifiableSet(all));
            }
        }
    }

    /** The same rights in several topics. */
    private record Rights(List<? extends KafkaTopic> topics, Set<Operation> operations) {}

    private static Rights may(List<? extends KafkaTopic> topics, Operation... operations) {
        return new Rights(topics, Set.of(operations));
    }

    private static List<KafkaTopic> allBut(List<KafkaTopic> some) {
        return Topics.all().stream().filter(topic -> !some.contains(topic)).toList();
    }

    /** Its name in the file, like {@code job}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The user of Kafka that stands for it unless an operator names another. */
    public String user() {
        return "User:portolan-" + word();
    }

    /** What it may do with each topic, by the topic's name. */
    public Map<String, Set<Operation>> topics() {
        return Collections.unmodifiableMap(topics);
    }

    /** The topics that it uses. */
    public List<KafkaTopic> used() {
        return Topics.all().stream()
                .filter(topic -> topics.containsKey(topic.name()))
                .toList();
    }

    /**
     * The consumer groups of its job, of the desk those that it looks at; transactions of a job begin with the first.
     *
     * @param ofScoring that of the scoring job, which an operator may name
     */
    public List<String> groupsOf(String ofScoring) {
        List<String> ofReceiving = List.of("portolan-receive", "portolan-receive-large");
        return switch (this) {
            case JOB -> List.of(ofScoring, ofScoring + HOLDER);
            case RECEIVER -> ofReceiving;
            case DESK -> List.of(ofScoring, ofReceiving.get(0), ofReceiving.get(1));
            default -> List.of(ofScoring);
        };
    }

    /** What it may do with the consumer groups of its job. */
    public Set<Operation> groups() {
        return groups;
    }

    /** What it may do with the transactions of its job. */
    public Set<Operation> transactions() {
        return transactions;
    }

    /** Operations by Kafka's names. */
    public enum Operation {
        ALTER,
        ALTER_CONFIGS,
        CREATE,
        DESCRIBE,
        DESCRIBE_CONFIGS,
        READ,
        WRITE
    }
}
