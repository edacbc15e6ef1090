// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.Audited;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.RuleSetAction;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.RuleStep.Kind;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.RuleIssue;

@SuppressWarnings("try") // The harness says that closing may be interrupted.
class ReadStepsTest {
    private static final long APPENDED = WireFixtures.APPENDED.toEpochMilli();
    private static final long SOON = APPENDED + 2_000;

    @TempDir
    private Path keys;

    private SignedRules people;

    private final List<PublishedText> published = new ArrayList<>();
    private final List<Audited> audited = new ArrayList<>();

    @BeforeEach
    void haveKeys() throws Exception {
        people = new SignedRules(keys);
    }

    private static String text(int version) {
        return BaselineRuleSet.text().replaceFirst("version: [0-9]+", "version: " + version);
    }

    /** Gives the steps to the function, once in one go and once stopped and started between any two. */
    private void read(boolean restarts, List<byte[]> steps) throws Exception {
        read("rulesets.published", restarts, steps);
    }

    private void read(String topic, boolean restarts, List<byte[]> steps) throws Exception {
        OneInputStreamOperatorTestHarness<RawRecord, PublishedText> harness = harness(null);
        for (byte[] step : steps) {
            if (restarts) {
                OperatorSubtaskState state = harness.snapshot(1, 1);
                collect(harness);
                harness = harness(state);
            }
            harness.processElement(WireFixtures.raw(topic, step), 0);
        }
        collect(harness);
    }

