// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.feeds.MessageRefusedException;

class XmlEventsTest {
    private static final String BOM = "\uFEFF";

    static Stream<Charset> charsets() {
        return Stream.of("UTF-8", "ISO-8859-1", "windows-1253", "GB18030", "Shift_JIS", "UTF-16LE", "UTF-16BE")
                .map(Charset::forName);
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void everyElementStandsInTheBytesThatAreSaid(Charset charset) throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            String text = document(new Random(seed), charset);
            byte[] bytes = text.getBytes(charset);
            int elements = 0;
            Deque<String> open = new ArrayDeque<>();
            XmlEvents events = new XmlEvents(bytes, null);
            for (XmlEvents.Event event = events.next(); event != XmlEvents.Event.DONE; event = events.next()) {
                String tag = event == XmlEvents.Event.TEXT ? "" : between(bytes, events, charset);
                if (event == XmlEvents.Event.START) {
                    elements++;
                    open.push(tag);
                    assertThat(tag)
                            .as("seed=%d", seed)
                            .startsWith("<" + events.name())
                            .endsWith(">");
                } else if (event == XmlEvents.Event.END) {
                    String start = open.pop();
                    assertThat(tag)
                            .as("seed=%d", seed)
                            .isEqualTo(start.endsWith("/>") ? start : "</" + events.name() + ">");
                }
            }
            assertThat(open).isEmpty();
            assertThat(elements).as("seed=%d, %s", seed, text).isPositive();
        }
    }

    private static String between(byte[] bytes, XmlEvents events, Charset charset) {
        return new String(Arrays.copyOfRange(bytes, events.from(), events.to()), charset);
    }

    private static String document(Random random, Charset charset) {
        boolean wide = charset.name().startsWith("UTF-16");
        StringBuilder text = new StringBuilder();
        if ((wide || charset.equals(StandardCharsets.UTF_8)) && random.nextBoolean()) {
            text.append(BOM);
        }
        text.append("<?xml version='1.0' encoding=\"").append(charset.name()).append("\"?>\n");
        if (random.nextBoolean()) {
            text.append("<!-- <a> > ' \" --><?note <b> ?>");
        }
        element(random, charset, text, 0);
        return text.append("\n<!-- end -->\n").toString();
    }

    private static void element(Random random, Charset charset, StringBuilder text, int depth) {
        String name = "e" + random.nextInt(5);
        text.append('<').append(name);
        if (random.nextInt(3) == 0) {
            text.append(" a='>/\"").append(letters(random, charset)).append("' b = \"/>'\"");
        }
        if (random.nextInt(4) == 0) {
            text.append(random.nextBoolean() ? "/>" : " />");
            return;
        }
        text.append('>');
        for (int parts = random.nextInt(5); parts > 0; parts--) {
            switch (random.nextInt(depth < 5 ? 6 : 4)) {
                case 0 -> text.append(letters(random, charset)).append("&lt;e1&gt;&#x41;");
                case 1 ->
                    text.append("<![CDATA[<e1></e2>]] ")
                            .append(letters(random, charset))
                            .append("]]>");
                case 2 -> text.append("<!-- <e3> -->");
                case 3 -> text.append(letters(random, charset).repeat(random.nextInt(3) == 0 ? 3_000 : 1));
                default -> element(random, charset, text, depth + 1);
            }
        }
        text.append("</").append(name).append('>');
    }

    private static String letters(Random random, Charset charset) {
        String any = "aZ 0ëšÇΩЖ表能漢字😀";
        String letter = any.substring(random.nextInt(4), 4 + random.nextInt(3));
        return charset.newEncoder().canEncode(letter) ? letter : "x";
    }

    @Test
    void entitiesTypesAndIncludesAreRefusedBeforeTheyAreRead() {
        assertRefused("FORBIDDEN_XML", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
        assertRefused("FORBIDDEN_XML", "<?xml version='1.0'?>\n<!-- x --><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>");
        assertRefused("MALFORMED_ENVELOPE", "<a>&b;</a>");
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsRead() {
        assertRefused("TOO_LARGE", "<a>" + "x".repeat(XmlTags.MAX_TEXT + 1) + "</a>");
        assertRefused("TOO_LARGE", "<a><![CDATA[" + "x".repeat(XmlTags.MAX_TEXT) + "]]></a>");
        assertRefused("TOO_LARGE", "<a><!--" + "x".repeat(XmlTags.MAX_TEXT) + "--></a>");
        assertRefused("TOO_LARGE", "<a>" + "<!-- y -->".repeat(XmlTags.MAX_TEXT / 9) + "</a>");
        assertRefused("TOO_LARGE", "<a b='" + "x".repeat(XmlTags.MAX_TAG) + "'/>");
        assertRefused("TOO_LARGE", "<a>".repeat(XmlTags.MAX_DEPTH + 1) + "</a>".repeat(XmlTags.MAX_DEPTH + 1));
    }

    @Test
    void whatIsNotWellFormedIsRefused() {
        assertRefused("MALFORMED_ENVELOPE", "<a><b></a>");
        assertRefused("MALFORMED_ENVELOPE", "<a></a><a></a>");
        assertRefused("MALFORMED_ENVELOPE", "<a b='1' b='2'></a>");
        assertRefused("MALFORMED_ENVELOPE", "<a>\u0001</a>");
        assertRefused("MALFORMED_ENVELOPE", "<a>x</a> y");
        assertRefused("MALFORMED_ENVELOPE", "<a><!NOTE x></a>");
        assertRefused("MALFORMED_ENVELOPE", "<p:a/>");
    }

    @Test
    void whatIsCutOffIsRefusedAtEveryByte() {
        byte[] whole =
                "<?xml version='1.0'?><!-- c --><a b='>'><![CDATA[<x>]]>ë<c/>漢</a>".getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < whole.length; length++) {
            assertRefused("TRUNCATED", Arrays.copyOf(whole, length), null);
        }
    }

    @Test
    void bytesThatAreNoCharactersAreRefusedWithTheirPlace() {
        byte[] latin = "<a>M\u00fcller</a>".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> readAll(latin, null))
                .hasMessage("bytes that are no characters of UTF-8: byte=4; give the 'charset' that the sender uses in"
                        + " the profile");
        assertThat(readAll(latin, StandardCharsets.ISO_8859_1)).isEqualTo("Müller");
        assertRefused("BAD_CHARSET", "<?xml version='1.0' encoding='UTF-9'?><a/>");
        assertRefused("BAD_CHARSET", "<?xml version='1.0' encoding='IBM037'?><a/>");
    }

    @Test
    void theMarkAndTheBytesAreBelievedBeforeTheDeclaration() {
        assertThat(readAll(
                        (BOM + "<?xml version='1.0' encoding='ISO-8859-1'?><a>ë</a>").getBytes(StandardCharsets.UTF_8),
                        null))
                .isEqualTo("ë");
        assertThat(readAll("<?xml version='1.0' encoding='utf-16'?><a>ë</a>".getBytes(StandardCharsets.UTF_8), null))
                .isEqualTo("ë");
    }

    private static String readAll(byte[] bytes, @Nullable Charset byProfile) {
        try {
            StringBuilder text = new StringBuilder();
            XmlEvents events = new XmlEvents(bytes, byProfile);
            for (XmlEvents.Event event = events.next(); event != XmlEvents.Event.DONE; event = events.next()) {
                if (event == XmlEvents.Event.TEXT) {
                    text.append(events.text());
                }
            }
            return text.toString();
        } catch (MessageRefusedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void assertRefused(String reason, String text) {
        assertRefused(reason, text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static void assertRefused(String reason, byte[] bytes, @Nullable Charset byProfile) {
        assertThatThrownBy(() -> readAll(bytes, byProfile))
                .as(() -> new String(bytes, 0, Math.min(60, bytes.length), StandardCharsets.UTF_8))
                .hasCauseInstanceOf(MessageRefusedException.class)
                .cause()
                .extracting("reason")
                .hasToString(reason);
    }
}
