// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lifecycle.Keyring;

/**
 * The folder with everybody's public key, read again when a file comes, changes or goes: who is enrolled while the desk
 * runs can sign at once. No private key is read, or ever here.
 */
public final class KeyFolder {
    private final @Nullable Path directory;
    private final String deployment;
    private String readAs = "";
    private Keyring keys = Keyring.EMPTY;
    private String fault;

    /**
     * @param directory that the job has as its {@code --rule-keys}; null where it has none, and takes no step
     * @param deployment that the job is
     */
    public KeyFolder(@Nullable Path directory, String deployment) {
        this.directory = directory;
        this.deployment = deployment;
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
                keys = Keyring.read(directory, deployment);
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
    synchronized Keyring keys() {
        refresh();
        return keys;
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
