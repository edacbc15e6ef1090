// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;

class CheckpointFaultsTest {
    private static final Logger FLINKS =
            LogManager.getLogger("org.apache.flink.runtime.checkpoint.CheckpointCoordinator");

    @Test
    void aCheckpointsFirstRootCauseIsKnown() {
        try (CheckpointFaults faults = CheckpointFaults.listen()) {
            FLINKS.error(
                    "Decline checkpoint {} by task {}.",
                    7L,
                    "Assess",
                    new IllegalStateException("wrapped", new IOException("No space left on device")));
            FLINKS.error("Failed to complete checkpoint {}.", 7L, new IllegalStateException("aborted"));

            assertThat(faults.of(7, "Asynchronous task checkpoint failed."))
                    .isEqualTo("java.io.IOException: No space left on device");
            assertThat(faults.of(8, "Checkpoint expired before completing."))
                    .isEqualTo("Checkpoint expired before completing.");
        }
    }
}
