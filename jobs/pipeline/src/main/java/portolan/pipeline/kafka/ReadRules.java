// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.ArrayList;
import java.util.List;
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
import portolan.pipeline.Audited;
import portolan.pipeline.JobMetric;
import portolan.pipeline.PublishedRules;
import portolan.pipeline.PublishedRules.Role;
import portolan.pipeline.RawRecord;
import portolan.pipeline.state.StreamTypes;
import portolan.records.RuleStepRecords;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Believable;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleHistory;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.Taken;
import portolan.scoring.rules.RuleIssue;

/**
 * Reads the steps in the lives of rule sets, takes those that may be taken, and puts to use what they put to use. One
 * task: it knows the whole history. Every step leaves as an audit, with who, when, what and why, and what was wrong
 * with it.
 */
final class ReadRules extends ProcessFunction<RawRecord, PublishedRules> implements CheckpointedFunction {
    static final OutputTag<Audited> AUDITED = new OutputTag<>("audited-rules", StreamTypes.AUDITED);

    private static final String STATE = "rule-history";

    private final Keyring keys;

    private transient @Nullable AvroWire<RuleSetPublished> wire;
    private transient @Nullable Counter refused;
    private transient @Nullable RuleHistory history;
    private transient @Nullable ListState<byte[]> stored;

    ReadRules(Keyring keys) {
        this.keys = keys;
    }

    @Override
    public void open(OpenContext context) {
        wire = Topics.RULESETS_PUBLISHED.wire();
        refused = JobMetric.REFUSED_STEPS.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        stored = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(STATE, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        history = new RuleHistory(keys);
        for (byte[] bytes : stored.get()) {
            history = RuleHistory.fromBytes(bytes, keys);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        opened(stored).update(List.of(opened(history).toBytes()));
    }

    private static <T> T opened(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("opened before it is used");
        }
        return value;
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<PublishedRules> out) {
        DecodeResult<RuleSetPublished> decoded = opened(wire).decode(raw.value());
        if (decoded instanceof DecodeResult.Refused<RuleSetPublished> refused) {
            String message = refused.fault().code() + ": " + refused.fault().message();
            audit(context, noStep(raw, "", 0, "", message));
        } else if (decoded instanceof DecodeResult.Value<RuleSetPublished> value) {
            read(raw, value.value(), context, out);
        }
    }

    private void read(RawRecord raw, RuleSetPublished said, Context context, Collector<PublishedRules> out) {
        RuleStep step = RuleStepRecords.read(said);
        if (step == null) {
            String message =
                    "no step that this release knows: publish rule sets by 'portolan rules publish', approve and"
                            + " activate them";
            audit(context, noStep(raw, said.getName(), said.getVersion(), said.getHash(), message));
            return;
        }
        if (step.kind().putsToUse() && !Believable.isTime(said.getActivatesAt(), raw.timestamp())) {
            String message = "activatesAt must lie between 1990 and ten years ahead, given " + said.getActivatesAt();
            audit(context, noStep(raw, said.getName(), said.getVersion(), said.getHash(), message));
            return;
        }
        boolean wasShadow = opened(history).shadows().stream()
                .anyMatch(use -> use.versionName().equals(step.versionName()));
        Taken taken = opened(history).take(step, raw.timestamp());
        if (taken.accepted() && (step.kind().putsToUse() || wasShadow)) {
            out.collect(new PublishedRules(
                    step.name(),
                    step.version(),
                    step.hash(),
                    step.kind().putsToUse() ? step.text() : "",
                    raw.toString(),
                    step.effectiveAt(),
                    raw.offset(),
                    role(step.kind())));
        }
        audit(context, audited(raw, step, taken));
    }

    private void audit(Context context, Audited audited) {
        if (!audited.accepted()) {
            opened(refused).inc();
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
        return Audited.step(
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
        return Audited.step(
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
