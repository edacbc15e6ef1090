// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.SecretFile;

/**
 * Which red consignments are looked at a second time before what one person reports of them counts: one in ten, by
 * HMAC-SHA256 under a secret of the installation, so that nobody foresees it. It goes by the consignment and by nothing
 * that a form says: a form sent anew draws nothing anew. A desk whose secret is not the installation's draws every one, so
 * that nobody gains by choosing their desk.
 */
public final class SecondLooks {
    private static final int ONE_IN = 10;
    private static final int BYTES = 32;

    private final SecretKeySpec key;
    private final boolean isNew;
    private final Supplier<@Nullable String> installation;

    private SecondLooks(SecretKeySpec key, boolean isNew, Supplier<@Nullable String> installation) {
        this.key = key;
        this.isNew = isNew;
        this.installation = installation;
    }

    SecondLooks(byte[] secret) {
        this(new SecretKeySpec(secret, "HmacSHA256"), false, () -> null);
    }

    /**
     * By the secret in a file; where there is none, by one that is made and kept there, for its owner alone.
     *
     * @throws IOException if it cannot be kept, or what is there is no such secret
     */
    public static SecondLooks by(Path file) throws IOException {
        boolean isNew = !Files.exists(file);
        if (isNew) {
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            SecretFile.write(file, secret);
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != BYTES) {
            throw new IOException(
                    "a secret of second looks has " + BYTES + " bytes: file=" + file + ", bytes=" + secret.length);
        }
        return new SecondLooks(new SecretKeySpec(secret, "HmacSHA256"), isNew, () -> null);
    }

    /**
     * The same beside other desks.
     *
     * @param noted mark of the installation's secret, which desks note; null while none has
     */
    public SecondLooks of(Supplier<@Nullable String> noted) {
        return new SecondLooks(key, isNew, noted);
    }

    /** Tells secrets apart, and tells nothing of this one. */
    public String mark() {
        return HexFormat.of().formatHex(drawn("the mark of the installation")).substring(0, 32);
    }

    /** Whether the secret was made just now, and so is to be the installation's from now on. */
    public boolean isNew() {
        return isNew;
    }

    /** Whether it is not known yet which secret is the installation's. */
    public boolean isUnnoted() {
        return installation.get() == null;
    }

    /** Whether another secret is the installation's. */
    public boolean isForeign() {
        String noted = installation.get();
        return noted != null && !noted.equals(mark());
    }

    /** Whether a second person looks, before what one reports of this consignment counts. */
    boolean isDrawn(String tenant, String consignment) {
        return isForeign()
                || Long.remainderUnsigned(
                                ByteBuffer.wrap(drawn(tenant + '\n' + consignment))
                                        .getLong(),
                                ONE_IN)
                        == 0;
    }

    private byte[] drawn(String of) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(of.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
