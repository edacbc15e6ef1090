// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.kind.MemorySettings;
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

    /** Brokers give up what no checkpoint ended in time, and with it the results. */
    @Test
    void aTransactionOutlastsThreeCheckpointIntervals() {
        Map<String, String> brief = Map.of("checkpoint-interval", "PT1M", "transaction-timeout", "PT2M");
        Map<String, String> exactlyOnce = new HashMap<>(brief);
        exactlyOnce.put("delivery", "exactly-once");

        assertThat(JobSettings.of(brief).transactionTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThatThrownBy(() -> JobSettings.of(exactlyOnce))
                .hasMessageContainingAll("transaction-timeout", "given=PT2M", "least=PT3M");
    }

    @Test
    void whatATaskCachesOnTheHeapIsSet() {
        assertThat(JobSettings.of(Map.of()).cacheSizes()).isEqualTo(new CacheSizes(64 << 20));
        assertThat(JobSettings.of(Map.of("cache-mib", "9000")).cacheSizes()).isEqualTo(new CacheSizes(9_000L << 20));
        assertThatThrownBy(() -> JobSettings.of(Map.of("cache-mib", "-1"))).hasMessageContaining("cache-mib");
    }

    @Test
    void whatMemoriesKeepIsSet() {
        JobSettings settings = JobSettings.of(Map.of(
                "habit-half-life", "P270D",
                "memory-retention", "P365D",
                "keep-headings", "12",
                "low-value-eur", "500"));

        assertThat(JobSettings.of(Map.of()).memory()).isEqualTo(MemorySettings.DEFAULT);
        assertThat(settings.memory())
                .isEqualTo(new MemorySettings(270, 1080, 12, 8, 12, 16, 8, 6, 24, 64, 150, 500, 365));
    }

    @Test
    void whatMemoriesCannotKeepIsRefusedWithEveryFault() {
        assertThatThrownBy(() -> JobSettings.of(Map.of("keep-places", "some", "outcome-half-life", "PT36H")))
                .hasMessageContaining("keep-places must be a whole number: given=some")
                .hasMessageContaining("outcome-half-life must be whole days like P540D: given=PT36H");
        assertThatThrownBy(() -> JobSettings.of(
                        Map.of("keep-places", "1", "outcome-half-life", "P3650000D", "keep-filing-days", "121")))
                .hasMessageContaining("places=1 is not within 2 to 64")
                .hasMessageContaining("outcomeHalfLifeDays=3650000 is not within 30 to 7300")
                .hasMessageContaining("filingDays=121 is not within 8 to 120");
        assertThatThrownBy(() -> JobSettings.of(Map.of("keep-headings", "64", "keep-partners", "64")))
                .hasMessageContaining("a shipper's memory could take")
                .hasMessageContaining("at most 4224");
    }

    @Test
    void whatTheLedgerKeepsIsSet() {
        assertThat(JobSettings.of(Map.of(
                                "ledger-retention", "P30D",
                                "hold-early", "PT1H",
                                "bills-due-before-arrival", "PT2H",
                                "bills-due-after-filing", "PT3H"))
                        .ledger())
                .isEqualTo(new LedgerSettings(
                        Duration.ofDays(30),
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofHours(3),
                        LedgerSettings.NO_END));
    }

    @Test
    void aRuleSetWithFaultsIsRefusedWithTheirPlaces(@TempDir Path directory) throws IOException {
        Path rules = Files.writeString(directory.resolve("own.yaml"), "name: own\nverson: 1\n");

        assertThatThrownBy(() -> JobSettings.of(Map.of("rules", rules.toString())))
                .hasMessageContaining("ruleset.yaml:2:1")
                .hasMessageContaining("verson");
    }

    @Test
    void memoriesAreKeptAsLongAsABillMayBeAmended(@TempDir Path directory) throws Exception {
        String memories = "memories: {declared: [{bills: [notify], kept: 600}]}\n\nthreats:";
        Path rules = Files.writeString(
                directory.resolve("kept.yaml"), BaselineRuleSet.text().replaceFirst("(?m)^threats:", memories));

        assertThat(JobSettings.of(Map.of("rules", rules.toString(), "ledger-retention", "P235D"))
                        .rules()
                        .source())
                .isEqualTo(rules.toString());
        assertThatThrownBy(() -> JobSettings.of(Map.of("rules", rules.toString(), "ledger-retention", "P236D")))
                .hasMessageContaining(
                        "'notify' for 600 days, a bill may be amended for 601; declare it with 'kept: 601'");
    }
}
