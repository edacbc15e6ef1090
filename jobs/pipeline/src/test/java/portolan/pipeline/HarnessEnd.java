// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** The end of an operator under test, whose own {@code close} may throw anything. */
public final class HarnessEnd {
    private HarnessEnd() {}

    public static void of(AbstractStreamOperatorTestHarness<?> harness) {
        try {
            harness.close();
        } catch (Exception fault) {
            throw new IllegalStateException("operator did not close", fault);
        }
    }
}
