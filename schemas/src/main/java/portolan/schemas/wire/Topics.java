// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import static portolan.schemas.wire.KafkaTopic.utf8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.ClockTicked;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.DeadlineTold;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.wire.KafkaTopic.Keep;
import portolan.schemas.wire.KafkaTopic.Stamp;

/**
 * The one owner of topic names, keys, schemas and settings. {@code deploy/topics.yaml} says the same to brokers, and a
 * test compares the two.
 */
public final class Topics {
    private static final int MIB = 1 << 20;
    private static final int BUSY = 12;

    /** A rule set must reach every task in one order. */
    private static final int ORDERED = 1;

    /** Messages as others send them: EDIFACT, XML. A larger one is kept beside the topic, in a store. */
    public static final MessageTopic MESSAGES_RECEIVED =
            new MessageTopic("messages.received", "sender", BUSY, Keep.days(90), 2 * MIB);

    /** A receipt for each message: what was found in it, filed, rejected. */
    public static final Topic<MessageAnswered> MESSAGES_ANSWERED =
            result("messages.answered", MessageAnswered.class, "sender", MessageAnswered::getSender, 90);

    /** What filers send. A what-if looks back over 90 days of it. */
    public static final Topic<Filing> CONSIGNMENTS_FILED =
            input("consignments.filed", Filing.class, "consignmentKey", Filing::getConsignmentKey, 90);

    /** What inspections came to. */
    public static final Topic<InspectionOutcome> INSPECTIONS_REPORTED = input(
            "inspections.reported",
            InspectionOutcome.class,
            "consignmentKey",
            InspectionOutcome::getConsignmentKey,
            400);

    /** Where containers were seen, and what happened to them there. */
    public static final Topic<ContainerMoved> CONTAINERS_MOVED =
            input("containers.moved", ContainerMoved.class, "equipmentId", ContainerMoved::getEquipmentId, 90);

    /** Which ships call where, and when. No job reads it yet. */
    public static final Topic<ConveyanceReported> CONVEYANCES_REPORTED = input(
            "conveyances.reported",
            ConveyanceReported.class,
            "imo, else callSign, else name",
            Topics::keyOfConveyance,
            90);

    /** Rule sets as text. Kept forever: an old assessment is explained with the text of its time. */
    public static final Topic<RuleSetPublished> RULESETS_PUBLISHED = published("rulesets.published", MIB);

    /** Lists of rules that do not count for somebody known good, as text. */
    public static final Topic<RuleSetPublished> SUPPRESSIONS_PUBLISHED = published("suppressions.published", MIB);

    /**
     * Watch lists as text, by the same steps. Kept forever, as assessments name their versions. A hundred thousand
     * names have some ten million bytes.
     */
    public static final Topic<RuleSetPublished> WATCHLISTS_PUBLISHED = published("watchlists.published", 32 * MIB);

    /** Which sender speaks for whom, as text. */
    public static final Topic<RuleSetPublished> SENDERS_PUBLISHED = published("senders.published", MIB);

    /** Assessments by the rule set in force. */
    public static final Topic<ConsignmentAssessed> CONSIGNMENTS_ASSESSED = assessed("consignments.assessed");

    /** Assessments by rule sets on trial; nobody acts on them. */
    public static final Topic<ConsignmentAssessed> ASSESSMENTS_SHADOWED = assessed("assessments.shadowed");

    /** What a person must look at. */
    public static final Topic<AlertRaised> ALERTS_RAISED = alerts("alerts.raised", 90);

    /** The alerts that cannot wait, again. */
    public static final Topic<AlertRaised> ALERTS_URGENT = alerts("alerts.urgent", 7);

    /** Inputs that could not be used. Larger than the inputs: a reject carries the original and more. */
    public static final Topic<FilingRejected> FILINGS_REJECTED = new Topic<>(
            "filings.rejected",
            FilingRejected.class,
            "key of the input",
            Topics::keyOfInput,
            BUSY,
            Keep.days(30),
            Stamp.PRODUCER,
            4 * MIB,
            4 * MIB);

    /** What became of published rule sets. */
    public static final Topic<RuleSetAudited> RULESETS_AUDITED = ordered(
            "rulesets.audited", RuleSetAudited.class, "name", RuleSetAudited::getName, Keep.FOREVER, Stamp.PRODUCER);

    /** What the lanes of offices came to, against their budgets. Two years of the same weeks can be held together. */
    public static final Topic<LanesCounted> LANES_COUNTED = ordered(
            "lanes.counted", LanesCounted.class, "office", LanesCounted::getOffice, Keep.days(800), Stamp.PRODUCER);

    /** Who has a consignment, and what came of it. One partition: of two claims the first offset counts, at every desk. */
    public static final Topic<AlertWorked> ALERTS_WORKED = ordered(
            "alerts.worked",
            AlertWorked.class,
            "consignmentKey/stepId",
            step -> step.getConsignmentKey() + '/' + step.getStepId(),
            Keep.FOREVER,
            Stamp.BROKER);

    /** What officers decide, and what a second person says to it. */
    public static final Topic<DecisionRecorded> DECISIONS_RECORDED = ordered(
            "decisions.recorded",
            DecisionRecorded.class,
            "consignmentKey/decisionId",
            decision -> decision.getConsignmentKey() + '/' + decision.getDecisionId(),
            Keep.FOREVER,
            Stamp.BROKER);

