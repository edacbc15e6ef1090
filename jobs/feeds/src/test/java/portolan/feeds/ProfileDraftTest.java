// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.feeds.formats.Formats;
import portolan.feeds.formats.ProfileDraft;

class ProfileDraftTest {
    private static final Path FIXTURES = Path.of("src/test/resources/portolan/feeds");

    /** All fixtures, and the open samples where they are at hand. */
    static List<Path> samples() throws IOException {
        List<Path> samples = new ArrayList<>();
        List<Path> folders = new ArrayList<>(List.of(FIXTURES));
        String data = System.getenv("PORTOLAN_DATA");
        if (data != null) {
            folders.addAll(
                    List.of(Path.of(data, "edi-samples"), Path.of(data, "cargo-xml"), Path.of(data, "hmrc-ens")));
        }
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().matches(".*\\.(xml|edi)"))
                        .sorted()
                        .forEach(samples::add);
            }
        }
        return samples;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aDraftIsAProfileThatReadsItsSampleAtLeastAsWell(Path sample) throws IOException {
        byte[] bytes = Files.readAllBytes(sample);
        Taken before = Taken.of(bytes);
        MessageReject refused = before.receipt().reject();
        if (refused != null && refused.reason() != MessageReject.Reason.BAD_CHARSET) {
            assertThatThrownBy(() -> ProfileDraft.of(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(refused.reason().name());
            return;
        }

        String draft = ProfileDraft.of(bytes);
        Taken after = Taken.of(bytes, Profile.parse(draft, "draft.yaml"));

        assertThat(after.receipt().reject()).as(draft).isNull();
        assertThat(after.receipt().filed())
                .as(draft)
                .isGreaterThanOrEqualTo(before.receipt().filed());
        assertThat(after.rejects())
                .as("%s, but for days of a thirteenth month, and times that are missing", draft)
                .filteredOn(reject -> reject.reason() == BillReject.Reason.BAD_DATE)
                .allMatch(reject ->
                        reject.message().matches(".*(found=202613.*|found=20261310.*|no time of the movement.*)"));
        assertThat(draft)
                .contains(
                        "# Drafted from one message. Format: " + after.receipt().format());
    }

    @Test
    void whatAPersonMustSayIsAskedFor() throws IOException {
        String draft = ProfileDraft.of(Files.readAllBytes(FIXTURES.resolve("awmds.xml")));

        assertThat(draft)
                .contains("sender: ADRL\n", "zone: UTC\n", "# Is 3/2/26 day/month? Then: dates: [")
                .contains(
                        "# A bill of type MSB was taken for [MASTER].",
                        "complete: voyage (or call)",
                        "# codes:\n#   natureOfMovement: {\"29\": MEANING}");
        assertThat(Profile.parse(
                                draft.replace(
                                        "# codes:\n#   natureOfMovement: {\"29\": MEANING}",
                                        "codes:\n  natureOfMovement: {\"29\": IMPORT}"),
                                "filled.yaml")
                        .codes())
                .containsKey("natureOfMovement");
    }

    @Test
    void theOrderOfDaysIsAskedAndNotGuessedFromWhenNobodyReceivedThem() throws IOException {
        String sample = Files.readString(FIXTURES.resolve("awmds.xml")).replace("3/2/26", "09/03/2026");

        assertThat(ProfileDraft.of(sample.getBytes(StandardCharsets.UTF_8)))
                .contains("# Is 09/03/2026 day/month? Then: dates: [")
                .doesNotContain("received");
    }

    @Test
    void daysAndCharactersThatDoNotFitAreFoundByTrying() throws IOException {
        String text = Files.readString(FIXTURES.resolve("awmds.xml"))
                .replace("2026-02-26", "26.2.2026")
                .replace("3/2/26", "2.3.2026");
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        String draft = ProfileDraft.of(latin);

        assertThat(draft).contains("charset: windows-1252\n", "dates: [d.M.yyyy]\n");
        assertThat(Taken.of(latin, Profile.parse(draft, "draft.yaml")).receipt().filed())
                .isEqualTo(Taken.of(text.replace("26.2.2026", "2026-02-26").replace("2.3.2026", "3/2/26"))
                        .receipt()
                        .filed());
        assertThat(Formats.reads(latin)).isTrue();
    }

    @Test
    void aTextOfTheMessageCannotAddToTheProfile() throws IOException {
        String evil = Files.readString(FIXTURES.resolve("awmds.xml"))
                .replace("ADRL<", "A\nhouse: [BOL] #\"<")
                .replace("MSB<", "MSB\nhouse: [BOL]\n#<")
                .replace(">29<", ">29\nhouse: [BOL]\n#<");

        Profile draft = Profile.parse(ProfileDraft.of(evil.getBytes(StandardCharsets.UTF_8)), "draft.yaml");

        assertThat(draft.house()).isEmpty();
    }
}
