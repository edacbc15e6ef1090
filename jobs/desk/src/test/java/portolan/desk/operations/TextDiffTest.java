// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    private static List<String> diff(String before, String after) {
        return TextDiff.of(before, after).stream()
                .map(line -> line.sign() + line.text())
                .toList();
    }

    @Test
    void whatIsNewAndWhatIsGoneStandsWhereItWas() {
        assertThat(diff("sender: durres\nzone: UTC\n", "sender: durres\nzone: Europe/Tirane\ncodes: {}\n"))
                .containsExactly(" sender: durres", "-zone: UTC", "+zone: Europe/Tirane", "+codes: {}");
        assertThat(diff("", "a\n")).containsExactly("+a");
        assertThat(diff("a\n", "a\n")).containsExactly(" a");
    }

    @Test
    void withoutTheNewLinesItIsTheOldTextAndWithoutTheGoneOnesTheNew() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            String before = text(random);
            String after = text(random);
            List<TextDiff.Line> lines = TextDiff.of(before, after);

            assertThat(side(lines, '+')).as("seed 5, text %s", i).isEqualTo(before);
            assertThat(side(lines, '-')).as("seed 5, text %s", i).isEqualTo(after);
        }
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(unused -> "line " + random.nextInt(4) + "\n")
                .collect(Collectors.joining());
    }

    private static String side(List<TextDiff.Line> lines, char without) {
        return lines.stream()
                .filter(line -> line.sign() != without)
                .map(line -> line.text() + "\n")
                .collect(Collectors.joining());
    }
}