    /**
     * That a deadline nears, or has passed. Each is an event of its own, so that there is nothing to compact; two desks
     * may tell the same one, under one key.
     */
    public static final Topic<DeadlineTold> DEADLINES_TOLD = ordered(
            "deadlines.told",
            DeadlineTold.class,
            "tenant/consignmentKey/due/kind",
            told -> told.getTenant() + '/' + told.getConsignmentKey() + '/' + told.getDue() + '/' + told.getKind(),
            Keep.days(90),
            Stamp.BROKER);

    /** Who saw or did what at a desk. Two years and more, as an inquiry may look back. */
    public static final Topic<DeskAudited> DESK_AUDITED =
            ordered("desk.audited", DeskAudited.class, "by", DeskAudited::getBy, Keep.days(800), Stamp.BROKER);

    /** The brokers' clock, for ordered mode: what is of use about a record is when it was appended. Nobody reads it. */
    public static final Topic<ClockTicked> CLOCK_TICKED = new Topic<>(
            "clock.ticked",
            ClockTicked.class,
            "group of the job",
            ticked -> utf8(ticked.getGroupId()),
            ORDERED,
            Keep.hours(1),
            Stamp.BROKER,
            64 << 10,
            64 << 10);

    private static final List<KafkaTopic> ALL = List.of(
            MESSAGES_RECEIVED,
            MESSAGES_ANSWERED,
            CONSIGNMENTS_FILED,
            INSPECTIONS_REPORTED,
            CONTAINERS_MOVED,
            CONVEYANCES_REPORTED,
            RULESETS_PUBLISHED,
            SUPPRESSIONS_PUBLISHED,
            WATCHLISTS_PUBLISHED,
            SENDERS_PUBLISHED,
            CONSIGNMENTS_ASSESSED,
            ASSESSMENTS_SHADOWED,
            ALERTS_RAISED,
            ALERTS_URGENT,
            FILINGS_REJECTED,
            RULESETS_AUDITED,
            LANES_COUNTED,
            ALERTS_WORKED,
            DECISIONS_RECORDED,
            DEADLINES_TOLD,
            DESK_AUDITED,
            CLOCK_TICKED);

    private static final List<KafkaTopic> EVIDENCE = List.of(
            INSPECTIONS_REPORTED,
            RULESETS_PUBLISHED,
            SUPPRESSIONS_PUBLISHED,
            WATCHLISTS_PUBLISHED,
            SENDERS_PUBLISHED,
            RULESETS_AUDITED,
            LANES_COUNTED,
            ALERTS_WORKED,
            DECISIONS_RECORDED,
            DEADLINES_TOLD,
            DESK_AUDITED);

    private Topics() {}

    /** Every topic there is. */
    public static List<KafkaTopic> all() {
        return ALL;
    }

    /** What people found, signed, decided, did and were told: no principal may shorten how long it is kept. */
    public static List<KafkaTopic> evidence() {
        return EVIDENCE;
    }

    /** Those of records in Avro. */
    public static List<Topic<? extends SpecificRecord>> ofRecords() {
        List<Topic<? extends SpecificRecord>> records = new ArrayList<>();
        for (KafkaTopic topic : ALL) {
            if (topic instanceof Topic<?> ofRecords) {
                records.add(ofRecords);
            }
        }
        return records;
    }

    /** What others send. The broker takes twice what we read, so that a larger record arrives and is rejected. */
    private static <T extends SpecificRecord> Topic<T> input(
            String name, Class<T> type, String keyedBy, Function<T, @Nullable String> key, int days) {
        return new Topic<>(name, type, keyedBy, bytes(key), BUSY, Keep.days(days), Stamp.BROKER, 2 * MIB, MIB);
    }

    /** What a job makes of it. */
    private static <T extends SpecificRecord> Topic<T> result(
            String name, Class<T> type, String keyedBy, Function<T, @Nullable String> key, int days) {
        return new Topic<>(name, type, keyedBy, bytes(key), BUSY, Keep.days(days), Stamp.PRODUCER, MIB, MIB);
    }

    /** What people do and are told, and what was counted. */
    private static <T extends SpecificRecord> Topic<T> ordered(
            String name, Class<T> type, String keyedBy, Function<T, @Nullable String> key, Keep keep, Stamp stamp) {
        return new Topic<>(name, type, keyedBy, bytes(key), ORDERED, keep, stamp, MIB, MIB);
    }

    /** Documents that two people sign, as text. */
    private static Topic<RuleSetPublished> published(String name, int most) {
        return new Topic<>(
                name,
                RuleSetPublished.class,
                "name/version/step",
                said -> utf8(said.getName() + '/' + said.getVersion() + '/' + said.getStep()),
                ORDERED,
                Keep.FOREVER,
                Stamp.BROKER,
                most,
                most);
    }

    private static Topic<ConsignmentAssessed> assessed(String name) {
        return result(name, ConsignmentAssessed.class, "consignmentKey", ConsignmentAssessed::getConsignmentKey, 30);
    }

    private static Topic<AlertRaised> alerts(String name, int days) {
        return result(name, AlertRaised.class, "consignmentKey", AlertRaised::getConsignmentKey, days);
    }

    private static <T> Function<T, byte @Nullable []> bytes(Function<T, @Nullable String> key) {
        return value -> {
            String text = key.apply(value);
            return text == null ? null : utf8(text);
        };
    }

    private static @Nullable String keyOfConveyance(ConveyanceReported reported) {
        String imo = reported.getImo();
        String callSign = reported.getCallSign();
        return imo != null ? imo : callSign != null ? callSign : reported.getName();
    }

    private static byte @Nullable [] keyOfInput(FilingRejected rejected) {
        return rejected.getKey() == null ? null : Bytes.of(rejected.getKey());
    }
}
