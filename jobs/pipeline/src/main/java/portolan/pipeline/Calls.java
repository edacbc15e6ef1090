// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;

/**
 * One case event on its way to those of its memories that one task keeps: it travels once, not once a memory.
 *
 * @param event with at least the parts of its consignments that these kinds of memory read
 * @param late as {@link AssessInput#late}
 * @param calls at least one; all of their keys belong to the same task
 */
public record Calls(CaseEvent event, boolean late, List<Call> calls) {
    public Calls {
        calls = List.copyOf(calls);
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("a case event that calls nowhere does not travel");
        }
    }

    /** Of a case event that the ledger told in the order of positions. */
    public Calls(CaseEvent event, List<Call> calls) {
        this(event, false, calls);
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

    /** The key that leads to the task: any of them does. */
    public String key() {
        return calls.get(0).key();
    }

    /** One by one, as they must be stored: when the job is rescaled, their keys may part. */
    public List<Calls> apart() {
        if (calls.size() == 1) {
            return List.of(this);
        }
        List<Calls> apart = new ArrayList<>(calls.size());
        for (Call call : calls) {
            apart.add(new Calls(event, late, List.of(call)));
        }
        return apart;
    }
}
