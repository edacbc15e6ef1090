// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConsignmentsTest {
    @Test
    void numbersKeysAsAMapWould() {
        Random random = new Random(3);
        Map<String, Integer> expected = new HashMap<>();
        Consignments consignments = new Consignments();
        for (int i = 0; i < 200_000; i++) {
            String key = "K" + random.nextInt(70_000);
            int tenant = random.nextInt(2);
            Integer known = expected.putIfAbsent(tenant + key, expected.size());
            assertThat(consignments.add(tenant, key)).isEqualTo(known == null ? expected.size() - 1 : known);
        }

        assertThat(consignments.size()).isEqualTo(expected.size());
        expected.forEach((tenantAndKey, number) -> {
            int tenant = tenantAndKey.charAt(0) - '0';
            String key = tenantAndKey.substring(1);
            assertThat(consignments.find(tenant, key)).isEqualTo(number);
            assertThat(consignments.key(number)).isEqualTo(key);
        });
        assertThat(consignments.find(0, "K-1")).isEqualTo(-1);
        assertThat(consignments.find(7, "K1")).isEqualTo(-1);
    }
}
