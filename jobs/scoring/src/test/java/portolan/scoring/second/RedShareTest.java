// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class RedShareTest {
    private static long red(RedShare share, List<RedShare.Case> cases) {
        return cases.stream().filter(share::isRed).count();
    }

    private static long written(RedShare share, List<RedShare.Case> cases) {
        return cases.stream().filter(share::isRedAsWritten).count();
    }

    /** Units of which some are alike; the second opinion says more of most. */
    @ParameterizedTest
    @MethodSource("seeds")
    void asManyAreRedAndAShareOfThemByTheSecondOpinionAlone(long seed) {
        Random random = new Random(seed);
        int spread = List.of(60_000, 400, 30).get((int) (seed % 3));
        List<RedShare.Case> cases = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long written = random.nextInt(spread) - random.nextInt(2 * spread);
            cases.add(new RedShare.Case(written, Math.max(0, random.nextInt(2 * spread) - spread / 2)));
        }
        int red = 40 + random.nextInt(200);
        int of = 1 + random.nextInt(red / 2);

        RedShare share = RedShare.of(cases, red, of);

        long alikeWritten = alike(cases, share.shift(), 0, false);
        long alikeHeard = alike(cases, share.shift(), share.toll(), true);
        assertThat(share.toll()).isNotNegative();
        assertThat((double) (red(share, cases) - red)).as("%s", share).isBetween(-1.0 - alikeHeard, 1.0 + alikeHeard);
        assertThat((double) (written(share, cases) - (red - of)))
                .as("%s", share)
                .isBetween(-1.0 - alikeWritten, 1.0 + alikeWritten);
    }

    /** How many stand where the line is drawn, on either side of it. */
    private static long alike(List<RedShare.Case> cases, long shift, long toll, boolean heard) {
        return cases.stream()
                .mapToLong(each -> (heard ? each.written() + each.more() : each.written()) + shift - toll)
                .filter(units -> units == 0 || units == -1)
                .count();
    }

    static LongStream seeds() {
        return Seeds.upTo(9, 120);
    }

    @Test
    void whatTheSecondOpinionDoesNotFillIsFilledByWhatIsWritten() {
        List<RedShare.Case> cases = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cases.add(new RedShare.Case(-10 * i, i == 50 ? 600 : 0));
        }

        RedShare share = RedShare.of(cases, 20, 10);

        assertThat(share.toll()).isZero();
        assertThat(red(share, cases)).isEqualTo(20);
        assertThat(written(share, cases)).isEqualTo(19);
    }

    @Test
    void whereNothingIsToBeRedBesidesWhatOtherThreatsMakeRedNothingIs() {
        List<RedShare.Case> cases = List.of(new RedShare.Case(-300, 900), new RedShare.Case(-100, 0));

        assertThat(red(RedShare.of(cases, 0, 0), cases)).isZero();
        assertThat(red(RedShare.of(List.of(), 3, 1), List.of())).isZero();
    }
}
