// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import portolan.console.screen.SecretFile;

/**
 * Which red consignments are looked at a second time before what one person reports of them counts: one in ten, by
 * HMAC-SHA256 under a secret of the installation, so that nobody foresees it. It goes by the consignment and by nothing
 * that a form says: a form sent anew draws nothing anew.
 */
public final class SecondLooks {
    private static final int ONE_IN = 10;
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    SecondLooks(byte[] secret) {
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /**
     * By the secret in a file; where there is none, by one that is made and kept there, for its owner alone.
     *
     * @throws IOException if it cannot be kept, or what is there is no such secret
     */
    public static SecondLooks by(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            SecretFile.write(file, secret);
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != BYTES) {
            throw new IOException(
                    "a secret of second looks has " + BYTES + " bytes: file=" + file + ", bytes=" + secret.length);
        }
        return new SecondLooks(secret);
    }

    /** Whether a second person looks, before what one reports of this consignment counts. */
    boolean isDrawn(String tenant, String consignment) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] drawn = mac.doFinal((tenant + '\n' + consignment).getBytes(StandardCharsets.UTF_8));
            return Long.remainderUnsigned(ByteBuffer.wrap(drawn).getLong(), ONE_IN) == 0;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
