// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keys with which senders prove their filings, by fingerprint: the SHA-256 of a key file's bytes, in hexadecimal. A proof
 * is the first 8 bytes of the fingerprint, and the HMAC-SHA-256 of sender, record's key and value, the first two led by
 * their length. It does not say when: a copied record is the same filing once more. Not for several threads.
 */
public final class SenderKeys {
    /** No key: nothing is proven. */
    public static final SenderKeys NONE = new SenderKeys(Map.of());

    /** Header of a record: what proves its sender. */
    public static final String HEADER = "sender-proof";

    private static final String ENDING = ".key";
    private static final int SHORTEST = 32;
    private static final int LONGEST = 4096;
    private static final int NAMED = 8;
    private static final int MAC = 32;

    private final Map<String, Key> byFingerprint;

    private SenderKeys(Map<String, Key> byFingerprint) {
        this.byFingerprint = byFingerprint;
    }

    private record Key(Mac mac, ByteBuffer name) {}

    /**
     * The keys in files {@code *.key} of a folder.
     *
     * @param unread is told of each that cannot be read, or has fewer than 32 bytes or more than 4096
     * @throws IOException if the folder cannot be read, or gives no key: then nothing would be proven
     */
    public static SenderKeys ofFolder(Path folder, Consumer<IOException> unread) throws IOException {
        Map<String, Key> keys = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                try {
                    keys.putAll(ofFile(file).byFingerprint);
                } catch (IOException bad) {
                    unread.accept(bad);
                }
            }
        } catch (DirectoryIteratorException bad) {
            throw bad.getCause();
        }
        if (keys.isEmpty()) {
            throw new IOException("no sender's key can be read: folder=" + folder);
        }
        return new SenderKeys(keys);
    }

    /**
     * The key in a file.
     *
     * @throws IOException if it cannot be read, or has fewer than 32 bytes or more than 4096
     */
    public static SenderKeys ofFile(Path file) throws IOException {
        if (Files.size(file) < SHORTEST || Files.size(file) > LONGEST) {
            throw new IOException("a sender's key has " + SHORTEST + " to " + LONGEST + " bytes: file=" + file);
        }
        return of(Files.readAllBytes(file));
    }

    static SenderKeys of(byte[] secret) {
        try {
            byte[] fingerprint = MessageDigest.getInstance("SHA-256").digest(secret);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return new SenderKeys(Map.of(
                    HexFormat.of().formatHex(fingerprint),
                    new Key(mac, ByteBuffer.wrap(Arrays.copyOf(fingerprint, NAMED)))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java has HMAC-SHA-256", e);
        }
    }

    /** What lists call the keys. */
    public List<String> fingerprints() {
        return byFingerprint.keySet().stream().sorted().toList();
    }

    /**
     * The proof that a filing is of a sender, for the header beside its name.
     *
     * @throws IllegalStateException unless there is exactly one key
     */
    public byte[] prove(byte[] sender, byte @Nullable [] key, byte[] value) {
        if (byFingerprint.size() != 1) {
            throw new IllegalStateException("a sender proves with one key: keys=" + byFingerprint.size());
        }
        Key own = byFingerprint.values().iterator().next();
        return ByteBuffer.allocate(NAMED + MAC)
                .put(own.name.duplicate())
                .put(mac(own.mac, sender, key, value))
                .array();
    }

    /** Whether any of these keys proves it. */
    public boolean prove(Sent sent) {
        return prove(sent, fingerprints());
    }

    /** Whether one of these keys proves that a filing is of its sender. */
    boolean prove(Sent sent, List<String> fingerprints) {
        byte[] proof = sent.proof();
        if (proof == null || proof.length != NAMED + MAC || sent.sender() == null) {
            return false;
        }
        for (String fingerprint : fingerprints) {
            Key key = byFingerprint.get(fingerprint);
            if (key != null && Arrays.equals(key.name.array(), 0, NAMED, proof, 0, NAMED)) {
                return MessageDigest.isEqual(
                        mac(key.mac, sent.sender(), sent.key(), sent.value()),
                        Arrays.copyOfRange(proof, NAMED, proof.length));
            }
        }
        return false;
    }

    private static byte[] mac(Mac mac, byte[] sender, byte @Nullable [] key, byte[] value) {
        led(mac, sender);
        if (key == null) {
            mac.update((byte) 0xFF);
        } else {
            led(mac, key);
        }
        return mac.doFinal(value);
    }

    /** No two pairs of sender and key are the same bytes; no length begins with 0xFF. */
    private static void led(Mac mac, byte[] bytes) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            mac.update((byte) (bytes.length >>> shift));
        }
        mac.update(bytes);
    }
}
