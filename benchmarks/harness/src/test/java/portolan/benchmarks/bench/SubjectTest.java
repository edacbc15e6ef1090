// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SubjectTest {
    @Test
    void everySubjectOfThisModuleHasTheMainThatTheListNames() throws Exception {
        for (Subject subject : Subject.all()) {
            if (subject.classPath().equals("own")) {
                assertThat(Class.forName(subject.mainClass()).getMethod("main", String[].class))
                        .as(subject.name())
                        .isNotNull();
            }
        }
    }

    /** Another name is missed when a peer is started, in the middle of a benchmark. */
    @Test
    void theLauncherHasTheClassPathOfEveryPeer() throws Exception {
        String modules = Files.readAllLines(Path.of("../../deploy/checkout.sh")).stream()
                .filter(line -> line.startsWith("benchmarks='"))
                .findFirst()
                .orElseThrow();

        assertThat(Subject.all().stream().filter(subject -> !subject.classPath().equals("own")))
                .isNotEmpty()
                .allSatisfy(peer -> assertThat(modules).contains("benchmarks/" + peer.classPath()));
    }

    @Test
    void theListHasTheEngineAndAllLimits() {
        assertThat(Subject.all())
                .extracting(Subject::name)
                .contains("raw", "discard", "bytes-to-kafka", "pass-through", "exchange", "engine");
    }

    @Test
    void ofAllOnlyTheClusterIsSeveralProcesses() {
        assertThat(Subject.all().stream().filter(Subject::isCluster).map(Subject::name))
                .containsExactly("engine-cluster");
    }

    @Test
    void onlyTheEngineIsToldToKeepAnOrder() {
        assertThat(Subject.all().stream().filter(Subject::keepsOrder).map(Subject::name))
                .containsExactly("engine", "engine-cluster");
    }

    @Test
    void whoWritesNothingIsNotCountedByItsOutput() {
        assertThat(Subject.all().stream()
                        .filter(subject -> !subject.writesOneEach())
                        .map(Subject::name))
                .containsExactly("raw", "discard");
    }

    @Test
    void theFloorOfTheFullWorkloadIsMeasuredOnlyWhenItIsNamed() {
        assertThat(Subjects.ofKinds(PeersCommand.USUAL_FULL))
                .extracting(Subject::name)
                .containsExactly("engine", "full-values", "full-values-on-heap");
        assertThat(Subjects.ofKinds(PeersCommand.FULL))
                .extracting(Subject::name)
                .containsExactly("engine", "full-values", "full-values-on-heap", "full-loop");
    }

    @Test
    void threadsOfAllTakeTurnsAsTheLauncherSays() {
        System.setProperty("portolan.turns", "chrt -b 0");
        try {
            assertThat(Subject.all().stream()
                            .filter(subject -> subject.classPath().equals("own")))
                    .isNotEmpty()
                    .allSatisfy(subject ->
                            assertThat(subject.jvm(List.of()).under()).containsExactly("chrt", "-b", "0"));
        } finally {
            System.clearProperty("portolan.turns");
        }
    }

    @Test
    void aLineWithTooFewColumnsIsRefused() {
        assertThatThrownBy(() -> Subject.read("raw | limit | Main")).hasMessageContaining("line=raw | limit | Main");
    }

    @Test
    void everySecondRepetitionGoesBackAndTheNextBeginsOneLater() {
        List<String> steps = List.of("a", "b", "c");

        assertThat(Subjects.inTurn(steps, 1)).containsExactly("a", "b", "c");
        assertThat(Subjects.inTurn(steps, 2)).containsExactly("c", "b", "a");
        assertThat(Subjects.inTurn(steps, 3)).containsExactly("b", "c", "a");
        assertThat(Subjects.inTurn(steps, 4)).containsExactly("a", "c", "b");
    }
}
