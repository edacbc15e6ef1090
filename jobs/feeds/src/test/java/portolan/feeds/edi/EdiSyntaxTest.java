// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.feeds.Finding;
import portolan.feeds.Fixtures;
import portolan.feeds.MessageReject;
import portolan.feeds.MessageReject.Reason;
import portolan.feeds.Profile;
import portolan.feeds.Taken;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class EdiSyntaxTest {
    static Stream<String> fixtures() {
        return Stream.concat(Fixtures.SEGMENTS.stream(), Fixtures.EVENTS.stream());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aMessageThatIsCutOffAnywhereFilesNothing(String name) {
        cutAnywhere(Fixtures.bytes(name));
    }

    @Test
    void aBareMessageIsCutOffWhereItIsNotClosed() {
        String message = "UNH+1+CUSCAR:D:95B:UN'BGM+85+1+9'CNI+1'RFF+BM:B1'GID+1+1:CT'UNT+6+1'";
        cutAnywhere(message.getBytes(StandardCharsets.ISO_8859_1));
        cutAnywhere("ST*309*1~LX*1~M11*B1*1*1*PKG*1*K~N10*1*BOLTS~SE*5*1~".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void cutAnywhere(byte[] whole) {
        Taken complete = Taken.of(whole);
        int end = new String(whole, StandardCharsets.ISO_8859_1).stripTrailing().length();
        for (int length : Fixtures.cuts(whole.length)) {
            Taken cut = Taken.of(Arrays.copyOf(whole, length));
            if (length >= end) {
                assertThat(cut.receipt().filed())
                        .as("length=%d", length)
                        .isEqualTo(complete.receipt().filed());
            } else {
                assertThat(cut.refused())
                        .as("length=%d", length)
                        .isEqualTo(length < shortest(whole) ? Reason.UNKNOWN_FORMAT : Reason.TRUNCATED);
            }
        }
    }

    /** Bytes that announce a format. */
    private static int shortest(byte[] whole) {
        return whole[0] == 'S' ? 7 : 4;
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+")
    void theOpenSamplesAreReadOrRefusedByName() throws IOException {
        Path samples = Path.of("../..").resolve(System.getenv("PORTOLAN_DATA")).resolve("edi-samples");
        Map<String, String> refused =
                Map.of("edifact_d00b_iftmin_test4.edi", "IFTMIN holds transport instructions; not read yet");
        for (Map.Entry<String, String> sample : refused.entrySet()) {
            byte[] bytes = Files.readAllBytes(samples.resolve(sample.getKey()));
            assertThat(Taken.of(bytes, Profile.parse("tests: true", "tests"))
                            .receipt()
                            .reject())
                    .as(sample.getKey())
                    .isEqualTo(new MessageReject(Reason.UNKNOWN_FORMAT, sample.getValue()));
            for (int length : Fixtures.cuts(bytes.length)) {
                Taken.of(Arrays.copyOf(bytes, length)).refused();
            }
        }
        for (String read :
                List.of("x12_004010_309_test1.edi", "x12_004010_310_test2.edi", "x12_004010_310_test4.edi")) {
            cutAnywhere(Files.readAllBytes(samples.resolve(read)));
        }
    }

    @Test
    void wrongCountsAndReferencesAreFindingsAndNoRejects() {
        String right = new String(Fixtures.bytes("manifest-309.edi"), StandardCharsets.ISO_8859_1);
        Taken taken = Taken.of(right.replace("SE*33*0042~", "SE*622*0043~")
                .replace("GE*1*42", "GE*4*42")
                .replace("IEA*1*000000042", "IEA*1*000000007"));

        assertThat(Taken.of(right).receipt().findings()).isEmpty();
        assertThat(taken.filings()).hasSameSizeAs(Taken.of(right).filings());
        assertThat(taken.receipt().findings())
                .containsExactly(
                        new Finding(Finding.STATED_COUNT, "segment=SE, stated=622, found=33"),
                        new Finding(Finding.CONTROL_REFERENCE, "segment=SE, reference='0043', of ST='0042'"),
                        new Finding(Finding.STATED_COUNT, "segment=GE, stated=4, found=1"),
                        new Finding(
                                Finding.CONTROL_REFERENCE, "segment=IEA, reference='000000007', of ISA='000000042'"));
    }

    @Test
    void segmentsOutOfPlaceRefuseTheMessage() {
        String head = "UNB+UNOA:1+A+B+260301:0900+1'";
        assertThat(Taken.of(head + "UNH+1+CUSCAR:D:95B:UN'UNH+2+CUSCAR:D:95B:UN'UNT+2+1'UNZ+1+1'")
                        .refused())
                .isEqualTo(Reason.MALFORMED_ENVELOPE);
        assertThat(Taken.of(head + "BGM+85'UNZ+0+1'").refused()).isEqualTo(Reason.MALFORMED_ENVELOPE);
        assertThat(Taken.of(head + "UNH+1+CUSCAR:D:95B:UN'UNZ+1+1'").refused()).isEqualTo(Reason.MALFORMED_ENVELOPE);
        assertThat(Taken.of(head + "UNZ+0+1'").receipt().reject())
                .isEqualTo(new MessageReject(Reason.UNKNOWN_FORMAT, "no message in the interchange"));
        assertThat(Taken.of(head + "UNH+1+INVOIC:D:96A:UN'UNT+2+1'UNZ+1+1'")
                        .receipt()
                        .reject())
                .isEqualTo(new MessageReject(
                        Reason.UNKNOWN_FORMAT, "no format that is read has this message type: type='INVOIC'"));
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsHeld() {
        String head = "ST*309*1~LX*1~M11*1";
        String tail = "~SE*4*1~";
        String text = "*" + "x".repeat(SegmentBytes.MAX_TEXT);
        assertThat(Taken.of(head + text + tail).rejects()).hasSize(1);
        assertThat(Taken.of(head + text + "x" + tail).refused()).isEqualTo(Reason.TOO_LARGE);
        assertThat(Taken.of(head + text.repeat(255) + tail).rejects()).hasSize(1);
        assertThat(Taken.of(head + text.repeat(256) + tail).refused()).isEqualTo(Reason.TOO_LARGE);
        String bill = head + ("~M7" + text.repeat(200)).repeat(11);
        assertThat(Taken.of(bill + "~SE*15*1~").refused()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aFreeTextThatIsTooLongIsCutAndWhatFollowsKeepsItsPlace() {
        String right = new String(Fixtures.bytes("cuscar.edi"), StandardCharsets.ISO_8859_1);
        int from = right.indexOf("FTX+AAA");
        int to = right.indexOf("'", from);
        String words = "LAMPS ?+ BULBS ?'NEW?' ".repeat(450);
        Taken whole = Taken.of(right.substring(0, from) + "FTX+AAA+++LAMPS" + right.substring(to));
        Taken cut = Taken.of(right.substring(0, from) + "FTX+AAA+++" + words + right.substring(to));

        assertThat(cut.rejects()).hasSameSizeAs(whole.rejects());
        assertThat(cut.filings()).hasSameSizeAs(whole.filings());
        for (int at = 0; at < cut.filings().size(); at++) {
            assertThat(cut.slice(cut.filings().get(at)).replace(words, "LAMPS"))
                    .isEqualTo(whole.slice(whole.filings().get(at)));
        }
        assertThat(cut.filings().stream()
                        .flatMap(filing -> filing.getGoodsItems().stream())
                        .map(item -> String.valueOf(item.getDescription())))
                .anyMatch(text -> text.contains("BULBS 'NEW' LAMPS") && text.length() > 3_000);
        assertThat(cut.receipt().findings()).extracting(Finding::code).contains(Finding.TEXT_CUT);
        assertThat(Taken.of(right.substring(0, from) + "FTX+AAA+++" + "x".repeat(1 << 20) + right.substring(to))
                        .refused())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void anUnknownSyntaxIsAnUnknownCharacterSet() {
        MessageReject reject = Objects.requireNonNull(
                Taken.of("UNB+UNOX:1+A+B+260301:0900+1'UNZ+0+1'").receipt().reject());
        assertThat(reject.reason()).isEqualTo(Reason.BAD_CHARSET);
        assertThat(reject.message()).contains("syntax='UNOX'").contains("charset");
    }
}
