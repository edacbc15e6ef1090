// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Position;

/**
 * One case event on its way to those of its memories that one task keeps, so that it travels once, not once a memory; or
 * the move of a container on its way to one.
 *
 * @param event with at least the parts of its consignments that these kinds of memory read; null where it is a move
 * @param move null where it is a case event
 * @param late as {@link AssessInput#late}
 * @param calls all of their keys belong to the same task
 * @param shards of declared memories, a bit each, that belong to this task too; there is one, or a call
 */
public record Calls(
        @Nullable CaseEvent event, @Nullable ContainerMove move, boolean late, List<Call> calls, long shards) {
    /** By this one of many names 720 key groups, as deployed, have shards evenly at two to eight tasks. */
    private static final String SHARD = "declared-1193/";

    public Calls {
        if ((event == null) == (move == null)) {
            throw new IllegalArgumentException("either a case event or a move of a container");
        }
        calls = List.copyOf(calls);
        if (calls.isEmpty() && shards == 0) {
            throw new IllegalArgumentException("a case event that calls nowhere does not travel");
        }
    }

    /** Of a case event that the ledger told in the order of positions. */
    public Calls(CaseEvent event, List<Call> calls) {
        this(event, false, calls);
    }

    public Calls(CaseEvent event, boolean late, List<Call> calls) {
        this(event, null, late, calls, 0);
    }

    /** Calls at all memories that learn a move, each apart; none where it teaches nothing. */
    public static List<Calls> of(ContainerMove move) {
        if (!move.teaches()) {
            return List.of();
        }
        List<Calls> all = new ArrayList<>(2);
        for (Remembered<?> remembered : Catalogue.remembered()) {
            for (String key : remembered.kind().keysOf(move)) {
                Call call = new Call(remembered.kind().name(), key, false, true, false);
                all.add(new Calls(null, move, false, List.of(call), 0));
            }
        }
        return all;
    }

    /**
     * A call at one memory.
     *
     * @param kind name of the kind of memory
     * @param key the memory's key
     * @param leaves as {@link Visit#leaves}
     * @param joins as {@link Visit#joins}
     * @param inspected as {@link Visit#inspected}
     */
    public record Call(String kind, String key, boolean leaves, boolean joins, boolean inspected) {
        /** The call as the memory's kind knows it. */
        public Visit of(CaseEvent event) {
            return new Visit(event, key, leaves, joins, inspected);
        }
    }

    public Position position() {
        return event != null
                ? event.position()
                : Objects.requireNonNull(move, "checked when made").position();
    }

    /** The key that leads to the task: any of them does. */
    public String key() {
        return calls.isEmpty()
                ? shardKey(Long.numberOfTrailingZeros(shards))
                : calls.get(0).key();
    }

    /** The key under which a shard of declared memories is kept; never changes, as savepoints have it by that. */
    public static String shardKey(int shard) {
        return SHARD + shard;
    }

    /** One by one, as they must be stored: when the job is rescaled, their keys may part. */
    public List<Calls> apart() {
        if (calls.size() + Long.bitCount(shards) == 1) {
            return List.of(this);
        }
        List<Calls> apart = new ArrayList<>(calls.size());
        for (Call call : calls) {
            apart.add(new Calls(event, move, late, List.of(call), 0));
        }
        for (long left = shards; left != 0; left &= left - 1) {
            apart.add(new Calls(event, move, late, List.of(), Long.lowestOneBit(left)));
        }
        return apart;
    }
}
