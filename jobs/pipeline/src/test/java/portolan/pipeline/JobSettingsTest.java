package portolan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.rules.BaselineRuleSet;

final class JobSettingsTest {
    @Test
    void everythingHasADefault() {
        JobSettings settings = JobSettings.of(Map.of());

        assertThat(settings.mode()).isEqualTo(Mode.ARRIVAL);
        assertThat(settings.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(settings.ledger()).isEqualTo(LedgerSettings.keeping(Duration.ofDays(180)));
        assertThat(settings.checkpointDirectory()).isNull();
        assertThat(settings.rules().text()).isEqualTo(BaselineRuleSet.text());
        assertThat(settings.reference().version()).isNotEmpty();
    }

    @Test
    void argumentsReplaceDefaults(@TempDir Path directory) throws IOException {
        Path rules = Files.writeString(directory.resolve("ruleset.yaml"), BaselineRuleSet.text());

        JobSettings settings = JobSettings.of(Map.of(
                "mode", "ordered",
                "parallelism", "4",
                "delivery", "exactly-once",
                "rules", directory.toString()));

        assertThat(settings.mode()).isEqualTo(Mode.ORDERED);
        assertThat(settings.parallelism()).isEqualTo(4);
        assertThat(settings.delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
        assertThat(settings.rules().source()).isEqualTo(rules.toString());
    }

    @Test
    void oneMessageNamesEveryFault() {
        assertThatThrownBy(() -> JobSettings.of(Map.of(
                        "mode", "fast",
                        "parallelism", "none",
                        "ledger-retention", "-P1D",
                        "idle-after", "soon",
                        "rules", "/no/such/file",
                        "watchlist", "/no/such/list.csv",
                        "boostrap", "here")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown option 'boostrap'")
                .hasMessageContaining("mode must be one of arrival, ordered: given=fast")
                .hasMessageContaining("parallelism must be a whole number from 1 to 9999: given=none")
                .hasMessageContaining("ledger-retention must be longer than nothing: given=-P1D")
                .hasMessageContaining("idle-after must be an ISO-8601 duration like P180D or PT10S: given=soon")
                .hasMessageContaining("rules cannot be read: file=/no/such/file")
                .hasMessageContaining("watchlist cannot be read: file=/no/such/list.csv");
    }

    @Test
    void aRuleSetWithFaultsIsRefusedWithTheirPlaces(@TempDir Path directory) throws IOException {
        Path rules = Files.writeString(directory.resolve("own.yaml"), "name: own\nverson: 1\n");

        assertThatThrownBy(() -> JobSettings.of(Map.of("rules", rules.toString())))
                .hasMessageContaining("ruleset.yaml:2:1")
                .hasMessageContaining("verson");
    }
}