    private OneInputStreamOperatorTestHarness<RawRecord, PublishedText> harness(@Nullable OperatorSubtaskState state)
            throws Exception {
        OneInputStreamOperatorTestHarness<RawRecord, PublishedText> harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new ReadSteps(Keyring.read(keys, SignedRules.DEPLOYMENT), null)));
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private void collect(OneInputStreamOperatorTestHarness<RawRecord, PublishedText> harness) throws Exception {
        published.addAll(harness.extractOutputValues());
        if (harness.getSideOutput(ReadSteps.AUDITED) != null) {
            harness.getSideOutput(ReadSteps.AUDITED).stream()
                    .map(StreamRecord::getValue)
                    .forEach(audited::add);
        }
        harness.close();
    }

    private static byte[] wire(RuleStep step) {
        return Topics.RULESETS_PUBLISHED.wire().encode(SignedRules.wire(step));
    }

    @Test
    void takesWhoIsEnrolledWhileItRunsOnlyWhereItReadsTheKeysAgain() throws Exception {
        byte[] proposal = wire(people.propose(text(7), APPENDED));
        byte[] approval = wire(people.approve(text(7), APPENDED));
        Path folder = Files.createDirectory(keys.resolve("enrolled"));
        Keyring nobody = Keyring.readIfAny(folder, SignedRules.DEPLOYMENT);
        for (boolean isAgain : new boolean[] {true, false}) {
            OneInputStreamOperatorTestHarness<RawRecord, PublishedText> harness =
                    new OneInputStreamOperatorTestHarness<>(
                            new ProcessOperator<>(new ReadSteps(nobody, isAgain ? folder.toString() : null)));
            harness.open();
            harness.processElement(WireFixtures.raw("rulesets.published", proposal), 0);
            enrol("author", folder);
            harness.processElement(WireFixtures.raw("rulesets.published", proposal), 0);
            enrol("approver", folder);
            harness.processElement(WireFixtures.raw("rulesets.published", approval), 0);
            Files.delete(folder.resolve("author.pub"));
            harness.processElement(
                    WireFixtures.raw("rulesets.published", wire(people.take(Kind.ACTIVATE, text(7), SOON))), 0);
            collect(harness);
            Files.delete(folder.resolve("approver.pub"));
        }

        assertThat(audited)
                .extracting(Audited::accepted)
                .containsExactly(false, true, true, false, false, false, false, false);
        assertThat(published).isEmpty();
    }

    private void enrol(String name, Path folder) throws Exception {
        Files.copy(keys.resolve(name + ".pub"), folder.resolve(name + ".pub"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void putsToUseWhatTwoPeopleSignedAndSaysWhatBecameOfEveryStep(boolean restarts) throws Exception {
        read(
                restarts,
                List.of(
                        wire(people.propose(text(7), APPENDED)),
                        wire(people.take(Kind.SHADOW, text(7), SOON)),
                        wire(people.approve(text(7), APPENDED)),
                        wire(people.take(Kind.SHADOW, text(7), SOON)),
                        wire(people.take(Kind.RETIRE, text(7), SOON + 1)),
                        wire(people.take(Kind.ACTIVATE, text(7), SOON + 2))));

        assertThat(published).extracting(PublishedText::role).containsExactly(Role.SHADOW, Role.RETIRED, Role.CHAMPION);
        assertThat(published).extracting(PublishedText::orderTime).containsExactly(SOON, SOON + 1, SOON + 2);
        assertThat(published.get(1).text()).isEmpty();
        assertThat(published.get(2).text()).isEqualTo(text(7));
        assertThat(published.get(2).isSigned()).isTrue();
        assertThat(audited)
                .extracting(Audited::step)
                .containsExactly(Kind.PROPOSE, Kind.SHADOW, Kind.APPROVE, Kind.SHADOW, Kind.RETIRE, Kind.ACTIVATE);
        assertThat(audited).extracting(Audited::accepted).containsExactly(true, false, true, true, true, true);
        assertThat(audited).extracting(Audited::putsInForce).containsExactly(false, false, false, false, false, true);
        assertThat(audited.get(5).by()).isEqualTo("author");
        assertThat(audited.get(5).why()).isEqualTo("from now on");
        assertThat(audited.get(5).effectiveAt()).isEqualTo(SOON + 2);
        assertThat(audited).extracting(Audited::source).containsOnly("rulesets.published/3@42");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatFindsTaughtIsNotPutInForceBeforeItWasAShadowNorForMoreThanAStep(boolean restarts) throws Exception {
        String fit = text(7) + "second: {share: 0.25, toll: 0.5}\n";

        read(
                restarts,
                List.of(
                        wire(people.propose(text(6) + "second: {share: 0.5, toll: 0.5}\n", APPENDED)),
                        wire(people.propose(fit, APPENDED)),
                        wire(people.approve(fit, APPENDED)),
                        wire(people.take(Kind.ACTIVATE, fit, SOON)),
                        wire(people.take(Kind.SHADOW, fit, SOON))));

        assertThat(audited).extracting(Audited::accepted).containsExactly(false, true, true, false, true);
        assertThat(audited.get(0).issues().get(0).message()).contains("grows by signed steps");
        assertThat(audited.get(3).issues().get(0).message()).contains("has not judged as a shadow for a day yet");
        assertThat(published).extracting(PublishedText::role).containsExactly(Role.SHADOW);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aListIsPutToUseWhenTwoPeopleSignedForAListAndStaysWhereTheNextIsNotSigned(boolean restarts) throws Exception {
        SignedRules lists = new SignedRules(DocumentKind.WATCH_LIST, keys);
        String first = WatchlistText.of("sanctions", 1, "id,name,country,city,street\n1,Acme,IR,,\n");
        String second = WatchlistText.of("sanctions", 2, "id,name,country,city,street\n2,Bcme,IR,,\n");
        RuleStep good = lists.take(Kind.ACTIVATE, first, SOON);
        RuleSetPublished changed = SignedRules.wire(lists.propose(second, APPENDED + 1));
        changed.setText(second.replace("Bcme", "Zcme"));
        List<byte[]> steps = List.of(
                wire(lists.propose(first, APPENDED)),
                wire(lists.approve(first, APPENDED)),
                wire(good),
                Topics.WATCHLISTS_PUBLISHED.wire().encode(changed),
                wire(lists.propose(second, APPENDED)),
                wire(lists.approve(second, APPENDED)),
                wire(new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(keys, "author"), SignedRules.DEPLOYMENT)
                        .take(
                                Kind.ACTIVATE,
                                lists.propose(second, 0),
                                lists.approve(second, 0),
                                "signed by the right person, for another kind",
                                SOON + 1)));

        read("watchlists.published", restarts, steps);

        assertThat(audited).extracting(Audited::accepted).containsExactly(true, true, true, false, true, true, false);
        assertThat(published).singleElement().satisfies(list -> {
            assertThat(list.kind()).isEqualTo(DocumentKind.WATCH_LIST);
            assertThat(list.versionName()).isEqualTo("sanctions v1");
            assertThat(list.text()).isEqualTo(first);
        });
        assertThat(audited.get(6).issues())
                .extracting(RuleIssue::where)
                .first(InstanceOfAssertFactories.STRING)
                .startsWith("watchlists.published, partition 3, offset 42, activate sanctions v2");
    }

    @Test
    void whatIsNoStepIsAuditedWithItsFault() throws Exception {
        read(
                false,
                List.of(
                        new byte[] {9, 9},
                        Topics.RULESETS_PUBLISHED
                                .wire()
                                .encode(RuleSetPublished.newBuilder()
                                        .setName("baseline")
                                        .setVersion(4)
                                        .setAction(RuleSetAction.PUBLISH)
                                        .setText(text(4))
                                        .setHash("ab")
                                        .setAuthor("a")
                                        .setActivatesAt(WireFixtures.APPENDED)
                                        .setPublishedAt(WireFixtures.APPENDED)
                                        .build())));

        assertThat(published).isEmpty();
        assertThat(audited).extracting(Audited::accepted).containsExactly(false, false);
        assertThat(audited.get(0).issues().get(0).message()).startsWith("NOT_PORTOLAN_RECORD: ");
        assertThat(audited.get(1).issues().get(0).message()).startsWith("no step that this release knows");
        assertThat(audited.get(1).name()).isEqualTo("baseline");
        assertThat(audited.get(0).issues().get(0).where()).isEqualTo("rulesets.published, partition 3, offset 42");
        assertThat(audited.get(1).issues().get(0).where())
                .isEqualTo("rulesets.published, partition 3, offset 42, baseline v4");
    }

    @Test
    void aStepsFaultsHaveItsPlaceAndItsTextsHaveALine() throws Exception {
        RuleStep sound = people.propose(text(7), APPENDED);
        RuleSetPublished garbled = RuleSetPublished.newBuilder(SignedRules.wire(sound))
                .setAuthor("somebody")
                .setText(sound.text().replace("prior:", "pryor:"))
                .build();
        read(false, List.of(Topics.RULESETS_PUBLISHED.wire().encode(garbled)));

        assertThat(audited.get(0).issues())
                .filteredOn(issue -> issue.line() == 0)
                .isNotEmpty()
                .allSatisfy(issue -> assertThat(issue.render())
                        .startsWith("rulesets.published, partition 3, offset 42, propose baseline v7: ")
                        .doesNotContainPattern(":[0-9]"));
        assertThat(audited.get(0).issues())
                .filteredOn(issue -> issue.line() > 0)
                .isNotEmpty()
                .allSatisfy(issue -> assertThat(issue.where()).startsWith("ruleset.yaml:" + issue.line() + ':'));
    }
}
