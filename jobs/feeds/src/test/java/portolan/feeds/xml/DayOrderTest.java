// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.feeds.Finding;
import portolan.feeds.Profile;
import portolan.feeds.Taken;

/** Days of exports whose order nobody states, in a message received on 2 March 2026. */
class DayOrderTest {
    private static Taken awmds(Profile profile, String departure, String more) {
        return Taken.of(
                ("<Awmds><General_segment><Date_of_departure>" + departure + "</Date_of_departure>" + more
                                + "</General_segment><Bol_segment><Bol_id><Bol_reference>B1</Bol_reference>"
                                + "<Bol_nature>23</Bol_nature></Bol_id><Load_unload_place><Place_of_loading_code>ITTRS"
                                + "</Place_of_loading_code></Load_unload_place><Goods_segment><Goods_description>TILES"
                                + "</Goods_description></Goods_segment></Bol_segment></Awmds>")
                        .getBytes(StandardCharsets.UTF_8),
                profile);
    }

    private static Taken awmds(String departure, String more) {
        return awmds(Profile.DEFAULT, departure, more);
    }

    private static @Nullable Instant departure(Taken taken) {
        return taken.only().getRouting().get(0).getEtd();
    }

    private static List<String> guesses(Taken taken) {
        return taken.receipt().findings().stream()
                .filter(finding -> finding.code().equals(Finding.DATE_ORDER))
                .map(Finding::message)
                .toList();
    }

    @Test
    void aDayThatNoMonthHasIsNone() {
        Taken taken = awmds("31/04/2026", "");

        assertThat(departure(taken)).isNull();
        assertThat(taken.receipt().findings()).extracting(Finding::code).containsExactly(Finding.UNREADABLE);
        assertThat(departure(awmds("30/04/2026", ""))).isEqualTo("2026-04-30T00:00:00Z");
        assertThat(departure(awmds("30/04/26", ""))).isEqualTo("2026-04-30T00:00:00Z");
    }

    @Test
    void aDayWithinATextIsNoEvidence() {
        assertThat(departure(awmds("09/03/2026", "<Remarks>built 02/27/2026</Remarks>")))
                .isEqualTo("2026-03-09T00:00:00Z");
        assertThat(departure(awmds("09/03/2026", "<Remarks>\n  02/27/2026\n</Remarks>")))
                .isEqualTo("2026-09-03T00:00:00Z");
    }

    @Test
    void ofSeveralDaysTheOrderIsNearerThatIsSoInSum() {
        Taken taken = awmds("09/03/2026", "<Expiry>04/05/2026</Expiry>");

        assertThat(departure(taken)).isEqualTo("2026-03-09T00:00:00Z");
        assertThat(guesses(taken))
                .singleElement()
                .asString()
                .startsWith("09/03/2026 was read as day/month, since that is nearer")
                .contains("for all days together: 04/05/2026 alone is nearer otherwise");
    }

    @Test
    void yearsOfTwoDigitsAreMonthFirstAndSaid() {
        Taken taken = awmds("9/3/26", "");

        assertThat(departure(taken)).isEqualTo("2026-09-03T00:00:00Z");
        assertThat(guesses(taken)).singleElement().asString().startsWith("9/3/26 was read as month/day, since exports");
    }

    @Test
    void nothingIsGuessedWhereDaysHaveNoStrokes() {
        Taken taken = Taken.of("<CC315A><HEAHEA><RefNumHEA4>09/03/2026</RefNumHEA4></HEAHEA></CC315A>");

        assertThat(guesses(taken)).isEmpty();
    }

    @Test
    void aProfileStatesTheOrderOfTheDaysThatItReads() throws IOException {
        Profile durres = Profile.parse(Files.readString(Path.of("../../deploy/profiles/durres.yaml")), "durres");
        Taken whole = awmds(durres, "09/03/2026", "");
        Taken brief = awmds(durres, "9/3/26", "<Expiry>27/3/26</Expiry>");

        assertThat(departure(whole)).isEqualTo("2026-03-08T23:00:00Z");
        assertThat(guesses(whole)).singleElement().asString().startsWith("09/03/2026 was read as day/month");
        assertThat(departure(brief)).isEqualTo("2026-09-02T22:00:00Z");
        assertThat(guesses(brief)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"6/25/2025, 2025-06-25", "6/10/25, 2025-06-10", "2/30/25, ", "soon, "})
    void theDayOfADocumentIsReadOrSaid(String day, @Nullable LocalDate read) {
        String document = "<Attached_documents><Attached_document_code>380</Attached_document_code>"
                + "<Attached_document_reference>I-1</Attached_document_reference><Attached_document_date>" + day
                + "</Attached_document_date></Attached_documents>";

        Taken taken = Taken.of("<ASYCUDA><Identification><Registration><Number>77</Number></Registration>"
                + "</Identification><Item><Goods_description><Commercial_Description>TILES</Commercial_Description>"
                + "</Goods_description>" + document + "</Item></ASYCUDA>");

        assertThat(taken.only().getDocuments().get(0).getIssueDate()).isEqualTo(read);
        assertThat(taken.receipt().findings().stream()
                        .filter(finding -> finding.code().equals(Finding.UNREADABLE))
                        .map(Finding::message))
                .hasSize(read == null ? 1 : 0)
                .allMatch(message -> message.startsWith("BAD_DATE documents[*].issueDate"));
    }
}
