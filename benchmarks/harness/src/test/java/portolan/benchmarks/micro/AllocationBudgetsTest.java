// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a filing may allocate, piece by piece: {@code allocation-budgets.csv}. What was counted stays in {@code
 * target/allocation-counted.csv}.
 */
class AllocationBudgetsTest {
    private static final String BUDGETS = "/allocation-budgets.csv";
    private static final Path COUNTED = Path.of("target", "allocation-counted.csv");
    private static final Path LOG = Path.of("target", "allocation-counted.log");

    private static final Map<String, Long> MEASURED = new LinkedHashMap<>();

    @BeforeAll
    static void count() throws Exception {
        Files.deleteIfExists(COUNTED);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(CountAllocation.FLAGS);
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), CountAllocation.class.getName(), COUNTED.toString()));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start()
                .waitFor();
        assertThat(code).as("exit code, see %s", LOG).isZero();
        for (String line : Files.readAllLines(COUNTED)) {
            int comma = line.indexOf(',');
            MEASURED.put(line.substring(0, comma), Long.parseLong(line.substring(comma + 1)));
        }
    }

    @Test
    void everyPieceAllocatesWhatItsBudgetSays() throws IOException {
        List<String> faults = new ArrayList<>();
        for (AllocationBudget budget : budgets()) {
            Long measured = MEASURED.get(budget.piece());
            if (measured != null) {
                budget.fault(measured).ifPresent(faults::add);
            }
        }

        assertThat(faults).as("bytes a run, all of them in %s", COUNTED).isEmpty();
    }

    @Test
    void everyPieceHasABudgetAndEveryBudgetAPiece() throws IOException {
        assertThat(budgets()).extracting(AllocationBudget::piece).containsExactlyElementsOf(MEASURED.keySet());
    }

    /** An annotation cannot ask for the names. */
    @Test
    void theBenchmarkOffersEveryPiece() throws NoSuchFieldException {
        assertThat(PieceBenchmark.pieces()).containsExactlyElementsOf(MEASURED.keySet());
    }

    private static List<AllocationBudget> budgets() throws IOException {
        try (InputStream file = AllocationBudgetsTest.class.getResourceAsStream(BUDGETS)) {
            return new String(Objects.requireNonNull(file, BUDGETS).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(AllocationBudget::parsed)
                    .toList();
        }
    }
}
