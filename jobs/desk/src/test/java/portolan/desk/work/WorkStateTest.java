// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.WorkKind;

class WorkStateTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void ofTwoClaimsTheFirstCounts() {
        WorkState state = new WorkState();

        assertThat(state.read(step("a", null, WorkKind.CLAIMED, "ana"))).isTrue();
        assertThat(state.read(step("b", null, WorkKind.CLAIMED, "ben"))).isFalse();
        assertThat(state.owner()).isEqualTo("ana");
        assertThat(state.stepId()).isEqualTo("a");
    }

    @Test
    void aStepThatComesTwiceCountsOnceEvenWhenItWouldFollowAgain() {
        WorkState state = new WorkState();
        AlertWorked claim = step("a", null, WorkKind.CLAIMED, "ana");

        assertThat(state.read(claim)).isTrue();
        assertThat(state.read(claim)).isFalse();
        assertThat(state.read(step("a", "a", WorkKind.RELEASED, "ana"))).isFalse();
        assertThat(state.owner()).isEqualTo("ana");
    }

    @Test
    void whoSeesTheClaimMayTakeItOver() {
        WorkState state = new WorkState();
        state.read(step("a", null, WorkKind.CLAIMED, "ana"));

        assertThat(state.read(step("b", "a", WorkKind.CLAIMED, "ben"))).isTrue();
        assertThat(state.owner()).isEqualTo("ben");
    }

    @Test
    void afterAReleaseASnoozeOrAClosureNobodyHasIt() {
        WorkState state = new WorkState();
        state.read(step("a", null, WorkKind.CLAIMED, "ana"));

        assertThat(state.read(step("b", "a", WorkKind.SNOOZED, "ana"))).isTrue();
        assertThat(state.owner()).isNull();
        assertThat(state.snoozedUntil()).isEqualTo(NOON);
        assertThat(state.read(step("c", "b", WorkKind.RELEASED, "ana"))).isTrue();
        assertThat(state.snoozedUntil()).isNull();
        assertThat(state.read(step("d", "c", WorkKind.CLOSED, "ana"))).isTrue();
        assertThat(state.owner()).isNull();
    }

    @Test
    void aSnoozeWithoutAnEndAndAStepOfALaterReleaseDoNotCount() {
        WorkState state = new WorkState();
        AlertWorked endless = step("a", null, WorkKind.SNOOZED, "ana");
        endless.setUntil(null);

        assertThat(state.read(endless)).isFalse();
        assertThat(state.read(step("b", null, WorkKind.UNKNOWN, "ana"))).isFalse();
        assertThat(state.inForce()).isNull();
    }

    @Test
    void itAgreesWithWhoeverFollowsTheChainByHand() {
        for (long seed = 0; seed < 2_000; seed++) {
            List<AlertWorked> steps = random(new Random(seed));
            WorkState state = new WorkState();
            List<AlertWorked> counted = steps.stream().filter(state::read).toList();

            assertThat(counted).as("seed=%d", seed).containsExactlyElementsOf(chain(steps));
        }
    }

    /** Of each step, the first one behind it that follows it; a name counts where it first stands. */
    private static List<AlertWorked> chain(List<AlertWorked> steps) {
        List<String> names = steps.stream().map(AlertWorked::getStepId).toList();
        List<AlertWorked> chain = new ArrayList<>();
        @Nullable String last = null;
        int at = 0;
        while (at < steps.size()) {
            AlertWorked step = steps.get(at);
            boolean sound = step.getKind() != WorkKind.UNKNOWN
                    && (step.getKind() != WorkKind.SNOOZED || step.getUntil() != null);
            if (names.indexOf(step.getStepId()) == at && sound && Objects.equals(step.getFollows(), last)) {
                chain.add(step);
                last = step.getStepId();
            }
            at++;
        }
        return chain;
    }

    /** Few names, so that steps collide, repeat and follow what is not there. */
    private static List<AlertWorked> random(Random random) {
        List<AlertWorked> steps = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int name = random.nextInt(8);
            int follows = random.nextInt(9);
            AlertWorked step = step(
                    "s" + name,
                    follows == 8 ? null : "s" + follows,
                    any(random, WorkKind.values()),
                    "user" + random.nextInt(3));
            if (random.nextInt(4) == 0) {
                step.setUntil(null);
            }
            steps.add(step);
        }
        return steps;
    }

    private static <T> T any(Random random, T[] of) {
        return of[random.nextInt(of.length)];
    }

    private static AlertWorked step(String id, @Nullable String follows, WorkKind kind, String by) {
        return AlertWorked.newBuilder()
                .setStepId(id)
                .setTenant("default")
                .setConsignmentKey("MAEU:1:2026")
                .setFollows(follows)
                .setKind(kind)
                .setBy(by)
                .setRole("officer")
                .setAt(NOON)
                .setUntil(kind == WorkKind.SNOOZED ? NOON : null)
                .build();
    }
}
