// SPDX-License-Identifier: Apache-2.0
package portolan.desk.oidc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.console.screen.SafeText;
import portolan.desk.server.Accounts;
import portolan.schemas.lines.ContentId;

/**
 * What people of a provider are called at the desk: {@code NAME.oidc-MARK}, the mark of issuer and subject. Whoever came in
 * once keeps that name, also when the provider calls them otherwise, or one person would sign twice. A file has one line a
 * person, {@code NAME HASH}. A line that a crash cut off is left, and said once: whose it was did not come in yet.
 */
final class Persons {
    private static final Logger LOG = LoggerFactory.getLogger(Persons.class);
    private static final Pattern LINE = Pattern.compile("(\\S+) ([0-9a-f]{64})");
    private static final int MARK = 12;
    private static final int LONGEST = 40;

    private final Path file;

    /** Guarded by this. */
    private final Set<String> torn = new HashSet<>();

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
        String before = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        String line = (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + name + ' ' + hash + '\n';
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
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
        for (String line :
                Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.<String>of()) {
            Matcher whole = LINE.matcher(line);
            if (whole.matches()) {
                known.put(whole.group(2), whole.group(1));
            } else if (torn.add(line)) {
                LOG.warn("a line names nobody and is left out: file={}, line={}", file, SafeText.line(line));
            }
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
