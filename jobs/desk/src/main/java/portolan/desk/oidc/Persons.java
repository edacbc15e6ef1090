// SPDX-License-Identifier: Apache-2.0
package portolan.desk.oidc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import portolan.desk.server.Accounts;
import portolan.schemas.lines.ContentId;

/**
 * What people of a provider are called at the desk: {@code NAME.oidc-MARK}, the mark of issuer and subject. Whoever came in
 * once keeps that name, also when the provider calls them otherwise, or one person would sign twice. A file has one line a
 * person, {@code NAME HASH}.
 */
final class Persons {
    private static final int MARK = 12;
    private static final int LONGEST = 40;

    private final Path file;

    Persons(Path file) {
        this.file = file;
    }

    /**
     * @param said what the provider calls them
     * @throws IOException if what is kept cannot be read or written
     */
    synchronized String name(String issuer, String subject, String said) throws IOException {
        String hash = hash(issuer, subject);
        Map<String, String> known = known();
        String kept = known.get(hash);
        if (kept != null) {
            return kept;
        }
        String name = plain(said) + Accounts.FEDERATED + hash.substring(0, MARK);
        if (known.containsValue(name)) {
            throw new IOException("two subjects have one mark: " + name);
        }
        Files.writeString(file, name + ' ' + hash + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return name;
    }

    /** Whether somebody came in under a name of theirs. */
    synchronized boolean isKnown(String issuer, String subject) throws IOException {
        return known().containsKey(hash(issuer, subject));
    }

    private static String hash(String issuer, String subject) {
        return ContentId.sha256Hex((issuer + '\n' + subject).getBytes(StandardCharsets.UTF_8));
    }

    /** Names by hash. */
    private Map<String, String> known() throws IOException {
        Map<String, String> known = new HashMap<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            String[] parts = line.split(" ", 2);
            known.put(parts[1], parts[0]);
        }
        return known;
    }

    /** In the letters of a name, without what follows an '@'. */
    static String plain(String said) {
        String plain = said.toLowerCase(Locale.ROOT)
                .replaceFirst("@.*", "")
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceFirst("^[._-]+", "");
        plain = plain.substring(0, Math.min(LONGEST, plain.length()));
        return plain.isEmpty() ? "person" : plain;
    }
}
