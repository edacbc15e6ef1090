// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FeedSettingsTest {
    @Test
    void aSettingOutOfRangeIsNamed() {
        assertThatThrownBy(() -> FeedSettings.builder().amended(0.7).build()).hasMessageContaining("amended=0.7");
        assertThatThrownBy(() -> FeedSettings.builder().days(0).build()).hasMessageContaining("days=0");
    }

    @Test
    void theReadmeListsEverySetting() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        for (RecordComponent setting : FeedSettings.class.getRecordComponents()) {
            assertThat(readme).contains("| `" + setting.getName() + "` |");
        }
    }
}
