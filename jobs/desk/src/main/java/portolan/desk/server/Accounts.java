// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may sit at the desk: a file with one line a person, {@code NAME:ROLE:OFFICES:TENANTS:HASH}, several with commas,
 * none for all; the tenants may be left out with their colon. The hash is bcrypt's of the password. Each change writes the file anew and keeps the former as {@code FILE.bak}. A lost
 * password is set anew by whoever has the machine: {@code portolan desk password NAME}.
 */
public final class Accounts implements Door {
    /** So many rounds, as a power of two: about a quarter of a second. */
    private static final int COST = 12;

    /** Between name and mark of whoever comes from an identity provider: no local account has it in its name. */
    public static final String FEDERATED = ".oidc-";

    private static final int SHORTEST = 10;

    /** bcrypt reads no more. */
    private static final int LONGEST = 72;

    private final Path file;
    private final int cost;

    /** What a password of nobody is compared with, so that an answer takes as long for a name that is not there. */
    private final String nobody;

    /** Never changed, only put in place of: who looks somebody up waits for nobody's password. */
    private volatile Map<String, Account> byName = Map.of();

    // Guarded by this.
    private long readAt = -1;

    private record Account(User user, String hash) {
        private Account {
            if (user.name().contains(FEDERATED)) {
                throw new IllegalArgumentException("names with '" + FEDERATED
                        + "' are of who comes from an identity provider: name=" + user.name());
            }
        }

        private String line() {
            String tenants = user.tenants().isEmpty() ? "" : String.join(",", user.tenants()) + ':';
            return user.name()
                    + ':'
                    + user.role().word()
                    + ':'
                    + String.join(",", user.offices())
                    + ':'
                    + tenants
                    + hash;
        }
    }

    private Accounts(Path file, int cost) {
        this.file = file;
        this.cost = cost;
        this.nobody = ofNobody(cost);
    }

    /** A hash whose password nobody knows: what costs as much to compare costs nothing to make. */
    static String ofNobody(int cost) {
        return String.format(Locale.ROOT, "$2a$%02d$%s", cost, ".".repeat(53));
    }

    /**
     * The accounts of a file.
     *
     * @throws IOException if it cannot be read, naming each line that is none
     */
    public static Accounts read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there are no accounts");
        }
        return readOrNew(file);
    }

    /** Those of a file, or none where there is no file yet. */
    public static Accounts readOrNew(Path file) throws IOException {
        return readOrNew(file, COST);
    }

    /** With hashes that cost less, for tests. */
    static Accounts readOrNew(Path file, int cost) throws IOException {
        Accounts accounts = new Accounts(file, cost);
        accounts.refresh();
        return accounts;
    }

    /** Reads the file again where it has changed. */
    private synchronized void refresh() throws IOException {
        if (readAt < 0 && !Files.exists(file)) {
            return;
        }
        long changedAt = Files.getLastModifiedTime(file).toMillis();
        if (changedAt == readAt) {
            return;
        }
        Map<String, Account> found = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                Account account = account(line);
                found.put(account.user().name(), account);
            } catch (IllegalArgumentException e) {
                faults.add(file + ":" + (i + 1) + ": " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new IOException(String.join("\n", faults));
        }
        byName = Collections.unmodifiableMap(found);
        readAt = changedAt;
    }

    private static Account account(String line) {
        String[] parts = line.split(":", -1);
        String hash = parts[parts.length - 1];
        if (parts.length < 4 || parts.length > 5 || !hash.startsWith("$2")) {
            throw new IllegalArgumentException(
                    "no account: expected NAME:ROLE:OFFICES:HASH or NAME:ROLE:OFFICES:TENANTS:HASH, the hash by"
                            + " 'portolan desk user'");
        }
        Set<String> tenants = parts.length == 4 ? Set.of() : listed(parts[3]);
        return new Account(new User(parts[0], role(parts[1]), tenants, listed(parts[2])), hash);
    }

    private static Set<String> listed(String names) {
        return names.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(names.split(",", -1)));
    }

    private static Role role(String word) {
        for (Role role : Role.values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("there is no such role: role=" + word);
    }

    /** Who has this name and password; empty where nobody does. A password is compared under no lock. */
    @Override
    public Optional<Entrance> enter(String name, String password, String kept) throws IOException {
        refresh();
        Account account = byName.get(name.toLowerCase(Locale.ROOT));
        String hash = account == null ? nobody : account.hash();
        boolean isRight = bytes(password) <= LONGEST && BCrypt.verifyer().verify(password.toCharArray(), hash).verified;
        return account != null && isRight
                ? Optional.of(new Entrance(account.user(), account.hash(), false))
                : Optional.empty();
    }

    /** Not after their role or office changed, they have another password, or were taken off. */
    @Override
    public boolean isStill(User user, String proof) throws IOException {
        refresh();
        Account account = byName.get(user.name());
        return account != null && account.user().equals(user) && account.hash().equals(proof);
    }

    /** Somebody by their name; null where there is nobody. */
    public @Nullable User find(String name) throws IOException {
        refresh();
        Account account = byName.get(name);
        return account == null ? null : account.user();
    }

    /** Everybody, in the order of the file. */
    @Override
    public List<User> users() {
        return byName.values().stream().map(Account::user).toList();
    }

    /** Everybody by name as the file is now, with a mark that changes with whatever of theirs changes; no hash is in it. */
    public synchronized Map<String, String> marks() throws IOException {
        refresh();
        Map<String, String> marks = new TreeMap<>();
        byName.forEach((name, account) -> marks.put(
                name,
                account.user().role().word()
                        + ':'
                        + String.join(",", account.user().offices())
                        + ':'
                        + String.join(",", account.user().tenants())
                        + ':'
                        + Integer.toHexString(account.line().hashCode())));
        return marks;
    }

    /**
     * Adds somebody, or changes who is there.
     *
     * @throws IllegalArgumentException if the password is too short, or longer than bcrypt reads
     * @throws IOException if the file cannot be written
     */
    public void put(User user, String password) throws IOException {
        int length = bytes(password);
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "a password has " + SHORTEST + " to " + LONGEST + " bytes: found " + length);
        }
        Account account = new Account(user, BCrypt.withDefaults().hashToString(cost, password.toCharArray()));
        synchronized (this) {
            Map<String, Account> next = new LinkedHashMap<>(byName);
            next.put(user.name(), account);
            write(next);
        }
    }

    /** Takes somebody off the list; what they did stays in the topics. */
    public synchronized boolean remove(String name) throws IOException {
        Map<String, Account> next = new LinkedHashMap<>(byName);
        boolean was = next.remove(name) != null;
        if (was) {
            write(next);
        }
        return was;
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }

    private void write(Map<String, Account> accounts) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        if (Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class) != null) {
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(next, accounts.values().stream().map(Account::line).toList());
        if (Files.exists(file)) {
            Files.copy(file, file.resolveSibling(file.getFileName() + ".bak"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        readAt = Files.getLastModifiedTime(file).toMillis();
        byName = Collections.unmodifiableMap(accounts);
    }
}
