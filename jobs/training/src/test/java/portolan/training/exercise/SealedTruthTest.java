// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portolan.scoring.rules.Document;
import portolan.training.Exercises;
import portolan.training.SmallWorld;

class SealedTruthTest {
    private static Truth truth;
    private static SealedTruth sealed;

    @BeforeAll
    static void seal() throws Exception {
        Exercise exam = Exercises.exam();
        byte[] seed = exam.seed(Exercises.PASSPHRASE.toCharArray());
        truth = Truth.of(exam, seed, SmallWorld.deal(exam.order(), seed), Map.of(), Map.of());
        sealed = SealedTruth.seal(truth, exam, Exercises.PASSPHRASE.toCharArray());
    }

    @Test
    void whatWasSealedComesBackWithThePassphrase() throws Exception {
        SealedTruth read = SealedTruth.read(sealed.toBytes());

        assertThat(read.open(Exercises.PASSPHRASE.toCharArray())).isEqualTo(truth);
        assertThat(read.hash()).isEqualTo(sealed.hash());
    }

    @Test
    void nothingOfTheTruthCanBeReadFromTheSealedBytes() {
        String text = new String(sealed.toBytes(), StandardCharsets.UTF_8);
        String decoded = new String(
                Base64.getDecoder().decode(text.replaceAll("(?s).*truth: ([^\n]*)\n.*", "$1")),
                StandardCharsets.ISO_8859_1);

        assertThat(text + decoded).doesNotContain(SmallWorld.STORY, "rip_on", truth.seed(), "offends");
    }

    @Test
    void anotherPassphraseIsCalledWrongAndSaysNothingOfChangedBytes() {
        assertThatThrownBy(() -> sealed.open("seven quiet lorries waiT".toCharArray()))
                .hasFieldOrPropertyWithValue("kind", TrainingException.Kind.WRONG_PASSPHRASE)
                .hasMessageContaining("does not open this seal");
        assertThatThrownBy(() -> sealed.open("short".toCharArray()))
                .hasFieldOrPropertyWithValue("kind", TrainingException.Kind.WRONG_PASSPHRASE);
    }

    @Test
    void aByteChangedByAccidentIsFoundAnywhereWithoutAPassphrase() {
        byte[] bytes = sealed.toBytes();
        for (int at = 0; at < bytes.length; at += 97) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> SealedTruth.read(changed))
                    .as("byte %d", at)
                    .isInstanceOf(TrainingException.class)
                    .extracting("kind")
                    .isNotEqualTo(TrainingException.Kind.WRONG_PASSPHRASE);
        }
    }

    @Test
    void aByteChangedOnPurposeIsFoundByItsTag() throws Exception {
        String text = new String(sealed.toBytes(), StandardCharsets.UTF_8);
        String body = text.substring(0, text.lastIndexOf("sha256: ")).replaceFirst("exercise: .", "exercise: _");
        body = body.replace("exercise: _", text.contains("exercise: 0") ? "exercise: 1" : "exercise: 0");
        SealedTruth forged =
                SealedTruth.read((body + "sha256: " + Document.sha256(body) + "\n").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> forged.open(Exercises.PASSPHRASE.toCharArray()))
                .isInstanceOf(TrainingException.class)
                .hasFieldOrPropertyWithValue("kind", TrainingException.Kind.CHANGED)
                .hasMessageContaining("have changed");
    }

    @Test
    void seedAndKeyComeFromThePassphraseAndTheSaltAndSayNothingOfEachOther() throws Exception {
        byte[] salt = HexFormat.of().parseHex(Exercises.SALT);
        byte[] seed = Exercises.exam().seed(Exercises.PASSPHRASE.toCharArray());

        assertThat(Exercises.exam().seed(Exercises.PASSPHRASE.toCharArray())).isEqualTo(seed);
        assertThat(Passphrase.derive(Exercises.PASSPHRASE.toCharArray(), salt, "portolan seal 1"))
                .isNotEqualTo(seed);
        assertThat(Exercises.exam().asExam().seed(Exercises.PASSPHRASE.toCharArray()))
                .as("under a fresh salt")
                .isNotEqualTo(seed);
        // By an independent implementation: python3 -c "import hashlib; print(hashlib.pbkdf2_hmac('sha256',
        // b'seven quiet lorries wait', b'portolan seed 1\0' + bytes.fromhex('00112233445566778899aabbccddeeff'),
        // 600000).hex())"
        assertThat(HexFormat.of().formatHex(seed))
                .isEqualTo("4d07f0ca2064b76299a094ddbd6677747d1db6a022defeb95c4100d1b44301cb");
    }

    @Test
    void aPassphraseIsTheSameHoweverAFileATerminalOrABrowserHandsItOver() throws Exception {
        Exercise exam = Exercises.exam();
        byte[] seed = exam.seed("shtatë gemba të gjelbër".toCharArray());

        for (String given : new String[] {
            "\uFEFFshtatë gemba të gjelbër",
            " shtatë gemba të gjelbër\t",
            "\u00A0shtate\u0308 gemba te\u0308 gjelbe\u0308r\r"
        }) {
            assertThat(exam.seed(given.toCharArray())).as(given).isEqualTo(seed);
        }
        assertThat(exam.seed("shtatë gemba  të gjelbër".toCharArray())).isNotEqualTo(seed);
        assertThatThrownBy(() -> exam.seed("   elevenchars   ".toCharArray()))
                .hasMessageContaining("at least 12 characters");
    }

    @Test
    void anExamNeedsALongPassphrase() {
        assertThatThrownBy(() -> Exercises.exam().seed(null)).hasMessageContaining("--passphrase-file");
        assertThatThrownBy(() -> Exercises.exam().seed("elevenchars".toCharArray()))
                .hasMessageContaining("at least 12 characters");
    }
}
