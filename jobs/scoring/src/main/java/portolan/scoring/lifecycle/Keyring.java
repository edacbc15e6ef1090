// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of those who may write, approve and use the signed texts of one deployment: {@code NAME.pub}, Ed25519 in
 * PEM, in one directory, each with what it is for and its last day.
 *
 * <p>The key of somebody who has left must stay as long as anything that they signed is to be read again; a job that
 * starts from the beginning of the topic reads it all. Its last day ends what they sign from then on.
 */
public final class Keyring implements Serializable {
    /** Nobody may do anything. */
    public static final Keyring EMPTY = new Keyring("", Map.of());

    private static final long serialVersionUID = 2;

    private static final String ENDING = ".pub";
    private static final int LONGEST_FILE = 10_000;

    private static final Pattern DEPLOYMENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
    private static final long DAY_MILLIS = 86_400_000;

    private final String deployment;
    private final TreeMap<String, VerifyingKey> byName;

    private Keyring(String deployment, Map<String, VerifyingKey> byName) {
        this.deployment = deployment;
        this.byName = new TreeMap<>(byName);
    }

    /** Whether a deployment can be called so. */
    public static boolean isDeployment(String name) {
        return DEPLOYMENT.matcher(name).matches();
    }

    /**
     * Reads all public keys of a directory.
     *
     * @param deployment whose steps are taken; those of another are not
     * @throws IOException naming every file that holds none
     */
    public static Keyring read(Path directory, String deployment) throws IOException {
        Keyring read = readIfAny(directory, deployment);
        if (read.byName.isEmpty()) {
            throw new IOException("there is no key in " + directory + ": expected NAME" + ENDING
                    + ", as 'portolan rules keygen NAME' writes it");
        }
        return read;
    }

    /** The same of a directory in which there may be no key yet: then nobody may do anything. */
    public static Keyring readIfAny(Path directory, String deployment) throws IOException {
        if (!isDeployment(deployment)) {
            throw new IOException("a deployment has a name of 1 to 60 small letters, digits, '.', '-' and '_': found '"
                    + deployment + "'");
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException("there is no directory of keys: " + directory);
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        TreeMap<String, VerifyingKey> byName = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            String fileName = file.getFileName().toString();
            String name = fileName.substring(0, fileName.length() - ENDING.length());
            try {
                if (Files.size(file) > LONGEST_FILE) {
                    throw new GeneralSecurityException("larger than any key");
                }
                byName.put(name, VerifyingKey.read(Files.readString(file)));
            } catch (GeneralSecurityException e) {
                faults.add(file + " holds no public Ed25519 key: " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new IOException(String.join("\n", faults));
        }
        return new Keyring(deployment, byName);
    }

    /** Those that are in a directory now, for the same deployment. */
    public Keyring again(Path directory) throws IOException {
        return readIfAny(directory, deployment);
    }

    /** Whose keys are known, in order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** What is wrong with the deployment that a step names; null when it is ours. */
    @Nullable
    String fault(String named) {
        if (!named.isEmpty() && named.equals(deployment)) {
            return null;
        }
        return (named.isEmpty() ? "names no deployment" : "is for the deployment '" + named + "'")
                + (deployment.isEmpty() ? ", and this one has no name" : ", and this one is '" + deployment + "'");
    }

    /** Why a known key is not for this; null when it is. */
    public @Nullable String fault(String who, KeyRole role) {
        VerifyingKey key = byName.get(who);
        return key == null || key.roles().contains(role)
                ? null
                : "is signed by '" + who + "', whose key is not an " + role.word() + "'s: roles=" + key.words();
    }

    /** Why a known key no longer signs; null when it does. */
    public @Nullable String fault(String who, long publishedAt) {
        VerifyingKey key = byName.get(who);
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(publishedAt, DAY_MILLIS));
        return key == null || !day.isAfter(key.lastDay())
                ? null
                : "is signed by '" + who + "', whose key's last day was " + key.lastDay() + ": published on " + day;
    }

    /** What is wrong with a signature of somebody; null when nothing is. */
    public @Nullable String fault(String who, byte[] statement, byte @Nullable [] signature) {
        if (signature == null || signature.length == 0) {
            return "is not signed by '" + who + "'";
        }
        VerifyingKey key = byName.get(who);
        if (key == null) {
            return "is signed by '" + who + "', whose key is not known";
        }
        try {
            return SigningKey.fits(key.key(), statement, signature)
                    ? null
                    : "has a signature of '" + who + "' that does not fit";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read is one", e);
        }
    }

    /**
     * What is wrong with two people's approval that a message withdraws what it leaves out; null when nothing is.
     *
     * @param names of both, with a comma between
     * @param sha256 of the message, in hexadecimal
     * @param signatures of both, in that order
     * @param approvedAt epoch milliseconds
     */
    public @Nullable String faultOfWithdrawal(
            String names, String sha256, byte @Nullable [] signatures, long approvedAt) {
        String[] both = names.split(",", -1);
        if (both.length != 2 || areOne(both[0], both[1])) {
            return "is not of two people: '" + names + "'";
        }
        if (signatures == null || signatures.length != 2 * SigningKey.SIGNATURE_BYTES) {
            return "is not signed by both: '" + names + "'";
        }
        String fault = null;
        for (int i = 0; i < both.length && fault == null; i++) {
            int from = i * SigningKey.SIGNATURE_BYTES;
            byte[] own = Arrays.copyOfRange(signatures, from, from + SigningKey.SIGNATURE_BYTES);
            fault = faultOfApproval(both[i], sha256, own, approvedAt);
        }
        return fault;
    }

    /** What is wrong with one person's part in that; null when nothing is. */
    public @Nullable String faultOfApproval(String who, String sha256, byte @Nullable [] signature, long approvedAt) {
        String unsigned = fault(who, Statement.ofWithdrawal(deployment, sha256, who), signature);
        String role = unsigned != null ? unsigned : fault(who, KeyRole.APPROVER);
        return role != null ? role : fault(who, approvedAt);
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
        VerifyingKey known = byName.get(who);
        try {
            return known == null ? null : known.key();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read once is read again", e);
        }
    }
}
