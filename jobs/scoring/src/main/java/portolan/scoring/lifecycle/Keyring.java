package portolan.scoring.lifecycle;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of those who may write, approve and use rule sets: {@code NAME.pub}, Ed25519 in PEM, in one
 * directory.
 *
 * <p>The key of somebody who has left must stay as long as anything that they signed is to be read again; a job that
 * starts from the beginning of the topic reads it all.
 */
public final class Keyring implements Serializable {
    /** Nobody may do anything. */
    public static final Keyring EMPTY = new Keyring(Map.of());

    private static final long serialVersionUID = 1;

    private static final String ENDING = ".pub";
    private static final int LONGEST_FILE = 10_000;

    /** In PEM, since not all keys of all providers can be serialized. */
    private final TreeMap<String, String> pems;

    private Keyring(Map<String, String> pems) {
        this.pems = new TreeMap<>(pems);
    }

    /**
     * Reads all public keys of a directory.
     *
     * @throws IOException naming every file that holds none
     */
    public static Keyring read(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("there is no directory of keys: " + directory);
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        TreeMap<String, String> pems = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            String fileName = file.getFileName().toString();
            String name = fileName.substring(0, fileName.length() - ENDING.length());
            try {
                if (Files.size(file) > LONGEST_FILE) {
                    throw new GeneralSecurityException("larger than any key");
                }
                String pem = Files.readString(file);
                Pem.publicKey(pem);
                pems.put(name, pem);
            } catch (GeneralSecurityException e) {
                faults.add(file + " holds no public Ed25519 key in PEM: " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new IOException(String.join("\n", faults));
        }
        if (pems.isEmpty()) {
            throw new IOException("there is no key in " + directory + ": expected NAME" + ENDING
                    + ", as 'portolan rules keygen NAME' writes it");
        }
        return new Keyring(pems);
    }

    /** Whose keys are known, in order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(pems.keySet());
    }

    /** What is wrong with a signature of somebody; null when nothing is. */
    @Nullable
    String fault(String who, byte[] statement, byte @Nullable [] signature) {
        if (signature == null || signature.length == 0) {
            return "is not signed by '" + who + "'";
        }
        String pem = pems.get(who);
        if (pem == null) {
            return "is signed by '" + who + "', whose key is not known";
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(Pem.publicKey(pem));
            check.update(statement);
            return check.verify(signature) ? null : "has a signature of '" + who + "' that does not fit";
        } catch (GeneralSecurityException unreadable) {
            return "has a signature of '" + who + "' that cannot be read";
        }
    }

    /** Whether two names stand for one person: under one key, or but for capitals. */
    boolean areOne(String who, String other) {
        if (who.equalsIgnoreCase(other)) {
            return true;
        }
        PublicKey one = key(who);
        return one != null && one.equals(key(other));
    }

    private @Nullable PublicKey key(String who) {
        String pem = pems.get(who);
        try {
            return pem == null ? null : Pem.publicKey(pem);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read once is read again", e);
        }
    }
}
