// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static portolan.pipeline.stage.OperatorScript.watermark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.DecideInput;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/** Cases and their memories' answers; a test holds answers back where it is about that. */
final class AssessScript implements AutoCloseable {
    final AssessAndDecide operator;
    final Cases cases = new Cases();
    private final Map<String, Object> memories = new HashMap<>();
    boolean rulesStillCome;

    AssessScript(AssessAndDecide operator) {
        this.operator = operator;
    }

    /** A case with all its answers. */
    AssessScript put(long hour, String line) throws Exception {
        return put(hour, line, false);
    }

    AssessScript put(long hour, String line, boolean late) throws Exception {
        CaseEvent event = event(hour, line);
        List<AssessInput> answers = answers(event);
        return give(AssessInput.of(event, late, answers.size())).give(answers);
    }

    CaseEvent event(long hour, String line) {
        return cases.event(hour, line);
    }

    /** What the memories answer to it, and learn of it. */
    List<AssessInput> answers(CaseEvent event) {
        List<AssessInput> answers = new ArrayList<>();
        for (Remembered<?> remembered : Catalogue.remembered()) {
            visit(remembered, event, answers);
        }
        return answers;
    }

    @SuppressWarnings("unchecked") // A kind's memories are kept under its name.
    private <M> void visit(Remembered<M> remembered, CaseEvent event, List<AssessInput> answers) {
        MemoryKind<M> kind = remembered.kind();
        for (Visit visit : Visit.of(kind, event)) {
            M memory = (M) memories.computeIfAbsent(kind.name() + visit.key(), unused -> kind.unseen());
            visit.retract(kind, memory);
            if (visit.measures()) {
                answers.add(AssessInput.of(new Answered(
                        event.ledgerKey(),
                        event.sequence(),
                        event.position(),
                        List.of(new Answered.FromMemory(
                                kind.name(), visit.key(), remembered.measure().of(visit, memory))))));
            }
            visit.learn(kind, memory);
        }
    }

    AssessScript give(AssessInput input) throws Exception {
        return giveAtOnce(List.of(input));
    }

    /** A task that starts waits for the topic of rule sets to be read; a test that is about that says so itself. */
    private void rulesAreKnown(
            KeyedTwoInputStreamOperatorTestHarness<String, AssessInput, PublishedText, DecideInput> harness)
            throws Exception {
        if (!rulesStillCome) {
            harness.processWatermarkStatus2(WatermarkStatus.IDLE);
        }
    }

    /** In two steps: an operator that restarts between steps does so with half of the answers, too. */
    AssessScript give(List<AssessInput> inputs) throws Exception {
        int half = inputs.size() / 2;
        return giveAtOnce(inputs.subList(0, half)).giveAtOnce(inputs.subList(half, inputs.size()));
    }

    private AssessScript giveAtOnce(List<AssessInput> inputs) throws Exception {
        operator.then(harness -> {
            rulesAreKnown(harness);
            for (AssessInput input : inputs) {
                harness.processElement1(input, input.position().orderTime());
            }
        });
        return this;
    }

    AssessScript publish(long hour, String text) throws Exception {
        return publish(hour, text, Role.CHAMPION);
    }

    AssessScript publish(long hour, String text, Role role) throws Exception {
        return give(published(hour, text, role));
    }

    AssessScript give(PublishedText text) throws Exception {
        operator.then(harness -> harness.processElement2(text, text.orderTime()));
        return this;
    }

    /** Puts a watch list in force at an hour; empty, it leaves the place of the list empty. */
    AssessScript publishList(long hour, String name, int version, String rows) throws Exception {
        operator.then(harness -> harness.processElement2(publishedList(hour, name, version, rows), Lines.hour(0)));
        return this;
    }

    AssessScript pass(long hour) throws Exception {
        operator.then(harness -> {
            rulesAreKnown(harness);
            harness.processBothWatermarks(watermark(hour));
        });
        return this;
    }

    List<Assessment> assessments() {
        return operator.outputs();
    }

    List<Alert> alerts() {
        return operator.side(SideOutputs.ALERTS);
    }

    @Override
    public void close() {
        operator.close();
    }

    static PublishedText publishedList(long hour, String name, int version, String rows) {
        long offset = 100 * hour + version;
        String text = rows.isEmpty() ? "" : WatchlistText.of(name, version, "id,name,country,city,street\n" + rows);
        return new PublishedText(
                DocumentKind.WATCH_LIST,
                name,
                version,
                Document.sha256(text),
                text,
                "ann",
                "bob",
                "watchlists.published/0@" + offset,
                Lines.hour(hour),
                offset,
                text.isEmpty() ? Role.RETIRED : Role.CHAMPION);
    }

    static PublishedText published(long hour, String text, Role role) {
        int version = RuleSetCompiler.compile(text) instanceof Compiled.Accepted accepted
                ? accepted.ruleSet().version()
                : 0;
        return new PublishedText(
                DocumentKind.RULE_SET,
                "test",
                version,
                "",
                text,
                "",
                "",
                "rulesets.published/0@" + hour,
                Lines.hour(hour),
                hour,
                role);
    }
}
