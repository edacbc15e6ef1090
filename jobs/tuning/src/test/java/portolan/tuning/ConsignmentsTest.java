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
            Integer known = expected.putIfAbsent(key, expected.size());
            assertThat(consignments.add(key)).isEqualTo(known == null ? expected.size() - 1 : known);
        }

        assertThat(consignments.size()).isEqualTo(expected.size());
        expected.forEach((key, number) -> {
            assertThat(consignments.find(key)).isEqualTo(number);
            assertThat(consignments.key(number)).isEqualTo(key);
        });
        assertThat(consignments.find("K-1")).isEqualTo(-1);
    }
}
