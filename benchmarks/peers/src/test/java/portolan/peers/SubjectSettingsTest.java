// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.pipeline.Delivery;

final class SubjectSettingsTest {
    @Test
    void everyOptionIsTaken() {
        SubjectSettings settings = SubjectSettings.of(
                "--bootstrap", "here:1",
                "--filed", "in",
                "--assessed", "out",
                "--parallelism", "2",
                "--checkpoint-interval", "PT1S",
                "--checkpoint-dir", "kept",
                "--delivery", "exactly-once",
                "--mode", "ordered",
                "--rules", "fifty",
                "--write", "alerts",
                "--group-id", "peer",
                "--flush-every", "0",
                "--cache-part", "10",
                "--passes", "4");

        assertThat(settings)
                .isEqualTo(new SubjectSettings(
                        "here:1",
                        "in",
                        "out",
                        2,
                        Duration.ofSeconds(1),
                        Path.of("kept"),
                        Delivery.EXACTLY_ONCE,
                        "ordered",
                        "fifty",
                        Write.ALERTS,
                        "peer",
                        0,
                        10,
                        4));
        assertThat(SubjectSettings.of(settings.words().toArray(String[]::new))).isEqualTo(settings);
    }

    @Test
    void oneOptionIsChangedAndTheOthersStay() {
        SubjectSettings settings = SubjectSettings.of("--bootstrap", "here:1");

        assertThat(settings.with("delivery", "exactly-once").with("passes", 3).words())
                .containsExactly("--bootstrap", "here:1", "--delivery", "exactly-once", "--passes", "3");
        assertThat(settings.with("passes", 3).with("passes", 1)).isEqualTo(settings);
    }

    @Test
    void theDocumentListsTheOptionsAndTheirDefaults() throws IOException {
        List<String> rows = new ArrayList<>();
        SubjectSettings.options()
                .forEach((name, value) ->
                        rows.add("| `--" + name + "` | " + (value.isEmpty() ? "" : "`" + value + "` ") + "| "));

        assertThat(Files.readAllLines(Path.of("README.md")).stream()
                        .filter(line -> line.startsWith("| `--"))
                        .map(line -> line.substring(0, line.indexOf("| ", line.indexOf('|', 1) + 1) + 2)))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void everyFaultIsNamed() {
        assertThatThrownBy(() -> SubjectSettings.of("--parallelism", "0", "--write", "some", "--speed", "high"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parallelism")
                .hasMessageContaining("write")
                .hasMessageContaining("--speed");
    }
}
