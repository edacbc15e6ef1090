// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is derived from an instructor's passphrase. PBKDF2-HMAC-SHA256 with as many rounds as OWASP's Password Storage
 * Cheat Sheet asks for (2023); each purpose has a label of its own before the salt, so that one derived secret says
 * nothing of another.
 */
final class Passphrase {
    static final int ROUNDS = 600_000;

    /** The generator is public: a passphrase that can be guessed gives a trainee the whole truth. */
    static final int SHORTEST = 12;

    private static final int BITS = 256;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Passphrase() {}

    /**
     * 32 bytes for one purpose; the passphrase stays as it is, and the caller wipes both. Java's own copy of the bytes is
     * wiped when it is collected: Java 17 has no way to do that at once.
     *
     * @throws TrainingException if the passphrase is too short to keep a secret
     */
    static byte[] derive(char[] given, byte[] salt, String label) throws TrainingException {
        char[] passphrase = asMeant(given);
        try {
            return derived(passphrase, salt, label);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /**
     * As somebody means it, however a file, a terminal or a browser hands it over: without a byte order mark and blanks at
     * its ends, and with each letter in one piece.
     */
    private static char[] asMeant(char[] given) {
        int from = 0;
        int to = given.length;
        while (from < to && isBlank(given[from])) {
            from++;
        }
        while (to > from && isBlank(given[to - 1])) {
            to--;
        }
        char[] bare = Arrays.copyOfRange(given, from, to);
        if (Normalizer.isNormalized(CharBuffer.wrap(bare), Normalizer.Form.NFC)) {
            return bare;
        }
        char[] composed =
                Normalizer.normalize(CharBuffer.wrap(bare), Normalizer.Form.NFC).toCharArray();
        Arrays.fill(bare, '\0');
        return composed;
    }

    private static boolean isBlank(char letter) {
        return letter == BYTE_ORDER_MARK || Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    private static byte[] derived(char[] passphrase, byte[] salt, String label) throws TrainingException {
        if (passphrase.length < SHORTEST) {
            throw new TrainingException("a passphrase has at least " + SHORTEST
                    + " characters, four words for example: " + passphrase.length + " were given; choose a longer one");
        }
        byte[] purpose = (label + '\0').getBytes(StandardCharsets.UTF_8);
        byte[] labelled = Arrays.copyOf(purpose, purpose.length + salt.length);
        System.arraycopy(salt, 0, labelled, purpose.length, salt.length);
        PBEKeySpec spec = new PBEKeySpec(passphrase, labelled, ROUNDS, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2 with HMAC-SHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
