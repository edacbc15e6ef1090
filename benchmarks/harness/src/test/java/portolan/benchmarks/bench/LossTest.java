// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

final class LossTest {
    @ParameterizedTest
    @EnumSource(Loss.class)
    void isNamedAsItIsTyped(Loss loss) {
        assertThat(lost("--lost", loss.toString())).isEqualTo(loss);
    }

    @Test
    void isTheWholeProcessUnlessSaid() {
        assertThat(lost()).isEqualTo(Loss.PROCESS);
    }

    @Test
    void ofAnythingElseIsRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> lost("--lost", "disk")).hasMessageContaining("task-manager");
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void hasASubjectThatTheListNames(Loss loss) {
        assertThat(loss.subject().classPath()).isEqualTo("own");
    }

    private static Loss lost(String... words) {
        List<String> all = new ArrayList<>(List.of("recovery"));
        all.addAll(List.of(words));
        CommandLine.ParseResult recovery = Objects.requireNonNull(
                Bench.commandLine().parseArgs(all.toArray(String[]::new)).subcommand());
        return Objects.requireNonNull(
                recovery.commandSpec().findOption("--lost").getValue());
    }
}
