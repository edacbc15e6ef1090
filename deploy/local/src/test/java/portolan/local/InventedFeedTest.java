// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

/**
 * A small invented feed whose results under the baseline rule set are committed beside it, in {@code
 * src/test/resources/invented}: they change only on purpose. After a change of rules, reference lists or engine that is
 * meant, write them anew and review the difference:
 *
 * <pre>mvn -pl deploy/local test -Dtest=InventedFeedTest -Dportolan.invented.rewrite=true</pre>
 */
class InventedFeedTest {
    private static final String REWRITE = "portolan.invented.rewrite";
    private static final Path FEED = Path.of("src/test/resources/invented");

    @TempDir
    private static Path out;

    private static final ScoredOutput EXPECTED = new ScoredOutput(FEED);

    @BeforeAll
    static void score() throws IOException {
        CommandRun.of(
                        "score",
                        "--filings",
                        FEED.resolve("filings.jsonl"),
                        "--outcomes",
                        FEED.resolve("outcomes.jsonl"),
                        "--out",
                        out)
                .assertDone();
        // The release is the one thing in a result that changes without a change of what is decided.
        Path assessments = out.resolve("assessments.jsonl");
        Files.writeString(
                assessments,
                Files.readString(assessments)
                        .replace("\"engine\":\"" + Portolan.Version.number() + "\"", "\"engine\":\"this one\""));
        if (Boolean.getBoolean(REWRITE)) {
            for (Map.Entry<String, String> file :
                    new ScoredOutput(out).contents().entrySet()) {
                Files.writeString(FEED.resolve(file.getKey()), file.getValue());
            }
        }
    }

    @Test
    void resultsAreThoseThatWereCommitted() throws IOException {
        for (String file : ScoredOutput.FILES) {
            assertThat(out.resolve(file))
                    .as("%s; if this is meant, write it anew with -D%s=true", file, REWRITE)
                    .hasSameTextualContentAs(FEED.resolve(file))
                    .hasSameBinaryContentAs(FEED.resolve(file));
        }
    }

    /** What this small feed was written to show; every other indicator is tested beside its class. */
    private static final List<Indicator> SHOWN = List.of(
            Indicators.get("vague_description"),
            Indicators.get("amendment_churn"),
            Indicators.get("consignee_switch"),
            Indicators.get("first_time_shipper"),
            Indicators.get("first_time_consignee"),
            Indicators.get("dormant_then_active"),
            Indicators.get("commodity_out_of_profile"),
            Indicators.get("origin_out_of_profile"),
            Indicators.get("weight_out_of_habit"),
            Indicators.get("shipper_offence_rate"),
            Indicators.get("consignee_offence_rate"),
            Indicators.get("commodity_offence_rate"),
            Indicators.get("container_check_digit"),
            Indicators.get("port_exposure"),
            Indicators.get("freight_paid_cash"),
            Indicators.get("shipper_consignments"),
            Indicators.get("base_offence_rate"));

    @Test
    void everyIndicatorThatIsShownFiresSomewhere() throws IOException {
        String assessments = String.join("\n", EXPECTED.assessments());

        assertThat(SHOWN.stream().map(Indicator::ruleName)).allSatisfy(name -> {
            Matcher reading = Pattern.compile("\"" + name + "\":(-?[0-9.E-]+)").matcher(assessments);
            assertThat(reading.results().mapToDouble(found -> Double.parseDouble(found.group(1))))
                    .as(name)
                    .anyMatch(value -> value > 0);
        });
        assertThat(EXPECTED.count("lanes")).isEqualTo(EXPECTED.assessments().size());
        assertThat(assessments).contains("\"lane\":\"RED\"", "\"lane\":\"YELLOW\"", "\"lane\":\"BLUE\"");
    }

    @Test
    void everythingThatCanHappenToAFilingHappens() throws IOException {
        assertThat(EXPECTED.alerts())
                .anyMatch(line -> line.contains("\"OPENED\""))
                .anyMatch(line -> line.contains("\"UPDATED\""))
                .anyMatch(line -> line.contains("\"WITHDRAWN\""));
        assertThat(EXPECTED.count("duplicates")).isEqualTo(1);
        assertThat(EXPECTED.count("withdrawn")).isEqualTo(2);
        List<String> reasons = List.of(
                "MALFORMED_JSON",
                "UNKNOWN_FIELD",
                "UNKNOWN_CODE",
                "INVALID_VALUE",
                "UNKNOWN_CONSIGNMENT",
                "OUTCOME_FOR_UNKNOWN_CONSIGNMENT");
        assertThat(reasons)
                .allSatisfy(reason -> assertThat(EXPECTED.rejects())
                        .as(reason)
                        .anyMatch(line -> line.contains("\"" + reason + "\"")));
    }
}
