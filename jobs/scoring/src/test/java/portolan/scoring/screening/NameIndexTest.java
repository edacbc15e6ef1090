// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.scoring.party.ComparedWords;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class NameIndexTest {
    private static final String[] SYLLABLES =
            "mar tel so ven ka ri dor lin pas quo bel tra min gar lo san ver du na per al cor fin hel".split(" ", -1);
    private static final String[] TRADES =
            "Trading Import Textile Foods Machinery Plastics Metal Paper Marine Lighting".split(" ", -1);

    /** The obvious twin compares with every listed name, so that it needs neither index nor bound. */
    @Test
    void findsWhatComparingWithEveryListedNameFinds() {
        Random random = new Random(8);
        List<String> listed = new ArrayList<>();
        int size = Seeds.of(400, 2_000);
        for (int i = 0; i < size; i++) {
            listed.add(invented(random));
        }
        NameIndex index = index(listed);
        Twin twin = new Twin(listed);
        int found = 0;
        for (int i = 0; i < size / 2; i++) {
            String filed = i % 2 == 0 ? typed(listed.get(random.nextInt(listed.size())), random) : invented(random);

            float likeness = best(index, filed);
            float most = twin.best(filed);
            if (most >= 0.6f) {
                assertThat(likeness).as("seed=8, filed=%s", filed).isEqualTo(most);
                found++;
            }
        }
        assertThat(found).isGreaterThan(size / 5);
    }

    @Test
    void whatIsFoundDoesNotDependOnWhatWasLookedForBefore() {
        List<String> listed = List.of("Vesna Lighting", "Vesela Lighting", "Wesna Trading", "Marintel Foods");
        NameIndex fresh = index(listed);
        NameIndex used = index(listed);
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            best(used, invented(random));
        }

        assertThat(best(used, "Wesna Lighting")).isEqualTo(best(fresh, "Wesna Lighting"));
    }

    /** More names begin with the same two words than are compared. */
    @Test
    void aNameAsItStandsIsFoundAmongAllThatBeginLikeIt() {
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            listed.add("Wang Wei " + SYLLABLES[i % 24] + SYLLABLES[i / 24]);
        }
        listed.add("Wang Wei");

        assertThat(best(index(listed), "WANG WEI")).isEqualTo(1);
    }

    /** A word of every name must not make each look-up as long as the list. */
    @Test
    void aWordOfEveryNameHidesNoRareOne() {
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            listed.add("Kim " + SYLLABLES[i % 24] + SYLLABLES[i / 24 % 24] + SYLLABLES[i / 576 % 24]);
        }
        listed.add("Kim Zorgiban");

        assertThat(best(index(listed), "KIM ZORGIBAN")).isEqualTo(1);
    }

    @Test
    void aStrangerIsNotLikeAnybody() {
        assertThat(best(index(List.of("Vesna Lighting", "Marintel Foods")), "Quorum Shipyards"))
                .isLessThan(0.3f);
    }

    /** They sound the same. */
    @Test
    void anotherSyllableLowersAndForbidsNothing() {
        String company = "上海东方国际贸易有限公司";
        NameIndex index = index(List.of(company, "高市早苗", "김정은"));
        float likeness = best(index, company.replace('方', '芳'));

        assertThat(likeness).isLessThan(best(index, company)).isGreaterThan(0.8f);
        assertThat(best(index, "高石早苗")).isGreaterThan(0.5f).isLessThan(0.7f);
        assertThat(best(index, "김종은")).isGreaterThan(0.5f).isLessThan(0.7f);
    }

    private static NameIndex index(List<String> names) {
        NameIndex index = new NameIndex();
        names.forEach(index::add);
        index.close();
        return index;
    }

    private static float best(NameIndex index, String name) {
        float[] best = new float[1];
        index.find(name, false, like -> best[0] = Math.max(best[0], like.likeness()));
        return best[0];
    }

    private static String invented(Random random) {
        StringBuilder name = new StringBuilder();
        for (int word = random.nextInt(2); word < 2; word++) {
            for (int i = 0; i < 3; i++) {
                name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            name.append(' ');
        }
        return name.append(TRADES[random.nextInt(TRADES.length)]).toString();
    }

    private static String typed(String name, Random random) {
        int at = 1 + random.nextInt(4);
        return switch (random.nextInt(3)) {
            case 0 -> name.substring(0, at) + name.substring(at + 1);
            case 1 -> name.substring(0, at) + 'x' + name.substring(at);
            default -> name.substring(name.indexOf(' ') + 1) + ' ' + name.substring(0, name.indexOf(' '));
        };
    }

    private static final class Twin {
        private final WordIndex words = new WordIndex();
        private final List<int[]> names = new ArrayList<>();

        Twin(List<String> listed) {
            for (String name : listed) {
                names.add(compared(name).stream().mapToInt(words::add).toArray());
            }
            words.close(listed.size());
        }

        float best(String filed) {
            SimilarWords[] its = compared(filed).stream().map(this::like).toArray(SimilarWords[]::new);
            NameLikeness comparison = new NameLikeness(words);
            float best = 0;
            for (int[] name : names) {
                best = Math.max(best, comparison.of(its, name, false).likeness());
            }
            return best;
        }

        /** Against every word of the list. */
        private SimilarWords like(String word) {
            String spelled = Spelling.of(word);
            float[] likeness = new float[words.size()];
            int[] numbers = new int[words.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i;
                likeness[i] = WordIndex.likeness(word, spelled, words.word(i), words.spelled(i));
            }
            return new SimilarWords(word, spelled, words.similarTo(word).rarity(), numbers, likeness);
        }

        private static List<String> compared(String name) {
            return ComparedWords.of(name);
        }
    }
}
