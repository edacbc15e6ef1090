// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import portolan.pipeline.AssessInput;
import portolan.pipeline.Calls;
import portolan.pipeline.DecideInput;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.PublishedText;
import portolan.scoring.lanes.LaneChange;

/**
 * Every state of the scoring graph and every operator's uid: what a savepoint finds its values by.
 *
 * <p>A name in here never changes its meaning. Renaming one is dropping the state.
 */
public final class ScoringState {
    public static final String DECODE_FILINGS = "decode-filings";
    public static final String DECODE_OUTCOMES = "decode-outcomes";
    public static final String DECODE_MOVES = "decode-moves";
    /** In place of the three above, where inputs were decoded before they came. */
    public static final String SET_REJECTS_ASIDE = "set-rejects-aside";

    public static final String KEEP_LEDGER = "keep-ledger";
    public static final String CALL_AT_MEMORIES = "call-at-memories";
    public static final String REMEMBER = "remember";
    public static final String ASSESS = "assess";
    public static final String DECIDE = "decide";
    public static final String COUNT_SELECTED = "count-selected";

    /**
     * What is kept in blocks, each kind by its number, from 1, in its task's store. A place never changes its meaning.
     */
    private static final List<String> STORED_KINDS = List.of(
            "ledger-entry",
            "shipper",
            "consignee",
            "commodity",
            "filer",
            "base",
            "repeats",
            "container",
            "seal",
            "contact",
            "bill",
            "vehicle",
            "passage",
            "port",
            "alert-book",
            "readings-awaiting-bills",
            "fired-rules",
            "declared-cells",
            "declared-tallies");

    /** Name of the timers by which days of offices are closed, and offices forgotten. */
    public static final String DAYS = "days";

    /** Name of the ledger's timers for what happens by itself while an entry is kept. */
    public static final String MOMENTS = "moments";

    private ScoringState() {}

    /** By which number a store knows a kind of value. */
    public static int numberOf(String kind) {
        int place = STORED_KINDS.indexOf(kind);
        if (place < 0) {
            throw new IllegalArgumentException("no such kind of value is stored: kind=" + kind);
        }
        return place + 1;
    }

    /** One consignment's {@code LedgerEntry}. */
    public static ValueStateDescriptor<byte[]> ledgerEntry() {
        return bytes("ledger-entry");
    }

    /**
     * The alerts of one consignment, and what it counts for: {@link Kept} around {@code AlertBook} and {@code
     * Selected}.
     */
    public static ValueStateDescriptor<byte[]> alertBook() {
        return bytes("alert-book");
    }

    /** What was read of a consignment whose bills are not due yet: {@link ReadingsBytes}. */
    public static ValueStateDescriptor<byte[]> readingsAwaitingBills() {
        return bytes("readings-awaiting-bills");
    }

    /** What a task had counted of hours that were not over, until release 0.2.0. */
    public static ListStateDescriptor<Boolean> openHours() {
        return new ListStateDescriptor<>("open-hours", StreamTypes.serializer(StreamTypes.TAUGHT));
    }

    /** What all tasks that decide had been taught, until release 0.2.0. */
    public static MapStateDescriptor<String, byte[]> learned() {
        return new MapStateDescriptor<>("learned", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    }

    /** Cases to decide that wait for the watermark; written at snapshots only. */
    public static ListStateDescriptor<DecideInput> heldDecideInputs() {
        return new ListStateDescriptor<>("held-decide-inputs", StreamTypes.serializer(StreamTypes.DECIDE_INPUT));
    }

    /** What one office's lanes come to: {@code OfficeCountsLayout}. */
    public static ValueStateDescriptor<byte[]> officeCounts() {
        return bytes("office-counts");
    }

    /** Changes of counts that wait for the watermark; written at snapshots only. */
    public static ListStateDescriptor<LaneChange> heldLaneChanges() {
        return new ListStateDescriptor<>("held-lane-changes", StreamTypes.serializer(StreamTypes.LANE_CHANGE));
    }

    /** Inputs that wait for the watermark; written at snapshots only. */
    public static ListStateDescriptor<LedgerInput> heldLedgerInputs() {
        return new ListStateDescriptor<>("held-ledger-inputs", StreamTypes.serializer(StreamTypes.LEDGER_INPUT));
    }

    /** Since when each kind of declared memory is kept. */
    public static MapStateDescriptor<String, Long> declaredSince() {
        return new MapStateDescriptor<>("declared-since", StringSerializer.INSTANCE, LongSerializer.INSTANCE);
    }

    /** The latest hour of receipt, in union: of each task its own. */
    public static ListStateDescriptor<Integer> latestHeard() {
        return new ListStateDescriptor<>("latest-heard", IntSerializer.INSTANCE);
    }

    /** Calls that wait for the watermark; written at snapshots only. */
    public static ListStateDescriptor<Calls> heldCalls() {
        return new ListStateDescriptor<>("held-calls", StreamTypes.serializer(StreamTypes.CALLS));
    }

    /** Case events and answers that wait for the watermark; written at snapshots only. */
    public static ListStateDescriptor<AssessInput> heldAssessInputs() {
        return new ListStateDescriptor<>("held-assess-inputs", StreamTypes.serializer(StreamTypes.ASSESS_INPUT));
    }

    /** Case events that wait for answers, with the answers that are there; written at snapshots only. */
    public static ListStateDescriptor<AssessInput> openCases() {
        return new ListStateDescriptor<>("open-cases", StreamTypes.serializer(StreamTypes.ASSESS_INPUT));
    }

    /** The order time that was passed, in union: of each task its own. */
    public static ListStateDescriptor<Long> passed() {
        return new ListStateDescriptor<>("passed", LongSerializer.INSTANCE);
    }

    /** Which task wrote the snapshot. */
    public static ListStateDescriptor<SnapshotOwner> snapshotOwner() {
        return new ListStateDescriptor<>("seen-keys", StreamTypes.serializer(StreamTypes.SNAPSHOT_OWNER));
    }

    /** The published texts that are, or will be, in force; named when there were rule sets only. */
    public static MapStateDescriptor<String, PublishedText> publishedTexts() {
        return new MapStateDescriptor<>(
                "published-rules", StringSerializer.INSTANCE, StreamTypes.serializer(StreamTypes.PUBLISHED_TEXT));
    }

    /** Watch lists in force, as the ledger knows them. */
    public static ListStateDescriptor<PublishedText> listsInForce() {
        return new ListStateDescriptor<>("lists-in-force", StreamTypes.serializer(StreamTypes.PUBLISHED_TEXT));
    }

    /** Watch lists that will be in force, as the ledger knows them. */
    public static ListStateDescriptor<PublishedText> listsToCome() {
        return new ListStateDescriptor<>("lists-to-come", StreamTypes.serializer(StreamTypes.PUBLISHED_TEXT));
    }

    /** Senders lists in force and to come, as the ledger knows them. */
    public static ListStateDescriptor<PublishedText> sendersLists() {
        return new ListStateDescriptor<>("senders-lists", StreamTypes.serializer(StreamTypes.PUBLISHED_TEXT));
    }

    /** All uids of the graph. */
    public static List<String> uids() {
        return List.of(
                DECODE_FILINGS,
                DECODE_OUTCOMES,
                DECODE_MOVES,
                SET_REJECTS_ASIDE,
                KEEP_LEDGER,
                CALL_AT_MEMORIES,
                REMEMBER,
                ASSESS,
                DECIDE,
                COUNT_SELECTED);
    }

    private static ValueStateDescriptor<byte[]> bytes(String name) {
        return new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
    }
}
