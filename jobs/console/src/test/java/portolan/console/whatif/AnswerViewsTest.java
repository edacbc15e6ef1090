// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import portolan.console.screen.Screen;
import portolan.tuning.WhatIfAnswer;

/** An answer as people and programs see it. */
class AnswerViewsTest {
    private static final Screen SCREEN = Screen.endless(Screen.USUAL_WIDTH);
    private static final Path CANDIDATE = Path.of("target/draft");

    @Test
    void readsAsCommitted() throws IOException {
        assertThat(text(Answers.usual()) + "\n").isEqualTo(expected("what-if.txt"));
    }

    @Test
    void readsAsCommittedForPrograms() throws IOException {
        assertThat(AnswerJson.text(Answers.usual()) + "\n").isEqualTo(expected("what-if.json"));
    }

    @Test
    void fitsTheScreen() {
        assertThat(text(Answers.usual()).lines()).allMatch(line -> line.length() <= Screen.USUAL_WIDTH);
    }

    @Test
    void saysNothingOfWhatAnUnfairSampleCannotTell() {
        String text = text(Answers.with(Answers.UNFAIR, List.of()));

        assertThat(text.replaceAll("\\s+", " "))
                .contains("Of 82 known offences among what was red by score, 80 would stay red and 2 would not.")
                .contains("Nothing can be said about what the candidate would newly find among the 60 consignments")
                .contains("of 405 consignments drawn at random only 40 (9.9 %) have a result")
                .contains("unknown: no fair sample")
                .doesNotContain("would have found");
    }

    @Test
    void saysHowToGetASampleWhereNobodyDrew() {
        assertThat(text(Answers.with(Answers.UNDRAWN, List.of())).replaceAll("\\s+", " "))
                .contains("nothing was drawn at random in this period. State 'exploration: {share: 0.02, seed: 17}'");
    }

    @Test
    void namesWhatWasNotArchivedAndOffersAReplay() {
        WhatIfAnswer answer =
                Answers.with(Answers.FAIR, List.of(new WhatIfAnswer.MissingColumn("port_exposure", 3, 3_000)));

        assertThat(text(answer))
                .contains("NOT ARCHIVED")
                .containsPattern("port_exposure +3 +3,000  25\\.0 %")
                .contains("deploy/portolan score --filings FILINGS --outcomes OUTCOMES --rules target/draft");
    }

    @Test
    void anEmptyAnswerIsSaid() {
        assertThat(text(Answers.empty()))
                .contains("No consignment would change its lane.")
                .contains("The candidate has no rules.")
                .doesNotContain("NaN", "null");
        assertThat(AnswerJson.text(Answers.empty())).doesNotContain("NaN");
    }

    @Test
    void theDocumentNamesEveryFieldOfTheJson() throws IOException {
        String document = Files.readString(Path.of("README.md"));

        assertThat(Pattern.compile("\"([a-z][A-Za-z]+)\" :")
                        .matcher(AnswerJson.text(Answers.with(
                                Answers.FAIR, List.of(new WhatIfAnswer.MissingColumn("port_exposure", 3, 3_000)))))
                        .results()
                        .map(field -> field.group(1))
                        .distinct())
                .allSatisfy(field -> assertThat(document).contains("`" + field + "`"));
    }

    private static String text(WhatIfAnswer answer) {
        return String.join("\n", new AnswerText(answer, CANDIDATE, SCREEN).all(15));
    }

    private static String expected(String file) throws IOException {
        return Files.readString(Path.of("src/test/resources/expected", file));
    }
}
