// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Audited;
import portolan.pipeline.PublishedRules;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.RuleSetRef;

/**
 * The rule sets that a task was told of: as its state keeps them, and compiled, as they judge.
 *
 * <p>What is in the state compiles: a job that is started from it relies on that.
 */
final class KeptRules implements AutoCloseable {
    private final BroadcastState<String, PublishedRules> published;
    private final RuleSets ruleSets;
    private final Consumer<Audited> refusals;
    private final CompileAhead compileAhead = new CompileAhead();

    /** The latest order time that was judged; nothing was before the first. */
    private long newest = Long.MIN_VALUE;

    /**
     * @param baseline judges until another does
     * @param published those of an earlier run are in it already
     * @param refusals is told of each text that does not compile, before the next barrier
     * @throws IllegalStateException if the baseline does not compile, or what an earlier run had in force
     */
    KeptRules(PublishedRules baseline, BroadcastState<String, PublishedRules> published, Consumer<Audited> refusals)
            throws Exception {
        this.published = published;
        this.refusals = refusals;
        ruleSets = new RuleSets(baseline, required(baseline));
        for (Map.Entry<String, PublishedRules> entry : published.entries()) {
            PublishedRules rules = entry.getValue();
            ruleSets.add(rules, isRetired(rules) ? null : required(rules));
        }
    }

    private static RuleSet required(PublishedRules rules) {
        Compiled compiled = RuleSets.compile(rules);
        if (compiled instanceof Compiled.Accepted accepted) {
            return accepted.ruleSet();
        }
        // Going on under some other rule set would be a decision, and not ours.
        throw new IllegalStateException("a rule set that is in force does not compile: source=" + rules.source() + '\n'
                + ((Compiled.Refused) compiled).render());
    }

    private static boolean isRetired(PublishedRules rules) {
        return rules.role() == PublishedRules.Role.RETIRED;
    }

    /** Who judges a case of this order time. */
    InForce at(long orderTime) {
        newest = Math.max(newest, orderTime);
        if (!compileAhead.isEmpty()) {
            keepCompiled(orderTime);
        }
        return ruleSets.at(orderTime);
    }

    /** The rule sets that judge at this order time, as far as they were taken in. */
    List<RuleSet> ruleSets(long orderTime) {
        return ruleSets.at(orderTime).ruleSets();
    }

    /** The rule set that judges at this order time, as far as it was taken in. */
    RuleSetRef champion(long orderTime) {
        return ruleSets.at(orderTime).champion().named();
    }

    /** Takes a rule set in; whether it is late: a case that it should have judged was judged without it. */
    boolean take(PublishedRules rules) {
        if (isRetired(rules)) {
            keep(rules, null);
        } else {
            compileAhead.start(rules);
        }
        return rules.orderTime() <= newest;
    }

    /** Whether a rule set was kept already. */
    boolean has(PublishedRules rules) throws Exception {
        return published.contains(key(rules));
    }

    /** All that are kept. */
    List<PublishedRules> all() throws Exception {
        List<PublishedRules> all = new ArrayList<>();
        published.entries().forEach(entry -> all.add(entry.getValue()));
        return all;
    }

    /** Order time has come so far: what applies by now is kept, and what another has replaced is forgotten. */
    void passed(long orderTime) throws Exception {
        keepCompiled(orderTime);
        for (PublishedRules replaced : ruleSets.takeReplaced(orderTime)) {
            published.remove(key(replaced));
        }
    }

    /** Keeps all that was taken in, for a snapshot to have it. */
    void keepAll() {
        keepCompiled(Long.MAX_VALUE);
    }

    /** Keeps what has been compiled by now, or must have been by this order time. */
    private void keepCompiled(long orderTime) {
        for (CompileAhead.Ready ready : compileAhead.take(orderTime)) {
            PublishedRules rules = ready.rules();
            if (ready.compiled() instanceof Compiled.Accepted accepted) {
                keep(rules, accepted.ruleSet());
            } else {
                refusals.accept(RuleSets.refused(rules, (Compiled.Refused) ready.compiled()));
            }
        }
    }

    private void keep(PublishedRules rules, @Nullable RuleSet compiled) {
        ruleSets.add(rules, compiled);
        try {
            published.put(key(rules), rules);
        } catch (Exception e) {
            throw new IllegalStateException("state on the heap cannot fail", e);
        }
    }

    private static String key(PublishedRules rules) {
        return rules.orderTime() + "/" + rules.offset() + '/' + rules.source();
    }

    @Override
    public void close() {
        compileAhead.close();
    }
}
