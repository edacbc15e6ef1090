// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Audited;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.Declaration;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Suppressions;
import portolan.scoring.rules.SuppressionsInForce;
import portolan.scoring.score.RuleSetRef;

/**
 * The texts that a task was told of: as its state keeps them, and compiled, as it goes by them.
 *
 * <p>What is in the state compiles: a job that is started from it relies on that.
 */
final class KeptTexts implements AutoCloseable {
    private final BroadcastState<String, PublishedText> published;
    private final Bank memories;
    private final RuleSets ruleSets;
    private final NewestByName<SuppressionsInForce> suppressions = new NewestByName<>(KeptTexts::suppressions);
    private final NewestByName<Reference> references;

    /** Those who go by them are before: here a text that does not read is refused, as of all kinds. */
    private final NewestByName<Integer> senders = new NewestByName<>(List::size);

    private final Consumer<Audited> refusals;
    private final CompileAhead compileAhead = new CompileAhead();

    /** The latest order time that was judged; nothing was before the first. */
    private long newest = Long.MIN_VALUE;

    /**
     * @param settings with the rule set that judges until another does
     * @param published those of an earlier run are in it already
     * @param refusals is told of each text that does not compile, before the next barrier
     * @throws IllegalStateException if the baseline does not compile, or what an earlier run had in force
     */
    KeptTexts(AssessSettings settings, BroadcastState<String, PublishedText> published, Consumer<Audited> refusals)
            throws Exception {
        this.published = published;
        this.refusals = refusals;
        memories = new Bank(settings.declarations());
        ruleSets = new RuleSets(settings.baseline(), required(settings.baseline()));
        references = new NewestByName<>(inForce -> settings.reference()
                .watchingToo(inForce.stream()
                        .map(text -> ((WatchlistText) text.document()).list())
                        .toList()));
        for (PublishedText text : settings.beside()) {
            of(text.kind()).add(text, required(text));
        }
        for (Map.Entry<String, PublishedText> entry : published.entries()) {
            PublishedText text = entry.getValue();
            of(text.kind()).add(text, isRetired(text) ? null : required(text));
        }
    }

    /** Where the documents of a kind are. */
    private ByTime of(DocumentKind kind) {
        return switch (kind) {
            case RULE_SET -> ruleSets;
            case SUPPRESSIONS -> suppressions;
            case WATCH_LIST -> references;
            case SENDERS -> senders;
        };
    }

    private Document required(PublishedText text) {
        ReadText read = kept(text, CompileAhead.read(text));
        if (read.document() == null) {
            // Going on under some other document would be a decision, and not ours.
            throw new IllegalStateException(text.kind().what() + " that is in force cannot judge: source="
                    + text.source() + '\n' + read.render());
        }
        return read.document();
    }

    /** What is read of memories that nobody keeps would never be known: such a rule set is refused. */
    private ReadText kept(PublishedText text, ReadText read) {
        Bank declared = read.document() instanceof RuleSet ruleSet ? ruleSet.memories() : null;
        List<Declaration> lacking = declared == null ? List.of() : memories.lacks(declared);
        if (lacking.isEmpty()) {
            return read;
        }
        String message = "this job does not keep " + lacking.size() + " of the memories that it declares, such as '"
                + lacking.get(0).subject() + "' for " + lacking.get(0).keptDays()
                + " days; stop the job with a savepoint, start it from that with this rule set as --rules, then put"
                + " it in force again";
        return new ReadText(null, List.of(RuleIssue.at(text.source() + ", " + text.versionName(), message)));
    }

    private static boolean isRetired(PublishedText text) {
        return text.role() == Role.RETIRED;
    }

    /** Who judges a case of this order time. */
    InForce at(long orderTime) {
        comesTo(orderTime);
        return ruleSets.at(orderTime);
    }

    /** Who is known good at this order time. */
    SuppressionsInForce suppressions(long orderTime) {
        comesTo(orderTime);
        return suppressions.at(orderTime);
    }

    /** What is known of the world at this order time, the watch lists in force among it. */
    Reference reference(long orderTime) {
        comesTo(orderTime);
        return references.at(orderTime);
    }

    private static SuppressionsInForce suppressions(List<NewestByName.Text> inForce) {
        return new SuppressionsInForce(inForce.stream()
                .map(text -> new SuppressionsInForce.Signed(
                        (Suppressions) text.document(),
                        text.published().isSigned()
                                ? text.published().author() + " and "
                                        + text.published().approver()
                                : ""))
                .toList());
    }

    private void comesTo(long orderTime) {
        newest = Math.max(newest, orderTime);
        if (!compileAhead.isEmpty()) {
            keepCompiled(orderTime);
        }
    }

    /** The rule set that judges at this order time, as far as it was taken in. */
    RuleSetRef champion(long orderTime) {
        return ruleSets.at(orderTime).champion().named();
    }

    /** Takes a text in; whether it is late: a case that it should have applied to was handled without it. */
    boolean take(PublishedText text) {
        if (isRetired(text)) {
            keep(text, null);
        } else {
            compileAhead.start(text);
        }
        return text.orderTime() <= newest;
    }

    /** Whether a text was kept already. */
    boolean has(PublishedText text) throws Exception {
        return published.contains(key(text));
    }

    /** All that are kept. */
    List<PublishedText> all() throws Exception {
        List<PublishedText> all = new ArrayList<>();
        published.entries().forEach(entry -> all.add(entry.getValue()));
        return all;
    }

    /** Order time has come so far: what applies by now is kept, and what another has replaced is forgotten. */
    void passed(long orderTime) throws Exception {
        keepCompiled(orderTime);
        for (DocumentKind kind : DocumentKind.values()) {
            for (PublishedText replaced : of(kind).takeReplaced(orderTime)) {
                published.remove(key(replaced));
            }
        }
    }

    /** Keeps all that was taken in, for a snapshot to have it. */
    void keepAll() {
        keepCompiled(Long.MAX_VALUE);
    }

    /** Keeps what has been compiled by now, or must have been by this order time. */
    private void keepCompiled(long orderTime) {
        for (CompileAhead.Ready ready : compileAhead.take(orderTime)) {
            ReadText read = kept(ready.published(), ready.read());
            if (read.document() != null) {
                keep(ready.published(), read.document());
            } else {
                refusals.accept(refused(ready.published(), read));
            }
        }
    }

    private static Audited refused(PublishedText text, ReadText read) {
        return new Audited(
                text.role() == Role.SHADOW ? RuleStep.Kind.SHADOW : RuleStep.Kind.ACTIVATE,
                false,
                text.name(),
                text.version(),
                text.hash(),
                "",
                "",
                text.orderTime(),
                text.source(),
                text.orderTime(),
                read.issues());
    }

    private void keep(PublishedText text, @Nullable Document document) {
        of(text.kind()).add(text, document);
        try {
            published.put(key(text), text);
        } catch (Exception e) {
            throw new IllegalStateException("state on the heap cannot fail", e);
        }
    }

    private static String key(PublishedText text) {
        return text.orderTime() + "/" + text.offset() + '/' + text.source();
    }

    @Override
    public void close() {
        compileAhead.close();
    }
}
