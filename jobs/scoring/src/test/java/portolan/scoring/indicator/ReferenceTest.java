package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.manifest.BillLevel;

class ReferenceTest {
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
        assertThat(Reference.of(TERMS, PORTS).version())
                .isEqualTo(Reference.of(TERMS, PORTS).version())
                .isNotEqualTo(Reference.of(TERMS + "# reviewed\n", PORTS).version())
                .isNotEqualTo(Reference.of(TERMS, PORTS + "\n").version());
    }

    @Test
    void everyFaultIsNamedWithItsFileAndLine() {
        String terms = TERMS + "parts,TERM,,CBP\nGIFT,WORD,,CBP\nFAK,TERM,MASTR,CBP\nTOO,FEW\nNOSOURCE,TERM,,\n";
        String ports = PORTS + "Guayaquil,Guayaquil,narcotics,UNODC\nECGYE,Guayaquil,Narcotics,UNODC\n";

        assertThatThrownBy(() -> Reference.of(terms, ports))
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
        assertThatThrownBy(() -> Reference.of("", PORTS)).hasMessageContaining("vague-terms.csv: the header");
        assertThatThrownBy(() -> Reference.of(TERMS, "port,name\n"))
                .hasMessageContaining("port-exposure.csv:1: the header must be");
        assertThatThrownBy(() -> Reference.of(TERMS + "PARTS,TERM,,CBP\n", PORTS))
                .hasMessageContaining("listed twice: 'PARTS'");
        assertThatThrownBy(() -> Reference.of(TERMS, PORTS + "ECGYE,Guayaquil,narcotics,UNODC\n"))
                .hasMessageContaining("listed twice: ECGYE");
    }

    @Test
    void aDirectoryHoldsBothFiles(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("vague-terms.csv"), TERMS);
        assertThatThrownBy(() -> Reference.load(directory)).isInstanceOf(NoSuchFileException.class);
        Files.writeString(directory.resolve("port-exposure.csv"), PORTS);

        assertThat(Reference.load(directory).version())
                .isEqualTo(Reference.of(TERMS, PORTS).version());
    }

    @Test
    void itTravelsToATaskAndStaysWhatItIs() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(Reference.bundled());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Reference copy = (Reference) in.readObject();
            assertThat(copy.version()).isEqualTo(Reference.bundled().version());
            assertThat(copy.vagueTerms().isVague("GIFT", BillLevel.HOUSE)).isTrue();
            assertThat(copy.exposedPorts().of("ECGYE")).hasSize(1);
        }
    }

    @Test
    void everyIndicatorNamesItsSource() {
        assertThat(Indicator.values()).extracting(Indicator::source).noneMatch(String::isBlank);
    }
}
