// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret in a file: who can read the file may call what writes. */
public final class Token {
    private static final int BYTES = 32;
    private static final int LONGEST_FILE = 1_000;
    private static final String SCHEME = "Bearer ";

    private final String secret;

    private Token(String secret) {
        this.secret = secret;
    }

    /**
     * Writes a new token of 256 random bits, in place of one that is there, for the file's owner only.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path directory = file.toAbsolutePath().getParent();
        // Nobody else has it open by then: it is made with its mode, and takes the place of the old one as a whole.
        Path made = Files.createTempFile(directory, ".token", "", ownersOnly());
        Files.writeString(made, HexFormat.of().formatHex(random) + '\n');
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads a token.
     *
     * @throws IOException if there is none
     */
    public static Token read(Path file) throws IOException {
        if (Files.size(file) > LONGEST_FILE) {
            throw new IOException("larger than any token: file=" + file);
        }
        String secret = Files.readString(file).strip();
        if (secret.isEmpty()) {
            throw new IOException("there is no token: file=" + file);
        }
        return new Token(secret);
    }

    /** What a call bears under {@code Authorization}. */
    public String credentials() {
        return SCHEME + secret;
    }

    /** Whether a call bears it; takes as long for a near miss as for any other. */
    boolean isBornBy(String credentials) {
        return MessageDigest.isEqual(
                credentials.getBytes(StandardCharsets.UTF_8), credentials().getBytes(StandardCharsets.UTF_8));
    }

    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
