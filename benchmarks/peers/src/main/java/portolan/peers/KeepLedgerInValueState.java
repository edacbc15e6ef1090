// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.Ledger;
import portolan.scoring.ledger.LedgerEntry;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.Speaker;

/**
 * Keeps the live version of every consignment in one value a key, read and written for every record.
 *
 * <p>What is set aside, duplicates and refusals, is not told; and an entry is let go by the timer of its next moment or
 * not at all.
 */
final class KeepLedgerInValueState extends KeyedProcessFunction<String, LedgerInput, CaseEvent> {
    private static final long NEVER = Long.MAX_VALUE;

    private final LedgerSettings settings;

    private transient Ledger ledger;
    private transient ValueState<byte[]> entries;

    KeepLedgerInValueState(LedgerSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        ledger = new Ledger(settings);
        entries = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("ledger-entry", BytePrimitiveArraySerializer.INSTANCE));
    }

    @Override
    public void processElement(LedgerInput input, Context context, Collector<CaseEvent> out) throws IOException {
        long orderTime = input.position().orderTime();
        LedgerEntry before = stored();
        LedgerEntry now = before == null ? null : passed(before, orderTime, out);
        if (now != null && now.until() <= orderTime) {
            now = null;
        }
        List<LedgerStep> steps = ledger.take(
                now,
                Objects.requireNonNull(input.filing(), "the topic has filings only"),
                Speaker.UNCHECKED,
                () -> StreamTypes.toBytes(StreamTypes.RAW_RECORD, input.raw()));
        steps.forEach(step -> tell(step, out));
        keep(before, steps.get(steps.size() - 1).after(), context);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<CaseEvent> out) throws IOException {
        LedgerEntry before = stored();
        if (before == null) {
            return;
        }
        LedgerEntry now = passed(before, time + 1, out);
        if (now == null || now.isEmpty() || now.until() <= time) {
            entries.clear();
            return;
        }
        entries.update(now.write());
        if (now.nextMoment() != NEVER) {
            context.timerService().registerEventTimeTimer(now.nextMoment());
        }
    }

    private @Nullable LedgerEntry stored() throws IOException {
        byte[] stored = entries.value();
        return stored == null ? null : LedgerEntry.read(stored);
    }

    /** Tells what happened by itself before this order time; the entry after that. */
    private @Nullable LedgerEntry passed(LedgerEntry entry, long orderTime, Collector<CaseEvent> out) {
        LedgerEntry now = entry;
        for (LedgerStep step : ledger.passed(entry, orderTime)) {
            tell(step, out);
            now = step.after();
        }
        return now;
    }

    private static void tell(LedgerStep step, Collector<CaseEvent> out) {
        if (step.event() != null) {
            out.collect(step.event());
        }
    }

    private void keep(@Nullable LedgerEntry before, @Nullable LedgerEntry after, Context context) throws IOException {
        if (after == null || after.isEmpty()) {
            entries.clear();
            return;
        }
        if (after.equals(before)) {
            return;
        }
        entries.update(after.write());
        if (after.nextMoment() < (before == null ? NEVER : before.nextMoment())) {
            context.timerService().registerEventTimeTimer(after.nextMoment());
        }
    }
}
