// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portolan.schemas.mapping.MappingException;

class ProfileTest {
    @Test
    void saysHowACounterpartyDiffersFromTheStandard() {
        Profile profile = Profile.parse("""
                tenant: al
                sender: ALDRZ
                charset: windows-1250
                zone: Europe/Tirane
                dates: [d/M/yy, "dd.MM.yyyy HH:mm"]
                blank: [N/A, "-"]
                decimal: ","
                codes:
                  natureOfMovement: {29: IMPORT, 30: ""}
                  goodsItems[*].packages[*].type: {KO: CT}
                house: [HSB]
                """, "durres");

        assertThat(profile.name()).isEqualTo("durres");
        assertThat(profile.tenant()).isEqualTo("al");
        assertThat(profile.sender()).isEqualTo("ALDRZ");
        assertThat(profile.charset()).isEqualTo(Charset.forName("windows-1250"));
        assertThat(profile.zone()).isEqualTo(ZoneId.of("Europe/Tirane"));
        assertThat(profile.dates()).hasSize(2);
        assertThat(profile.blank()).containsExactlyInAnyOrder("N/A", "-");
        assertThat(profile.decimal()).isEqualTo(',');
        assertThat(profile.codes())
                .containsEntry("natureOfMovement", Map.of("29", "IMPORT", "30", ""))
                .containsEntry("goodsItems[*].packages[*].type", Map.of("KO", "CT"));
        assertThat(profile.house()).containsExactly("HSB");
    }

    @Test
    void everyMistakeNamesLineColumnKeyAndTheNearestKnownOne() {
        assertThatThrownBy(() -> Profile.parse("""
                        tenannt: al
                        charset: UTF-9
                        zone: Europe/Tirana
                        dates: ddMMbb
                        decimal: ";"
                        codes:
                          natureOfMovment: {23: IMPORT}
                          transportMode: {1: SEE}
                        """, "durres"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("durres:1:1: unknown 'tenannt' in a profile; did you mean 'tenant'?")
                .hasMessageContaining("durres:2:10: unknown character set")
                .hasMessageContaining("durres:3:7: unknown zone")
                .hasMessageContaining("durres:4:8: not a date pattern: 'ddMMbb'")
                .hasMessageContaining("durres:5:10: must be '.' or ','")
                .hasMessageContaining("durres:7:3: unknown field 'natureOfMovment'")
                .hasMessageContaining("did you mean 'natureOfMovement'?")
                .hasMessageContaining("durres:8:22: not in the closed list: field=transportMode, value='SEE'")
                .hasMessageContaining("did you mean 'SEA'?");
    }

    @Test
    void aMessageIsReadByTheProfileItNamesElseByThatOfItsSender() {
        Profile one = Profile.parse("sender: A", "one");
        Profile two = Profile.parse("sender: B", "two");
        Profiles profiles = Profiles.of(List.of(one, two));
        ReceivedMessage message = ReceivedMessage.of(new byte[0], "t", 0, 0, Taken.RECEIVED);

        assertThat(profiles.of(message)).isEqualTo(Profile.DEFAULT);
        assertThat(profiles.of(message.from(null, "B", null))).isEqualTo(two);
        assertThat(profiles.of(message.from(null, "B", "one"))).isEqualTo(one);
        assertThat(profiles.of(message.from(null, "C", null))).isEqualTo(Profile.DEFAULT);
        assertThat(profiles.of(message.from(null, "B", "three"))).isNull();
        assertThat(Taken.of(message.from(null, "B", "three"), one, two).refused())
                .isEqualTo(MessageReject.Reason.UNKNOWN_PROFILE);
    }

    @Test
    void twoProfilesForOneSenderAreRefused() {
        assertThatThrownBy(() ->
                        Profiles.of(List.of(Profile.parse("sender: A", "one"), Profile.parse("sender: A", "two"))))
                .hasMessage("two profiles are for one sender: sender=A, profiles=one, two");
    }

    /** Those that come with the product. */
    @Test
    void theExamplesAreSound() throws IOException {
        try (Stream<Path> examples = Files.list(Path.of("../../deploy/profiles"))) {
            assertThat(examples.map(file -> {
                        try {
                            return Profile.parse(
                                            Files.readString(file),
                                            String.valueOf(file.getFileName()).replace(".yaml", ""))
                                    .sender();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }))
                    .containsExactlyInAnyOrder("durres", "feeder-line", "airline");
        }
    }
}
