// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.VerifyingKey;

/**
 * The folder with everybody's public key, read again when a file comes, changes or goes: who is enrolled while the desk
 * runs can sign at once. No private key is read, or ever here.
 */
public final class KeyFolder {
    private final @Nullable Path directory;
    private final String deployment;
    private final boolean enrols;
    private String readAs = "";
    private Keyring keys = Keyring.EMPTY;
    private String fault;

    /**
     * @param directory that the job has as its {@code --rule-keys}; null where it has none, and takes no step
     * @param deployment that the job is
     * @param enrols whether people may put their own keys there, as in a demo; then it may begin empty
     */
    public KeyFolder(@Nullable Path directory, String deployment, boolean enrols) {
        this.directory = directory;
        this.deployment = deployment;
        this.enrols = enrols;
        this.fault = directory == null ? "no folder of keys is named" : "";
    }

    private void refresh() {
        if (directory == null) {
            return;
        }
        try {
            String seen = listed(directory);
            if (!seen.equals(readAs)) {
                readAs = seen;
                keys = enrols ? Keyring.readIfAny(directory, deployment) : Keyring.read(directory, deployment);
                fault = "";
            }
        } catch (IOException e) {
            fault = String.valueOf(e.getMessage());
        }
    }

    private static String listed(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files = all.sorted().toList();
            StringBuilder seen = new StringBuilder();
            for (Path file : files) {
                seen.append(file.getFileName())
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append('\n');
            }
            return seen.toString();
        }
    }

    /** As they are now: another object only where something changed. What cannot be read leaves them as they were. */
    public synchronized Keyring keys() {
        refresh();
        return keys;
    }

    /** Whether people may put their own keys there. */
    boolean enrols() {
        return enrols;
    }

    /**
     * Puts somebody's public key there, where they have none yet.
     *
     * @param file as {@link VerifyingKey} draws it
     * @return whether there was none
     */
    synchronized boolean enrol(String name, String file) throws IOException {
        if (directory == null || !enrols) {
            throw new IOException("no key is enrolled by the desk");
        }
        Path hidden = Files.createTempFile(directory, ".enrolling", "");
        try {
            Files.writeString(hidden, file);
            // A link is made whole or not at all, and never over another.
            Files.createLink(directory.resolve(name + ".pub"), hidden);
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        } finally {
            Files.delete(hidden);
        }
    }

    /** For which steps are signed. */
    public String deployment() {
        return deployment;
    }

    /** Why nobody, or not everybody, can sign; empty where they can. */
    synchronized String fault() {
        refresh();
        return fault;
    }
}
