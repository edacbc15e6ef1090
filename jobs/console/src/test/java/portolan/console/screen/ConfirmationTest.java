// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfirmationTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"y, YES", "Yes , YES", "n, NO", "'', NO", "perhaps, NO"})
    void onlyAYesIsOne(String answer, Confirmation.Answer expected) {
        assertThat(ask("", answer + "\n")).isEqualTo(expected);
        assertThat(shown()).isEqualTo("Publish? [y/N] ");
    }

    @Test
    void whatWasTypedBeforeTheQuestionIsNoAnswer() {
        assertThat(ask("y\n", "n\n")).isEqualTo(Confirmation.Answer.NO);
    }

    @Test
    void theEndOfInputIsANoAndEndsTheLine() {
        assertThat(ask("", "")).isEqualTo(Confirmation.Answer.NO);
        assertThat(shown()).isEqualTo("Publish? [y/N] " + System.lineSeparator());
    }

    /** @param before what was typed before the question, and {@code after} once it stands there */
    private Confirmation.Answer ask(String before, String after) {
        InputStream typed = new ByteArrayInputStream((before + after).getBytes(StandardCharsets.UTF_8)) {
            private boolean isAsked;

            @Override
            public synchronized int available() {
                int early = isAsked ? 0 : before.length();
                isAsked = true;
                return early;
            }
        };
        return Confirmation.ask("Publish?", typed, new PrintWriter(shown, true, StandardCharsets.UTF_8));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
