// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.JobSettings;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReplay;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;

class LearnedFeedTest {
    private static final Instant MORNING = Instant.parse("2026-01-05T06:00:00Z");
    private static final int HOUR = 3_600;
    private static final int BILLS = 80;

    private final List<String> filings = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    @TempDir
    private Path directory = Path.of(".");

    private void file(int bill, String kind, String filer, String goods, int hour) {
        filings.add("{\"eventKind\":\"" + kind + "\",\"filingId\":\"" + filer + bill + "\",\"filerId\":\"" + filer
                + "\",\"filedAt\":\"" + at(hour) + "\",\"consignmentKey\":\"PRTL:B" + bill + ":2026\""
                + ",\"transportDocument\":{\"number\":\"B" + bill
                + "\",\"issuer\":\"PRTL\",\"issueDate\":\"2026-01-02\"}"
                + ",\"natureOfMovement\":\"IMPORT\",\"transportMode\":\"SEA\",\"parties\":[{\"role\":\"CONSIGNEE\","
                + "\"rawName\":\"Buyer " + bill + " BV\",\"address\":{\"country\":\"NL\"}}],\"goodsItems\":[{\"seq\":1,"
                + "\"description\":\"" + goods + "\",\"hs\":\"870830\",\"grossMassKg\":9800}]}");
    }

    private void inspect(int bill, String office, boolean isFind) {
        outcomes.add("{\"consignmentKey\":\"PRTL:B" + bill + ":2026\",\"code\":\""
                + (isFind ? "SMUGGLED_GOODS" : "NOTHING_FOUND") + "\",\"reportedAt\":\"" + at(500)
                + "\",\"examined\":true,\"office\":\"" + office + "\"}");
    }

    private static Instant at(int hour) {
        return MORNING.plusSeconds((long) HOUR * hour);
    }

    private LearnedFeed learned() throws IOException {
        Files.write(directory.resolve("filings.jsonl"), filings);
        Files.write(directory.resolve("outcomes.jsonl"), outcomes);
        JobSettings settings = JobSettings.of(Map.of("mode", "ordered"));
        LearnedFeed learned = new LearnedFeed(BaselineRuleSet.compiled());
        try (WorkingDirectory work = WorkingDirectory.temporary("portolan-test-");
                Progress progress = Progress.onStandardError()) {
            Replay.Feed feed = TaughtFeed.ordered(directory, work, progress);
            feed.each(learned::expect);
            SequentialEngine engine = Replay.engine(BaselineRuleSet.compiled(), settings);
            BankReplay bank = new BankReplay(Bank.standard(), settings.ledger());
            feed.each(input -> learned.hear(Replay.take(engine, input), Replay.take(bank, input)));
        }
        return learned;
    }

    /** Of what was inspected, and of the traffic beside it. */
    @Test
    void whatAStrangerClaimsOfABillTeachesNothing() throws IOException {
        for (int bill = 0; bill < BILLS; bill++) {
            file(bill, "CREATE", "CARRIER", "brake discs for cars", bill);
        }
        for (int bill = 0; bill < 20; bill++) {
            inspect(bill, "NLRTM", true);
        }
        LearnedFeed alone = learned();
        assertThat(alone.taught()).hasSize(20);
        assertThat(alone.known(Long.MAX_VALUE).inOrder().size())
                .as("with some of the traffic")
                .isBetween(22, 40);

        for (int bill = 0; bill < BILLS; bill++) {
            file(bill, "CREATE", "RIVAL", "used pianos, personal effects", 200 + bill);
        }

        assertThat(learned().hash()).isEqualTo(alone.hash());
    }

    @Test
    void whatWasWithdrawnIsNoTrafficAndWhatWasFoundOnItStays() throws IOException {
        for (int bill = 0; bill < BILLS; bill++) {
            file(bill, "CREATE", "CARRIER", "brake discs for cars", bill);
            file(bill, "DELETE", "CARRIER", "brake discs for cars", 600 + bill);
        }
        inspect(3, "NLRTM", true);

        assertThat(learned().known(Long.MAX_VALUE).inOrder())
                .singleElement()
                .satisfies(row -> assertThat(row.find()).isTrue());
    }

    /** Of four offices one finds something wherever it looks. */
    @Test
    void outcomesOfAnOfficeThatNobodyBelievesAreNotCountedAsTaught() throws IOException {
        for (int bill = 0; bill < BILLS; bill++) {
            file(bill, "CREATE", "CARRIER", "brake discs for cars", bill);
            inspect(bill, List.of("NLRTM", "BEANR", "DEHAM", "ODD").get(bill % 4), bill % 4 == 3 || bill % 20 < 3);
        }

        LearnedFeed learned = learned();

        assertThat(learned.finds()).isEqualTo(32);
        assertThat(learned.taught()).hasSize(60);
        assertThat(learned.taught().values()).filteredOn(find -> find).hasSize(12);
        assertThat(Arrays.stream(Objects.requireNonNull(
                        learned.byChoice(learned.taught()).get(Chosen.By.UNSAID))))
                .containsExactly(12, 48);
    }
}
