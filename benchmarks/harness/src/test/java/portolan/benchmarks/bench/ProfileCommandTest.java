package portolan.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProfileCommandTest {
    @Test
    void rowsBeginWithTheMostAndEndWithWhatIsLittleTogether() {
        Map<String, Long> rows = ProfileCommand.rows(
                Map.of("the rest", 300L, "some", 200L, "most", 498L, "hardly any", 1L, "nearly none", 1L), "the rest");

        assertThat(List.copyOf(new LinkedHashMap<>(rows).entrySet()))
                .containsExactly(Map.entry("most", 498L), Map.entry("some", 200L), Map.entry("the rest", 302L));
    }
}
