// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.testing.Seeds;

/** Words that are looked up once, against every word looked up every time. */
@Tag(Seeds.TAG)
class ReadNameTest {
    private static final int NAMES = Seeds.of(30_000, 1_000_000);
    private static final List<String> OTHERS = List.of(
            "Siemens",
            "Müller",
            "ŁÓDŹ",
            "Газпром",
            "上海纺织",
            "株式会社",
            "شركة",
            "A",
            "B",
            "c",
            "1",
            "VII",
            "44",
            "3M",
            "&",
            "-",
            "'",
            "Int'l",
            "X",
            "0000",
            "É",
            "ß",
            "ﬁ",
            "😀",
            "SchwartzAG",
            "AlFuttaim",
            "Söhne",
            "phantzech");

    private final PlainNameReading plainly = new PlainNameReading();

    @Test
    void aNameSaysWhatItSaysWhenEveryWordIsLookedUp() {
        Random random = new Random(41);
        List<String> words = vocabulary();
        for (int i = 0; i < NAMES; i++) {
            String name = name(random, words);
            String plain = NameKey.plain(name);

            ReadName read = ReadName.of(name);

            if (!read.plain().equals(plain)
                    || read.kind() != plainly.kindOf(plain)
                    || !read.key().equals(plainly.key(plain, false))
                    || !NameKey.withoutLegalForm(plain).equals(plainly.withoutLegalForm(plain))) {
                assertThat(read)
                        .as("seed 41, name %s: %s", i, name)
                        .isEqualTo(new ReadName(
                                name, NameRegion.ELSEWHERE, plain, plainly.kindOf(plain), plainly.key(plain, false)));
                assertThat(NameKey.withoutLegalForm(plain)).as(name).isEqualTo(plainly.withoutLegalForm(plain));
            }
            assertThat(NameKey.of(plain, false)).isEqualTo(read.key());
            assertThat(PartyTerms.bundled().kindOf(plain, NameWords.split(plain)))
                    .isEqualTo(read.kind());
        }
    }

    @Test
    void aTextIsPlainWhetherItIsACodeOrNot() {
        for (String text : List.of("", "NL", "nl", "N", "NLD", "ABCD", "N L", "É", "N1", " NL", "The Netherlands")) {
            assertThat(ReadName.plainOf(text)).as(text).isEqualTo(NameKey.plain(text));
        }
    }

    /** The words of all tables, and others. */
    private static List<String> vocabulary() {
        List<String> words = new ArrayList<>(OTHERS);
        for (String table : List.of("words.csv", "legal-forms.txt", "terms.csv")) {
            for (String line : PartyTerms.lines("/portolan/party/" + table)) {
                for (String field : line.split(",", -1)) {
                    words.add(field);
                    words.addAll(List.of(field.split(" ", -1)));
                }
            }
        }
        return words;
    }

    private static String name(Random random, List<String> words) {
        StringBuilder name = new StringBuilder();
        for (int count = random.nextInt(6); count >= 0; count--) {
            String word = words.get(random.nextInt(random.nextInt(3) == 0 ? OTHERS.size() : words.size()));
            name.append(
                    switch (random.nextInt(6)) {
                        case 0 -> word.toLowerCase(Locale.ROOT);
                        case 1 -> letters(random);
                        default -> word;
                    });
            name.append(List.of(" ", " ", " ", ".", ", ", "").get(random.nextInt(6)));
        }
        return name.toString();
    }

    private static String letters(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            word.append((char) ('A' + random.nextInt(26)));
        }
        return word.toString();
    }
}
