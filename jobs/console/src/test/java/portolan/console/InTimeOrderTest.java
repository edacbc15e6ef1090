package portolan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InTimeOrderTest {
    private final InTimeOrder<String> merged = new InTimeOrder<>(List.of(0, 1));

    @Test
    void theEarliestComesFirstWhateverItsPartition() {
        merged.add(0, 3, "c");
        merged.add(1, 1, "a");
        merged.add(1, 2, "b");

        assertThat(List.of(next(), next(), next())).containsExactly("a", "b", "c");
    }

    @Test
    void aPartitionThatHasMoreToComeHoldsTheOthersUp() {
        merged.add(0, 3, "c");

        assertThat(merged.next(partition -> false)).isNull();
        assertThat(next()).isEqualTo("c");
        assertThat(merged.isEmpty()).isTrue();
    }

    private String next() {
        return String.valueOf(merged.next(partition -> true));
    }
}
