// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;

class WatchlistTextTest {
    static final String CSV = "id,name,country,city,street\n1,Zagros Trading,IR,,\n";

    @Test
    void aTextSaysWhichVersionOfWhichListItIs() {
        String text = WatchlistText.of("sanctions", 3, CSV);
        WatchlistText read =
                (WatchlistText) Objects.requireNonNull(WatchlistText.read(text).document());

        assertThat(read.name()).isEqualTo("sanctions");
        assertThat(read.version()).isEqualTo(3);
        assertThat(read.hash()).isEqualTo(Document.sha256(text));
        assertThat(read.list().size()).isOne();
        assertThat(read.list().name()).isEqualTo("sanctions v3");
        assertThat(read.list().version())
                .isEqualTo(
                        WatchlistText.named("sanctions", 3, read.hash()).list().version());
    }

    @Test
    void aListIsReadOnceForAllTasksOfAMachine() {
        String text = WatchlistText.of("sanctions", 4, CSV);

        assertThat(WatchlistText.read(text).document())
                .isSameAs(WatchlistText.read(text).document());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                CSV,
                "# watchlist Sanctions v3\n" + CSV,
                "# watchlist sanctions v0\n" + CSV,
                "# watchlist sanctions v3 x\n" + CSV
            })
    void aTextThatDoesNotSayItIsRefusedInItsFirstLine(String text) {
        ReadText read = WatchlistText.read(text);

        assertThat(read.document()).isNull();
        assertThat(read.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.line()).isOne();
            assertThat(issue.message()).contains("# watchlist sanctions v3");
        });
    }

    @Test
    void faultsAreToldByTheLineOfThePublishedText() {
        ReadText read = WatchlistText.read(WatchlistText.of("sanctions", 5, CSV + "2,,IR,,\n3,Acme,Iran,,\n"));

        assertThat(read.issues()).extracting(RuleIssue::where).containsExactly("sanctions:4:1", "sanctions:5:1");
    }

    @Test
    void aListOfNobodyIsReadSinceItEndsTheOneBeforeAndAnEmptyFileIsNot() {
        ReadText nobody = WatchlistText.read(WatchlistText.of("sanctions", 6, "id,name,country,city,street\n"));
        assertThat(nobody.issues()).isEmpty();
        assertThat(((WatchlistText) Objects.requireNonNull(nobody.document()))
                        .list()
                        .size())
                .isZero();

        assertThat(WatchlistText.read(WatchlistText.of("sanctions", 7, "")).issues())
                .isNotEmpty();
    }
}
