// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A key is busy while it is used often, and not for good. */
final class BusyKeysTest {
    private final BusyKeys keys = new BusyKeys(BusyKeys.OFTEN);

    @Test
    void aKeyIsBusyFromItsTenthUseOn() {
        for (int use = 1; use < BusyKeys.OFTEN; use++) {
            assertThat(keys.used("key")).as("use=%d", use).isFalse();
        }

        assertThat(keys.used("key")).isTrue();
    }

    @Test
    void keysThatAreUsedOnceAreHardlyEverTakenForBusy() {
        int busy = 0;
        for (int i = 0; i < 20 * BusyKeys.USES_BEFORE_AGING; i++) {
            busy += keys.used("TENANT|contact|MAIL:" + i + "@trade.example") ? 1 : 0;
        }

        assertThat(busy).isLessThan(20);
    }

    @Test
    void oneThatIsUsedNoLongerIsForgotten() {
        for (int use = 0; use < 1_000; use++) {
            keys.used("key");
        }
        for (int i = 0; i < 5 * BusyKeys.USES_BEFORE_AGING; i++) {
            keys.used("other-" + i);
        }

        assertThat(keys.used("key")).isFalse();
    }

    @Test
    void oneThatIsUsedAllTheTimeStaysBusy() {
        for (int i = 0; i < 3 * BusyKeys.USES_BEFORE_AGING; i++) {
            keys.used("other-" + i);
            if (i % 1_000 == 0) {
                boolean busy = keys.used("key");
                assertThat(busy || i < 10_000).as("i=%d", i).isTrue();
            }
        }
    }
}
