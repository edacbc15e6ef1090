// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import portolan.testing.HandClock;
import portolan.testing.Patience;

class AttemptsTest {
    private final HandClock clock = new HandClock();
    private final Attempts attempts = new Attempts(clock);

    private void wrong(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            Attempts.Try attempt = attempts.begin(name, address);
            assertThat(attempt.left()).as("try %d", i).isZero();
            attempt.wrong();
        }
    }

    @Test
    void theSixthTryWaitsAndEachLaterOneLongerButNeverForGood() {
        wrong("ann", "one", 5);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Duration wait = attempts.begin("ann", "one").left();
            waits.add(wait.toSeconds());
            clock.advance(wait);
            wrong("ann", "one", 1);
        }
        assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void whoWaitsDoesNotWaitLongerForAskingAndIsFreeAgainByTheRightPassword() {
        wrong("ann", "one", 5);
        for (int i = 0; i < 50; i++) {
            assertThat(attempts.begin("ANN ", "one").left()).isEqualTo(Duration.ofSeconds(5));
        }
        clock.advance(Duration.ofSeconds(5));
        attempts.begin("ann", "one").right();
        wrong("ann", "one", 5);
    }

    @Test
    void aNameIsGuardedFromWhereverItIsTriedAndAnAddressWhateverNameIsTried() {
        for (int i = 0; i < 5; i++) {
            wrong("ann", "address " + i, 1);
            wrong("name " + i, "spray", 1);
        }
        assertThat(attempts.left("ann", "elsewhere")).isPositive();
        assertThat(attempts.left("somebody", "spray")).isPositive();
        assertThat(attempts.left("somebody", "elsewhere")).isZero();
    }

    @Test
    void whoCameInFromHereIsNotKeptOutByWhatOthersTryElsewhere() {
        wrong("ann", "desk", 1);
        attempts.begin("ann", "desk").right();
        wrong("ann", "elsewhere", 5);
        wrong("made up", "desk", 4);

        assertThat(attempts.left("ann", "elsewhere")).isPositive();
        assertThat(attempts.left("ann", "desk")).isZero();
        wrong("ann", "desk", 5);
        assertThat(attempts.left("ann", "desk")).isPositive();
    }

    @Test
    void aShiftThatComesInAtOnceThroughOneProxyDoesNotWait() {
        List<Attempts.Try> shift = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            shift.add(attempts.begin("officer " + i, "proxy"));
        }
        assertThat(shift).allMatch(each -> each.left().isZero());
        shift.forEach(Attempts.Try::right);
        assertThat(attempts.left("officer 21", "proxy")).isZero();
    }

    @Test
    void whoTriesManyAtOnceGainsNothing() {
        int looked = 0;
        for (int i = 0; i < 100; i++) {
            looked += attempts.begin("ann", "one").left().isZero() ? 1 : 0;
        }
        assertThat(looked).isEqualTo(5);
    }

    @Test
    void onesOwnPasswordWashesNoAddress() {
        for (int i = 0; i < 5; i++) {
            wrong("name " + i, "spray", 1);
            attempts.begin("mine", "spray").right();
        }
        assertThat(attempts.left("another", "spray")).isPositive();
    }

    @Test
    void whatCouldNotBeLookedAtIsHeldAgainstNobody() {
        for (int i = 0; i < 10; i++) {
            Attempts.Try attempt = attempts.begin("ann", "one");
            assertThat(attempt.left()).isZero();
            attempt.undone();
        }
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        wrong("ann", "one", 5);
        clock.advance(Duration.ofMinutes(61));
        wrong("ann", "one", 5);
    }

    @Test
    void strangersOfAllAddressesWaitForOneAnotherAndWhoCameInBeforeForNone() {
        attempts.begin("ann", "desk").right();
        int looked = 0;
        for (int i = 0; i < 1_000; i++) {
            looked += attempts.begin("name " + i, "address " + i).left().isZero() ? 1 : 0;
        }
        assertThat(looked).isEqualTo(DeskBudget.SIGN_INS);
        assertThat(attempts.begin("bob", "elsewhere").left()).isEqualTo(Duration.ofSeconds(5));
        assertThat(attempts.begin("ann", "desk").left()).isZero();
    }

    @Test
    void onePasswordOfAStrangerIsComparedAtOnceAndOneOfWhoCameInBeforeBesideIt() throws Exception {
        attempts.begin("ann", "desk").right();
        Attempts.Try ann = attempts.begin("ann", "desk");
        AtomicInteger within = new AtomicInteger();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Attempts.Try other = attempts.begin("name " + i, "elsewhere");
            others.add(new Thread(() -> compare(other, within)));
        }
        Attempts.Try first = attempts.begin("first", "here");
        first.inTurn(() -> {
            awaitWaiting(others);
            return ann.inTurn(within::get);
        });
        for (Thread other : others) {
            other.join();
        }
        assertThat(within).hasValue(4);
    }

    private static void awaitWaiting(List<Thread> others) throws IOException {
        others.forEach(Thread::start);
        try {
            Patience.until(
                    "the others wait",
                    () -> others.stream().allMatch(one -> one.getState() == Thread.State.WAITING),
                    others::size);
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }

    private static void compare(Attempts.Try attempt, AtomicInteger within) {
        try {
            attempt.inTurn(within::incrementAndGet);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
