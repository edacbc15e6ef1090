// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationBudgetTest {
    private static final AllocationBudget BUDGET = new AllocationBudget("ledger", 1_000, 0.02);

    @Test
    void isKeptWithinItsTolerance() {
        assertThat(BUDGET.fault(1_020)).isEmpty();
        assertThat(BUDGET.fault(980)).isEmpty();
    }

    @Test
    void tellsThatMoreIsToBeUndoneAndLessToBeKept() {
        assertThat(BUDGET.fault(1_021).orElseThrow())
                .startsWith("allocates more")
                .endsWith("piece=ledger, counted=1021, budget=1000, tolerance=20");
        assertThat(BUDGET.fault(979).orElseThrow()).startsWith("allocates less");
    }

    @Test
    void allowsLessThanAnObjectWhereNothingIsAllocated() {
        AllocationBudget nothing = AllocationBudget.parsed("rules,0,0.02");

        assertThat(nothing.fault(8)).isEmpty();
        assertThat(nothing.fault(16)).isPresent();
    }
}
