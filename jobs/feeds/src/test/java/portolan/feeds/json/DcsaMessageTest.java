// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.feeds.BillReject;
import portolan.feeds.Fixtures;
import portolan.feeds.MessageReject.Reason;
import portolan.feeds.Profile;
import portolan.feeds.Taken;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class DcsaMessageTest {
    private static final int MUTATIONS = Seeds.of(1_000, 100_000);

    private static final String EVENT =
            "{\"eventType\":\"EQUIPMENT\",\"eventClassifierCode\":\"ACT\",\"eventDateTime\":\"2026-03-02T14:00:00Z\","
                    + "\"equipmentEventTypeCode\":\"GTIN\",\"equipmentReference\":\"MSKU1234565\"}";

    static Stream<String> fixtures() {
        return Fixtures.JSON.stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aMessageThatIsCutOffAnywhereGivesNothing(String name) {
        byte[] whole = Fixtures.bytes(name);
        Taken complete = Taken.of(whole);
        int end = new String(whole, StandardCharsets.UTF_8).stripTrailing().getBytes(StandardCharsets.UTF_8).length;
        int told = 0;
        for (int length = 0; length < whole.length; length++) {
            byte[] bytes = Arrays.copyOf(whole, length);
            if (length >= end) {
                assertThat(Taken.of(bytes).moves()).hasSameSizeAs(complete.moves());
                continue;
            }
            boolean begun = Formats.reads(bytes);
            told += begun ? 1 : 0;
            assertThat(Taken.of(bytes).refused())
                    .as("length=%d", length)
                    .isEqualTo(begun ? Reason.TRUNCATED : Reason.UNKNOWN_FORMAT);
        }
        assertThat(told).isGreaterThan(end - 400);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyMovesBytesAreItsEvent(String name) {
        Taken taken = Taken.of(Fixtures.bytes(name));

        assertThat(taken.moves()).isNotEmpty();
        for (ContainerMoved move : taken.moves()) {
            assertThat(taken.slice(move.getRawMessageRef()))
                    .startsWith("{")
                    .endsWith("}")
                    .contains(move.getEquipmentId())
                    .containsOnlyOnce("\"eventDateTime\"");
        }
    }

    @Test
    void aByteOrderMarkAndBlanksMoveNoPlace() {
        Taken taken = Taken.of("\uFEFF \n[" + EVENT + "]");

        assertThat(taken.slice(taken.moves().get(0).getRawMessageRef())).isEqualTo(EVENT);
    }

    @Test
    void anEventMayStandAlone() {
        Taken taken = Taken.of(EVENT);

        assertThat(taken.moves()).extracting(ContainerMoved::getEvent).containsExactly(ContainerEvent.GATE_IN);
        assertThat(taken.slice(taken.moves().get(0).getRawMessageRef())).isEqualTo(EVENT);
    }

    @Test
    void aProfileSaysWhatACodeMeans() {
        Profile profile =
                Profile.parse("codes: {event: {GTIN: GATE_OUT, XXXX: STRIPPED}, locode: {DUR: ALDRZ}}", "profile");

        Taken taken = Taken.of(
                ("[" + EVENT + ","
                                + EVENT.replace("GTIN", "XXXX")
                                        .replace(
                                                "{\"eventType",
                                                "{\"eventLocation\":" + "{\"UNLocationCode\":\"DUR\"},\"eventType")
                                + "]")
                        .getBytes(StandardCharsets.UTF_8),
                profile);

        assertThat(taken.moves())
                .extracting(ContainerMoved::getEvent)
                .containsExactly(ContainerEvent.GATE_OUT, ContainerEvent.STRIPPED);
        assertThat(taken.moves().get(1).getLocode()).isEqualTo("ALDRZ");
    }

    @Test
    void otherJsonIsLeftToOthers() {
        for (String other :
                List.of("{}", "[]", "[1]", "{\"filedAt\":\"2026-03-01\"}", "{\"eventId\":1}", "[[{}]]", "{")) {
            assertThat(Formats.reads(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    void whatIsMalformedOrTooLargeIsRefused() {
        assertThat(Taken.of("[" + EVENT + "]x   ").refused()).isEqualTo(Reason.MALFORMED_ENVELOPE);
        assertThat(Taken.of("[" + EVENT + ",}]").refused()).isEqualTo(Reason.MALFORMED_ENVELOPE);
        assertThat(Taken.of("[" + EVENT.replace("MSKU1234565", "x".repeat(EventReader.MAX_EVENT)) + "]")
                        .refused())
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(Taken.of("[{\"eventType\":" + "[".repeat(100) + "]".repeat(100) + "}]")
                        .refused())
                .isEqualTo(Reason.TOO_LARGE);
        byte[] latin = ("[" + EVENT.replace("GTIN", "GT\u00cbN") + "]").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Taken.of(latin).refused()).isEqualTo(Reason.BAD_CHARSET);
    }

    @Test
    void whateverHappenedToAMessageItIsReadOrRefused() {
        Random random = new Random(41);
        Set<Reason> refused = new HashSet<>();
        int moved = 0;
        for (int run = 0; run < MUTATIONS; run++) {
            byte[] bytes = Fixtures.bytes(Fixtures.JSON.get(run % 2)).clone();
            for (int times = random.nextInt(3); times >= 0; times--) {
                int at = random.nextInt(bytes.length);
                bytes = spoilt(bytes, at, random);
            }
            Taken taken = Taken.of(bytes);
            if (taken.receipt().reject() != null) {
                refused.add(taken.refused());
            }
            moved += taken.moves().size();
            assertThat(taken.rejects())
                    .as("seed=41, run=%d", run)
                    .noneMatch(reject -> reject.reason() == BillReject.Reason.NOT_HANDLED);
        }
        assertThat(moved).isGreaterThan(MUTATIONS / 10);
        assertThat(refused).contains(Reason.TRUNCATED, Reason.MALFORMED_ENVELOPE, Reason.BAD_CHARSET);
    }

    private static byte[] spoilt(byte[] bytes, int at, Random random) {
        String signs = "{}[]\",:\\0\u00ff ";
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1, 2 -> bytes[at] = (byte) signs.charAt(random.nextInt(signs.length()));
            case 3 -> {
                return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, Math.max(at, 1)) : bytes;
            }
            default -> {
                int to = Math.min(bytes.length, at + random.nextInt(40));
                byte[] cut = new byte[Math.max(1, bytes.length - (to - at))];
                System.arraycopy(bytes, 0, cut, 0, Math.min(at, cut.length));
                System.arraycopy(bytes, to, cut, Math.min(at, cut.length), Math.max(0, bytes.length - to));
                return cut;
            }
        }
        return bytes;
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+")
    void theOpenSamplesAreReadOrLeftToOthers() throws IOException {
        assertThat(sample("tnt-220-response"))
                .containsExactly(
                        "LOADED ESTIMATED APZU4812090 FRPAR 2103S",
                        "LOADED ESTIMATED APZU4812090 FRPAR 2103S",
                        "{SHIPMENT=3, TRANSPORT=2}");
        assertThat(sample("tnt-220-response-wrong-attribute-values"))
                .containsExactly("OTHER ESTIMATED APZU2134567 XYABC 1234W", "{SHIPMENT=1, TRANSPORT=1}");
        assertThat(sample("tnt-220-response-wrong-date-times")).containsExactly("{SHIPMENT=7}");
        assertThat(sample("tnt-220-response-wrong-event-ids")).containsExactly("{SHIPMENT=7}");
        assertThat(sample("tnt-220-response-wrong-structure")).containsExactly("UNKNOWN_FORMAT");
        assertThat(sample("tnt-300-request-equipment")).containsExactly("LOADED ACTUAL APZU4812090 NLRTM null");
        assertThat(sample("tnt-300-request-iot")).containsExactly("{IOT=1}");
        assertThat(sample("tnt-300-request-reefer")).containsExactly("{REEFER=1}");
        assertThat(sample("tnt-300-request-shipment")).containsExactly("{SHIPMENT=1}");
        assertThat(sample("tnt-300-request-transport")).containsExactly("{TRANSPORT=1}");
        assertThat(sample("tnt-300-response"))
                .containsExactly("GATE_IN ACTUAL APZU4812090 FRPAR null", "{IOT=1, REEFER=1, SHIPMENT=1, TRANSPORT=1}");
        assertThat(sample("tnt-300-response-nextpage"))
                .containsExactly(
                        "DISCHARGED ACTUAL APZU4812090 ITGOA null", "{IOT=1, REEFER=1, SHIPMENT=1, TRANSPORT=1}");
        for (String other : List.of("ebl-api-3.0.0-2c1u", "booking-api-2.0.0-dg", "vgm-api-100-get-response")) {
            assertThat(sample(other)).as(other).containsExactly("UNKNOWN_FORMAT");
        }
    }

    private static List<String> sample(String name) throws IOException {
        Path samples = Path.of("../..").resolve(System.getenv("PORTOLAN_DATA")).resolve("dcsa-json");
        Taken taken = Taken.of(Files.readAllBytes(samples.resolve(name + ".json")));
        if (taken.receipt().reject() != null) {
            return List.of(taken.refused().name());
        }
        assertThat(taken.rejects()).isEmpty();
        return Stream.concat(
                        taken.moves().stream()
                                .map(move -> String.join(
                                        " ",
                                        move.getEvent().name(),
                                        move.getClassifier().name(),
                                        move.getEquipmentId(),
                                        move.getLocode(),
                                        move.getVoyage())),
                        taken.receipt().findings().stream()
                                .map(found -> found.message().replace("no movement of a container: ", "")))
                .toList();
    }
}
