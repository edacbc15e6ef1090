// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.regex.Pattern;

/** Somebody's private key, with which they sign: {@code NAME.key}, Ed25519 in PEM. */
public final class SigningKey {
    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
    private static final String ENDING = ".key";

    private final String name;
    private final PrivateKey key;

    private SigningKey(String name, PrivateKey key) {
        this.name = name;
        this.key = key;
    }

    /** A pair of keys in PEM. */
    public record Pair(String privateKey, String publicKey) {}

    /** Makes a pair of keys, of the strongest random source that the platform has. */
    public static Pair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new Pair(Pem.of(pair.getPrivate()), Pem.of(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }

    /** Whether somebody can be called so: the name is a file's, too. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Reads the key of somebody from a directory.
     *
     * @throws IOException if there is none, or it cannot be read
     */
    public static SigningKey read(Path directory, String name) throws IOException {
        Path file = directory.resolve(name + ENDING);
        if (!isName(name) || !Files.isRegularFile(file)) {
            throw new IOException("there is no private key of '" + name + "': file=" + file
                    + "; 'portolan rules keygen " + name + "' makes one");
        }
        try {
            return new SigningKey(name, Pem.privateKey(Files.readString(file)));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no private Ed25519 key in PEM: " + e.getMessage(), e);
        }
    }

    /** Whose it is. */
    public String name() {
        return name;
    }

    /** Whether a signature is that of the key over the statement. */
    public static boolean fits(PublicKey key, byte[] statement, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(statement);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    public byte[] sign(byte[] statement) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(statement);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read signs", e);
        }
    }
}
