// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.manifest.BillLevel;

class ReferenceTest {
    @TempDir
    Path directory;

    private static final String TERMS = "term,kind,fine_on,source\nPARTS,TERM,,CBP\nOF,FILLER,,ours\n";
    private static final String PORTS = "locode,name,threat,source\nECGYE,Guayaquil,narcotics,UNODC\n";

    @Test
    void theBundledTablesAreWithoutFault() {
        Reference bundled = Reference.bundled();

        assertThat(bundled.version()).matches("[0-9a-f]{12}");
        assertThat(bundled.exposedPorts().of("BRSSZ"))
                .extracting(ExposedPorts.Exposure::threat)
                .containsExactly("narcotics");
        assertThat(bundled.exposedPorts().of("NLRTM")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parts",
                "GIFT",
                "Gifts!",
                "freight of all kinds",
                "500 CARTONS OF PARTS",
                "Said to contain: general cargo",
                "Accessories, parts",
                "N/A",
                "daily  necessities",
                "Personal effects"
            })
    void descriptionsThatSayNothingAreVague(String description) {
        assertThat(Reference.bundled().vagueTerms().isVague(description, BillLevel.HOUSE))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brake pads",
                "PARTS FOR PUMPS 8413",
                "MEN'S WOVEN COTTON SHIRTS",
                "gift cards, plastic",
                "",
                "500",
                "1 LOT",
                "frozen shrimps"
            })
    void descriptionsThatNameTheGoodsAreNot(String description) {
        assertThat(Reference.bundled().vagueTerms().isVague(description, BillLevel.HOUSE))
                .isFalse();
    }

    @Test
    void theVersionChangesWithEveryCharacterOfEitherFile() {
        assertThat(lists(TERMS, PORTS).version())
                .isEqualTo(lists(TERMS, PORTS).version())
                .isNotEqualTo(lists(TERMS + "# reviewed\n", PORTS).version())
                .isNotEqualTo(lists(TERMS, PORTS + "\n").version());
    }

    @Test
    void everyFaultIsNamedWithItsFileAndLine() {
        String terms = TERMS + "parts,TERM,,CBP\nGIFT,WORD,,CBP\nFAK,TERM,MASTR,CBP\nTOO,FEW\nNOSOURCE,TERM,,\n";
        String ports = PORTS + "Guayaquil,Guayaquil,narcotics,UNODC\nECGYE,Guayaquil,Narcotics,UNODC\n";

        assertThatThrownBy(() -> lists(terms, ports))
                .isInstanceOfSatisfying(
                        ReferenceException.class,
                        e -> assertThat(e.faults())
                                .containsExactly(
                                        "vague-terms.csv:4: a term is upper-case words without punctuation: 'parts', expected 'PARTS'",
                                        "vague-terms.csv:5: unknown 'WORD', one of [TERM, FILLER] is expected",
                                        "vague-terms.csv:6: unknown 'MASTR', one of [MASTER, HOUSE, STRAIGHT, SUB_HOUSE] is expected",
                                        "vague-terms.csv:7: must have 4 fields, has 2",
                                        "vague-terms.csv:8: the source is missing",
                                        "port-exposure.csv:3: not a UN/LOCODE: 'Guayaquil'",
                                        "port-exposure.csv:4: a threat is a lower-case word: 'Narcotics'"));
    }

    @Test
    void aTableWithoutItsHeaderOrWithARepetitionIsRefused() {
        assertThatThrownBy(() -> lists("", PORTS)).hasMessageContaining("vague-terms.csv: the header");
        assertThatThrownBy(() -> lists(TERMS, "port,name\n"))
                .hasMessageContaining("port-exposure.csv:1: the header must be");
        assertThatThrownBy(() -> lists(TERMS + "PARTS,TERM,,CBP\n", PORTS))
                .hasMessageContaining("listed twice: 'PARTS'");
        assertThatThrownBy(() -> lists(TERMS, PORTS + "ECGYE,Guayaquil,narcotics,UNODC\n"))
                .hasMessageContaining("listed twice: ECGYE");
    }

    @Test
    void whatADirectoryLacksIsTakenFromTheBundledTables() throws IOException {
        Files.writeString(directory.resolve("vague-terms.csv"), TERMS);
        Reference given = Reference.load(directory);

        assertThat(given.vagueTerms().isVague("GIFT", BillLevel.HOUSE)).isFalse();
        assertThat(given.exposedPorts().of("ECGYE")).hasSize(1);
        assertThat(given.world().locations().name("NLRTM")).isEqualTo("Rotterdam");
        assertThat(given.version()).isNotEqualTo(Reference.bundled().version());
    }

    @Test
    void aDirectoryWithoutAnyReferenceDataIsRefused() throws IOException {
        assertThatThrownBy(() -> Reference.load(directory.resolve("missing")))
                .isInstanceOf(NotDirectoryException.class);
        Files.writeString(directory.resolve("notes.txt"), "nothing to see");

        assertThatThrownBy(() -> Reference.load(directory)).hasMessageContaining("none of its files is reference data");
    }

    @Test
    void itTravelsToATaskAsItsOriginAndIsReadThereOnce() throws Exception {
        Reference loaded = lists(TERMS, PORTS);
        byte[] travelling = written(loaded);

        assertThat(travelling).hasSizeLessThan(1_000);
        assertThat(read(travelling)).isSameAs(loaded);
        assertThat(read(written(Reference.bundled()))).isSameAs(Reference.bundled());
    }

    @Test
    void aTaskRefusesADirectoryThatHoldsAnythingElseThanTheJobs() throws Exception {
        Reference loaded = lists(TERMS, PORTS);
        String other = loaded.version().replaceAll("[0-9a-f]$", loaded.version().endsWith("0") ? "1" : "0");
        byte[] ofAnotherJob = new String(written(loaded), StandardCharsets.ISO_8859_1)
                .replace(loaded.version(), other)
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(ofAnotherJob))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("other reference data than the job")
                .hasMessageContaining(loaded.version());
    }

    private Reference lists(String terms, String ports) {
        try {
            Files.writeString(directory.resolve("vague-terms.csv"), terms);
            Files.writeString(directory.resolve("port-exposure.csv"), ports);
            return Reference.load(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] written(Reference reference) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(reference);
        }
        return bytes.toByteArray();
    }

    private static Reference read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Reference) in.readObject();
        }
    }
}
