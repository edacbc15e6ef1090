// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each check of the fault table fails on an observation that it is for, and none on a sound one. */
class SabotageTest {
    private static final byte[] ONE = {1, 2, 3};
    private static final byte[] TWO = {4, 5, 6};

    private final Expected expected = new Expected(
            4,
            new TreeMap<>(Map.of("a-1", ONE, "a-2", TWO)),
            new TreeMap<>(Map.of("alert of a-1", ONE)),
            new TreeMap<>(Map.of("filed/0@3", "TRUNCATED")),
            Map.of(),
            Map.of(),
            0,
            0,
            0,
            Set.of());

    private static Seen seen(boolean mayRepeat, boolean bytesAreDue) {
        Told told = new Told();
        told.assessments.putAll(Map.of("a-1", ONE, "a-2", TWO));
        told.alerts.put("alert of a-1", ONE);
        told.rejects.put("filed/0@3", "TRUNCATED");
        return new Seen(
                told,
                List.of(
                        new Seen.Line("^portolan: .*torn", true, "portolan: the job is torn", 900, 1_000),
                        new Seen.Line("the job failed", false, "portolan: well", 0, 0)),
                List.of(new Seen.Measured("restarts", 2, 1)),
                mayRepeat,
                bytesAreDue,
                1_000,
                1_090);
    }

    @Test
    void aSoundObservationPasses() {
        assertThatCode(() -> seen(false, true).verify(expected)).doesNotThrowAnyException();
        assertThatCode(() -> seen(true, false).verify(expected)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Sabotage.class)
    void aPlantedFaultIsNoticed(Sabotage sabotage) {
        Seen altered = sabotage.in(seen(false, true));

        assertThat(altered).isNotNull();
        assertThatThrownBy(() -> java.util.Objects.requireNonNull(altered).verify(expected))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void allAreNoticedButThoseThatARowAllows() {
        assertThat(Sabotage.allAreNoticed(expected, seen(false, true))).containsExactly(Sabotage.values());
        assertThat(EnumSet.complementOf(EnumSet.copyOf(Sabotage.allAreNoticed(expected, seen(true, false)))))
                .containsExactlyInAnyOrder(
                        Sabotage.FLIPS_A_BIT,
                        Sabotage.FLIPS_A_BIT_OF_AN_ALERT,
                        Sabotage.LOSES_AN_ALERT,
                        Sabotage.REPEATS_A_RECORD);
    }

    /** A check that lets everything pass would be told by name. */
    @Test
    void whatIsNotNoticedIsNamed() {
        Expected blind = expected.of(new TreeMap<>(Map.of("a-2", TWO)));

        assertThatThrownBy(() -> Sabotage.allAreNoticed(blind, seen(false, true)))
                .hasMessageContaining("LOSES_AN_ASSESSMENT");
    }
}
