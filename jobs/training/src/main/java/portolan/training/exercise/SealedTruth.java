// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import portolan.scoring.rules.Document;

/**
 * The truth of a round under its instructor's passphrase:
 *
 * <pre>
 *   portolan sealed truth 1
 *   exercise: hash of the exercise
 *   salt: of the exercise
 *   check: HMAC-SHA256 of "check" under the key
 *   iv: 12 bytes
 *   truth: base64 of AES-256-GCM of the truth's JSON; all lines above are authenticated too
 *   sha256: of all lines above
 * </pre>
 *
 * <p>The key comes from the passphrase by PBKDF2 ({@link Passphrase}). The last line finds a byte that was changed by
 * accident, the check finds a wrong passphrase, GCM's tag whatever somebody changed on purpose.
 */
public final class SealedTruth {
    private static final String FORMAT = "portolan sealed truth 1";
    private static final String KEY = "portolan seal 1";
    private static final Pattern LAYOUT = Pattern.compile(
            "(" + FORMAT
                    + "\nexercise: ([0-9a-f]{64})\nsalt: ([0-9a-f]{32,128})\ncheck: ([0-9a-f]{64})\niv: ([0-9a-f]{24})\n)truth: ([A-Za-z0-9+/=]+)\n");
    private static final String SUM = "sha256: ";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String text;
    private final Matcher parts;

    private SealedTruth(String text, Matcher parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Seals a truth; the passphrase stays as it is.
     *
     * @throws TrainingException if the passphrase is too short
     */
    public static SealedTruth seal(Truth truth, Exercise exercise, char[] passphrase) throws TrainingException {
        byte[] iv = new byte[IV_BYTES];
        new SecureRandom().nextBytes(iv);
        byte[] key = Passphrase.derive(passphrase, HexFormat.of().parseHex(exercise.salt()), KEY);
        byte[] plain = truth.toBytes();
        try {
            String head = FORMAT + "\nexercise: " + exercise.hash() + "\nsalt: " + exercise.salt() + "\ncheck: "
                    + check(key) + "\niv: " + HexFormat.of().formatHex(iv) + '\n';
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, iv, head).doFinal(plain);
            String body = head + "truth: " + Base64.getEncoder().encodeToString(sealed) + '\n';
            return read((body + SUM + Document.sha256(body) + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * Reads sealed bytes.
     *
     * @throws TrainingException if they are none, or not as they were written
     */
    public static SealedTruth read(byte[] bytes) throws TrainingException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int sum = text.lastIndexOf(SUM);
        if (!text.startsWith(FORMAT) || sum < 0) {
            throw new TrainingException("these bytes are no sealed truth: expected '" + FORMAT
                    + "' first and its checksum last; take the file that the round wrote");
        }
        String body = text.substring(0, sum);
        Matcher parts = LAYOUT.matcher(body);
        if (!text.substring(sum).equals(SUM + Document.sha256(body) + '\n') || !parts.matches()) {
            throw changed();
        }
        return new SealedTruth(text, parts);
    }

    private static TrainingException changed() {
        return new TrainingException(
                TrainingException.Kind.CHANGED,
                "truth.sealed",
                "the sealed truth is not as it was written, bytes of it have changed: "
                        + "take a copy of the file from when the round was opened");
    }

    private static TrainingException otherPassphrase() {
        return new TrainingException(
                TrainingException.Kind.WRONG_PASSPHRASE,
                "",
                "the passphrase does not open this seal: type it as it was typed when the round was opened, capitals too");
    }

    /** As they are kept. */
    public byte[] toBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of the bytes, in hexadecimal; shown at the start, so that all see that nobody exchanged the truth. */
    public String hash() {
        return Document.sha256(text);
    }

    /**
     * Breaks the seal; the passphrase stays as it is.
     *
     * @throws TrainingException if the passphrase is another, or the sealed bytes were changed; its kind says which
     */
    public Truth open(char[] passphrase) throws TrainingException {
        if (passphrase.length < Passphrase.SHORTEST) {
            throw otherPassphrase();
        }
        byte[] key = Passphrase.derive(passphrase, HexFormat.of().parseHex(parts.group(3)), KEY);
        byte[] plain = {};
        try {
            if (!check(key).equals(parts.group(4))) {
                throw otherPassphrase();
            }
            byte[] iv = HexFormat.of().parseHex(parts.group(5));
            plain = cipher(Cipher.DECRYPT_MODE, key, iv, parts.group(1))
                    .doFinal(Base64.getDecoder().decode(parts.group(6)));
            return Truth.of(plain);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw changed();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] iv, String head) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(head.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String check(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal("check".getBytes(StandardCharsets.US_ASCII)));
    }
}
