// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as PEM, the form that {@code openssl genpkey -algorithm ed25519} writes and reads. */
public final class Pem {
    private static final String PUBLIC = "PUBLIC KEY";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final int LINE = 64;

    private Pem() {}

    /**
     * Reads a public key.
     *
     * @throws GeneralSecurityException if there is none
     */
    public static PublicKey publicKey(String pem) throws GeneralSecurityException {
        return ed25519().generatePublic(new X509EncodedKeySpec(decoded(pem, PUBLIC)));
    }

    static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        return ed25519().generatePrivate(new PKCS8EncodedKeySpec(decoded(pem, PRIVATE)));
    }

    static String of(PublicKey key) {
        return encoded(key.getEncoded(), PUBLIC);
    }

    static String of(PrivateKey key) {
        return encoded(key.getEncoded(), PRIVATE);
    }

    private static KeyFactory ed25519() throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519");
    }

    private static byte[] decoded(String pem, String what) throws GeneralSecurityException {
        String begin = "-----BEGIN " + what + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + what + "-----");
        if (from < 0 || to < from) {
            throw new GeneralSecurityException("expected a PEM block '" + begin + "'");
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("the PEM block is not base64", notBase64);
        }
    }

    private static String encoded(byte[] key, String what) {
        String base64 = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }
}
