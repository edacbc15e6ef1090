// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code SCHEMES.md} is generated: {@code mvn -pl jobs/training test -Dtest=SchemesDocumentTest
 * -Dportolan.expected.rewrite=true}.
 */
class SchemesDocumentTest {
    private static final Path DOCUMENT = Path.of("SCHEMES.md");

    private static final String HEAD = """
            # What the class plants

            Generated from `portolan.training.world.Schemes` and the English catalogue; a test keeps this page true. Names of
            traces are indicators of the engine. The tells are the traces that together only an offence shows; look-alikes show
            some of them. Where an offence is committed in several ways, the page lists the traces of all.

            Each offence of an order has as many look-alikes as the order says, of three kinds or more. Of 100
            consignments of the past, %s are offences of others (%s of 100 inspected), %s are look-alikes (%s), %s come
            from newcomers, %s were corrected; of all else %s are inspected. Of 100 sets of papers %s have an honest
            slip, and those of an offence lie. Firms, carriers and the numbers of offices are invented.

            """.formatted(
                    hundredths(Past.OFFENCES),
                    hundredths(Past.OFFENCES_INSPECTED),
                    hundredths(Past.ALIKES),
                    hundredths(Past.ALIKES_INSPECTED),
                    hundredths(Past.NEWCOMERS),
                    hundredths(Past.AMENDED),
                    hundredths(Past.INSPECTED),
                    hundredths(Slips.SHARE));

    private static String hundredths(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
    }

    @Test
    void thePageSaysWhatIsPlanted() throws IOException {
        Properties texts = new Properties();
        try (InputStream stream = getClass().getResourceAsStream("/portolan-training.properties")) {
            texts.load(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8));
        }
        StringBuilder page = new StringBuilder(HEAD);
        for (SchemeInfo scheme : Schemes.all()) {
            page.append("## `").append(scheme.label()).append("`: ");
            page.append(texts.getProperty("scheme." + scheme.label())).append("\n\n");
            page.append(texts.getProperty("story." + scheme.label())).append("\n\n");
            page.append("- Posts: ")
                    .append(named(scheme.posts().stream().map(Post::label).toList()));
            page.append("\n- Traces: ").append(named(scheme.traces()));
            page.append("\n- Tells: ").append(named(scheme.tells())).append("\n\n");
            page.append("| look-alike | what happened |\n|---|---|\n");
            for (String alike : scheme.alikes()) {
                page.append("| ").append(texts.getProperty("alike." + alike)).append(" | ");
                page.append(texts.getProperty("story." + alike)).append(" |\n");
            }
            page.append('\n');
        }
        String expected = page.toString().replace("''", "'").stripTrailing() + '\n';
        if (Boolean.getBoolean("portolan.expected.rewrite")) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(DOCUMENT).hasContent(expected);
    }

    private static String named(Collection<String> names) {
        return names.stream().map(name -> '`' + name + '`').collect(Collectors.joining(", "));
    }
}
