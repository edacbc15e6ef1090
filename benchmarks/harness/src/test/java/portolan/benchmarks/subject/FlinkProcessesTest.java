// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class FlinkProcessesTest {
    /** What Flink 2.3 answers, without what is not looked at; its newest failure stands first. */
    private static final String THREE_FAILURES = """
            {"exceptionHistory":{"entries":[
              {"exceptionName":"a.IOException","timestamp":300,"taskName":"Assess"},
              {"exceptionName":"a.TimeoutException","timestamp":200,"taskName":null},
              {"exceptionName":"a.IOException","timestamp":100,"taskName":"Assess"}],
             "truncated":false}}
            """;

    @Test
    void aLossIsNoticedByTheFirstFailureSinceThen() {
        assertThat(FlinkProcesses.firstFailure(150, THREE_FAILURES)).isEqualTo(200);
    }

    @Test
    void whatWasNotNoticedIsZero() {
        assertThat(FlinkProcesses.firstFailure(301, THREE_FAILURES)).isZero();
        assertThat(FlinkProcesses.firstFailure(1, "{\"exceptionHistory\":{\"entries\":[]}}"))
                .isZero();
    }

    @Test
    void whatIsNoHistoryIsRefused() {
        assertThatThrownBy(() -> FlinkProcesses.firstFailure(0, "<html>")).hasMessageContaining("answer=<html>");
    }
}
