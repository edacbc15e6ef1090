// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.Audited;
import portolan.pipeline.JobMetric;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.pipeline.RawRecord;
import portolan.pipeline.stage.Initializer;
import portolan.pipeline.state.StreamTypes;
import portolan.records.DocumentTopics;
import portolan.records.RuleStepRecords;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Believable;
import portolan.schemas.wire.DecodeResult;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleHistory;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.Taken;
import portolan.scoring.rules.RuleIssue;

/**
 * Reads the steps in the lives of signed documents, takes those that may be taken, and puts to use what they put to use. One
 * task: it knows the whole history. Every step leaves as an audit, with who, when, what and why, and what was wrong
 * with it.
 */
final class ReadSteps extends ProcessFunction<RawRecord, PublishedText> implements CheckpointedFunction {
    static final OutputTag<Audited> AUDITED = new OutputTag<>("audited-rules", StreamTypes.AUDITED);

    private static final Logger LOG = LoggerFactory.getLogger(ReadSteps.class);

    private final @Nullable String keysAgain;
    private Keyring keys;

    private transient Counter refused;
    private transient Map<DocumentKind, Kept> kept;

    /** @param keysAgain folder in which the keys are looked up again before each step; null where they stay */
    ReadSteps(Keyring keys, @Nullable String keysAgain) {
        this.keys = keys;
        this.keysAgain = keysAgain;
    }

    @Override
    @Initializer
    public void open(OpenContext context) {
        refused = JobMetric.REFUSED_STEPS.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    @Initializer
    public void initializeState(FunctionInitializationContext context) throws Exception {
        Map<DocumentKind, Kept> all = new EnumMap<>(DocumentKind.class);
        for (DocumentKind kind : DocumentKind.values()) {
            ListState<byte[]> stored = context.getOperatorStateStore()
                    .getListState(new ListStateDescriptor<>(
                            state(kind), PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
            RuleHistory history = new RuleHistory(kind, keys);
            for (byte[] bytes : stored.get()) {
                history = RuleHistory.fromBytes(kind, bytes, keys);
            }
            all.put(kind, new Kept(history, stored, DocumentTopics.of(kind).wire()));
        }
        kept = all;
    }

    /** What a savepoint finds the history of a kind by; never changes. */
    private static String state(DocumentKind kind) {
        return switch (kind) {
            case RULE_SET -> "rule-history";
            case SUPPRESSIONS -> "suppressions-history";
            case WATCH_LIST -> "watch-list-history";
            case SENDERS -> "senders-history";
        };
    }

    /** What the steps with one kind of document have led to, where snapshots keep it, and how steps come. */
    private record Kept(RuleHistory history, ListState<byte[]> stored, AvroWire<RuleSetPublished> wire) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        for (Kept of : kept.values()) {
            of.stored().update(List.of(of.history().toBytes()));
        }
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<PublishedText> out) {
        readKeysAgain();
        DocumentKind kind = DocumentTopics.kind(raw.topic());
        Kept of = Objects.requireNonNull(kept.get(kind), "every kind has one");
        DecodeResult<RuleSetPublished> decoded = of.wire().decode(raw.value());
        if (decoded instanceof DecodeResult.Refused<RuleSetPublished> unread) {
            String message = unread.fault().code() + ": " + unread.fault().message();
            audit(context, noStep(raw, "", 0, "", message));
        } else if (decoded instanceof DecodeResult.Value<RuleSetPublished> value) {
            read(raw, value.value(), kind, of.history(), context, out);
        }
    }

    /** Who was enrolled since is known from this step on; what was taken before stays taken. */
    private void readKeysAgain() {
        if (keysAgain == null) {
            return;
        }
        try {
            Keyring now = keys.again(Path.of(keysAgain));
            keys = now;
            kept.replaceAll((kind, of) ->
                    new Kept(RuleHistory.fromBytes(kind, of.history().toBytes(), now), of.stored(), of.wire()));
        } catch (IOException e) {
            LOG.warn("the keys stay as they were: {}", e.getMessage());
        }
    }

    private void read(
            RawRecord raw,
            RuleSetPublished said,
            DocumentKind kind,
            RuleHistory history,
            Context context,
            Collector<PublishedText> out) {
        RuleStep step = RuleStepRecords.read(said);
        if (step == null) {
            String message = "no step that this release knows: publish by 'portolan " + kind.command()
                    + " publish', approve and activate";
            audit(context, noStep(raw, said.getName(), said.getVersion(), said.getHash(), message));
            return;
        }
        if (step.kind().putsToUse() && !Believable.isTime(said.getActivatesAt(), raw.timestamp())) {
            String message = "activatesAt must lie between 1990 and ten years ahead, given " + said.getActivatesAt();
            audit(context, noStep(raw, said.getName(), said.getVersion(), said.getHash(), message));
            return;
        }
        boolean wasInUse = history.isInUse(step.name(), step.version());
        Taken taken = history.take(step, raw.timestamp());
        if (taken.accepted() && (step.kind().putsToUse() || (step.kind() == RuleStep.Kind.RETIRE && wasInUse))) {
            out.collect(new PublishedText(
                    kind,
                    step.name(),
                    step.version(),
                    step.hash(),
                    step.kind().putsToUse() ? step.text() : "",
                    step.author(),
                    step.approver() == null ? "" : step.approver(),
                    raw.toString(),
                    step.effectiveAt(),
                    raw.offset(),
                    role(step.kind())));
        }
        audit(context, audited(raw, step, taken));
    }

    private void audit(Context context, Audited audited) {
        if (!audited.accepted()) {
            refused.inc();
        }
        context.output(AUDITED, audited);
    }

    private static Role role(RuleStep.Kind kind) {
        return switch (kind) {
            case ACTIVATE, ROLL_BACK -> Role.CHAMPION;
            case SHADOW -> Role.SHADOW;
            case PROPOSE, APPROVE, RETIRE -> Role.RETIRED;
        };
    }

    private static Audited audited(RawRecord raw, RuleStep step, Taken taken) {
        List<RuleIssue> issues = new ArrayList<>();
        for (String fault : taken.faults()) {
            issues.add(RuleIssue.at(place(raw) + ", " + step.kind().word() + ' ' + step.versionName(), fault));
        }
        issues.addAll(taken.issues());
        return new Audited(
                step.kind(),
                taken.accepted(),
                step.name(),
                step.version(),
                step.hash(),
                step.by(),
                step.why(),
                step.effectiveAt(),
                raw.toString(),
                raw.timestamp(),
                issues);
    }

    private static Audited noStep(RawRecord raw, String name, int version, String hash, String message) {
        return new Audited(
                null,
                false,
                name,
                version,
                hash,
                "",
                "",
                raw.timestamp(),
                raw.toString(),
                raw.timestamp(),
                List.of(RuleIssue.at(place(raw) + (name.isEmpty() ? "" : ", " + name + " v" + version), message)));
    }

    /** A step has no lines: its text may be in order and what is done with it not. */
    private static String place(RawRecord raw) {
        return raw.topic() + ", partition " + raw.partition() + ", offset " + raw.offset();
    }
}
