// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.state.ScoringState;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.Declaration;

/**
 * Since when declared memories are kept: from the beginning of the job, or from the hour on after the latest bill of the
 * snapshot from which it started with them, whichever task had that bill. What is declared no longer is forgotten, and begins anew when it is declared again.
 */
final class DeclaredSince {
    private static final Logger LOG = LoggerFactory.getLogger(DeclaredSince.class);

    private DeclaredSince() {}

    /**
     * The memories of a task.
     *
     * @param next the first hour of receipt of which no task has had a bill; asked where memories are new
     * @return null where none are declared
     */
    static @Nullable Bank bank(StateInitializationContext context, List<Declaration> declarations, IntSupplier next)
            throws Exception {
        BroadcastState<String, Long> state =
                context.getOperatorStateStore().getBroadcastState(ScoringState.declaredSince());
        Map<String, Long> before = new HashMap<>();
        state.entries().forEach(entry -> before.put(entry.getKey(), entry.getValue()));
        state.clear();
        if (declarations.isEmpty()) {
            return null;
        }
        int generation =
                1 + before.values().stream().mapToInt(Bank::generation).max().orElse(0);
        Bank bank = new Bank(declarations);
        List<String> kinds = bank.kinds();
        boolean hasNew = context.isRestored() && !before.keySet().containsAll(kinds);
        int from = hasNew ? next.getAsInt() : 0;
        long now = hasNew ? Bank.since(generation, from) : 0;
        long[] since = new long[kinds.size()];
        for (int kind = 0; kind < since.length; kind++) {
            since[kind] = before.getOrDefault(kinds.get(kind), now);
            state.put(kinds.get(kind), since[kind]);
        }
        if (hasNew) {
            LOG.info(
                    "memories that are new begin empty: bills are theirs that are received from {} h since 1970 on, they are {}",
                    from,
                    kinds.stream().filter(kind -> !before.containsKey(kind)).collect(Collectors.joining("; ")));
        }
        return bank.since(since);
    }
}
