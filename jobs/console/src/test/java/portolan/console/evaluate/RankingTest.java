// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void countsOffencesFromTheTop() {
        // Twenty consignments, scores 20 down to 1; offences at ranks 1, 3 and 20.
        List<Examined> consignments = new ArrayList<>();
        for (int rank = 1; rank <= 20; rank++) {
            consignments.add(examined("K" + rank, 21 - rank, rank == 1 || rank == 3 || rank == 20, 100 * rank));
        }

        Detection detection = detect(consignments);

        // 1, 2 and 5 % of 20 are one consignment, 10 % are two.
        assertThat(detection.cuts()).extracting(Detection.Cut::count).containsExactly(1, 1, 1, 2);
        assertThat(detection.cuts()).extracting(Detection.Cut::precision).containsExactly(1.0, 1.0, 1.0, 0.5);
        assertThat(detection.cuts())
                .extracting(Detection.Cut::recall)
                .containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0);
        // Revenue of offences only: 100 + 300 + 2000.
        assertThat(detection.cuts().get(3).revenue()).isEqualTo(100 / 2_400.0);
        // The first beats all 17, the second all but one, the last none.
        assertThat(detection.auc()).isEqualTo((17 + 16 + 0) / (3.0 * 17));
    }

    @Test
    void theCurveOfPrecisionGoesThroughTheTilesWhateverTheNumberOfConsignments() {
        for (int n : new int[] {7, 20, 150, 199, 1_050}) {
            List<Examined> consignments = new ArrayList<>();
            int offences = 0;
            for (int rank = 1; rank <= n; rank++) {
                boolean offence = rank == 1 || rank % 11 == 0;
                offences += offence ? 1 : 0;
                consignments.add(examined("K" + rank, n - rank, offence, 0));
            }

            for (Detection row : List.of(detect(consignments), Detection.expectedOfRandom(n, offences, false))) {
                for (int percent : Detection.PERCENTS) {
                    assertThat(row.precision(percent, n, offences))
                            .as("%s, consignments=%d, at %d %%", row.name(), n, percent)
                            .isCloseTo(row.precision(percent), within(1e-12));
                    assertThat(row.gain().get(percent))
                            .isCloseTo(row.cut(percent).recall(), within(1e-12));
                }
            }
        }
    }

    @Test
    void equalsCountHalfInTheAuc() {
        // Against the clean one at 2: won. Against the two at 1: 1 offence equal, half each; the one at 3: lost by one.
        List<Examined> consignments = List.of(
                examined("A", 3, false, 0),
                examined("B", 2, true, 0),
                examined("C", 1, true, 0),
                examined("D", 1, false, 0),
                examined("E", 1, false, 0));

        // B beats D and E: 2. C ties D and E: 1. Of six pairs.
        assertThat(detect(consignments).auc()).isEqualTo(3 / 6.0);
    }

    @Test
    void allEqualIsACoin() {
        List<Examined> consignments = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            consignments.add(examined("K" + i, i % 2 == 0 ? 0.0 : -0.0, i < 400, 0));
        }

        Detection detection = detect(consignments);

        assertThat(detection.auc()).isEqualTo(0.5);
        // A file with its offences first must not look like a good ranking: 10 % of any 400 are about 40.
        assertThat(detection.cuts().get(3).precision()).isBetween(0.05, 0.15);
    }

    @Test
    void theOrderOfAFileDecidesNothing() {
        long seed = 7;
        List<Examined> consignments = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            consignments.add(examined("MAEU:" + i + ":2026", i % 3, i % 7 == 0, i));
        }
        Detection before = detect(consignments);
        Collections.shuffle(consignments, new Random(seed));

        assertThat(detect(consignments)).as("seed %d", seed).isEqualTo(before);
    }

    @Test
    void agreesWithTheDefinitionOfTheAuc() {
        long seed = 11;
        Random random = new Random(seed);
        List<Examined> consignments = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            consignments.add(examined("K" + i, random.nextInt(12), random.nextInt(4) == 0, 0));
        }
        double won = 0;
        long pairs = 0;
        for (Examined offence : consignments) {
            for (Examined clean : consignments) {
                if (offence.offence() && !clean.offence()) {
                    pairs++;
                    won += offence.score() > clean.score() ? 1 : offence.score() == clean.score() ? 0.5 : 0;
                }
            }
        }

        assertThat(detect(consignments).auc()).as("seed %d", seed).isCloseTo(won / pairs, within(1e-12));
    }

    @Test
    void theIntervalOfTheAucHoldsItNineteenTimesInTwenty() {
        // Scores of offences one standard deviation higher: the AUC is normal's at 1 / sqrt 2, 0.7602.
        int held = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Examined> consignments = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                boolean offence = i % 10 == 0;
                consignments.add(examined("K" + i, random.nextGaussian() + (offence ? 1 : 0), offence, 0));
            }
            Detection detection = detect(consignments);
            held += Math.abs(detection.auc() - 0.7602) <= detection.aucMargin() ? 1 : 0;
        }
        assertThat(held).isBetween(180, 198);
    }

    @Test
    void theGainGoesFromNothingToAll() {
        List<Examined> consignments = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            consignments.add(examined("K" + i, -i, i < 2, 0));
        }

        assertThat(detect(consignments).gain())
                .hasSize(101)
                .startsWith(0.0, 1.0)
                .endsWith(1.0);
    }

    @Test
    void withoutOffencesThereIsNothingToRecall() {
        Detection detection = detect(List.of(examined("A", 1, false, 0), examined("B", 2, false, 0)));

        assertThat(detection.auc()).isNaN();
        assertThat(detection.cuts().get(0).precision()).isZero();
        assertThat(detection.cuts().get(0).recall()).isNaN();
        assertThat(detection.cuts().get(0).revenue()).isNaN();
    }

    @Test
    void aSharesCountIsRoundedDownButNeverToNone() {
        assertThat(Detection.count(5, 8_134)).isEqualTo(406);
        assertThat(Detection.count(10, 8_134)).isEqualTo(813);
        assertThat(Detection.count(1, 7)).isEqualTo(1);
        assertThat(Detection.count(10, Integer.MAX_VALUE)).isEqualTo(214_748_364);
    }

    @Test
    void keysOfOneSeriesAreNotLeftInTheirOrder() {
        List<String> keys = new ArrayList<>();
        for (int i = 1_000; i < 2_000; i++) {
            keys.add("MAEU:26000" + i + ":2026");
        }
        List<String> inHashOrder = keys.stream()
                .sorted(Comparator.comparingLong(
                        key -> examined(key, 0, false, 0).tieBreak()))
                .toList();
        long firstHalfAtTop = inHashOrder.subList(0, 500).stream()
                .filter(key -> key.compareTo("MAEU:260001500:2026") < 0)
                .count();

        assertThat(firstHalfAtTop).isBetween(215L, 285L);
    }

    private static Detection detect(List<Examined> consignments) {
        return Ranking.of(consignments, Examined::score, Revenue.ESTIMATED::of).detection("test");
    }

    private static Examined examined(String key, double score, boolean offence, double duty) {
        Label label = offence ? new Label("UNDERVALUED", null, Double.NaN) : Label.CLEAN;
        Instant filedAt = Instant.parse("2026-03-02T09:00:00Z");
        return new Examined(key, filedAt, label, score, Double.NaN, duty, Double.NaN, false, Traits.UNKNOWN);
    }
}
