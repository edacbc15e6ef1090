// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Somebody's public key, what it is for, and the last day on which it signs steps. As a file, {@code NAME.pub}:
 *
 * <pre>
 *   Roles: author, approver
 *   Last-Day: 2027-06-30
 *   -----BEGIN PUBLIC KEY-----
 *   ...
 * </pre>
 *
 * <p>OpenSSL reads it too: it passes over what stands before the block.
 *
 * @param pem the block; not all keys of all providers can be serialized
 * @param lastDay in UTC, by the order time of a step
 */
public record VerifyingKey(String pem, Set<KeyRole> roles, LocalDate lastDay) implements Serializable {
    private static final String ROLES = "Roles:";
    private static final String LAST_DAY = "Last-Day:";

    public VerifyingKey {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a key is for something: roles=" + roles);
        }
        roles = Set.copyOf(roles);
    }

    /**
     * Reads a file.
     *
     * @throws GeneralSecurityException if it holds no key, or does not say what for and until when
     */
    public static VerifyingKey read(String file) throws GeneralSecurityException {
        Pem.publicKey(file);
        String roles = field(file, ROLES, "author, approver, activator");
        String lastDay = field(file, LAST_DAY, "2027-06-30");
        try {
            return new VerifyingKey(file, roles(roles), LocalDate.parse(lastDay));
        } catch (DateTimeException e) {
            throw new GeneralSecurityException(
                    "'" + LAST_DAY + "' is a day like 2027-06-30: found '" + lastDay + "'", e);
        }
    }

    /**
     * Roles by their words.
     *
     * @param words separated by commas
     * @throws GeneralSecurityException naming those that are none
     */
    public static Set<KeyRole> roles(String words) throws GeneralSecurityException {
        Set<KeyRole> roles = EnumSet.noneOf(KeyRole.class);
        List<String> unknown = new ArrayList<>();
        for (String word : words.split(",", -1)) {
            List<KeyRole> named = EnumSet.allOf(KeyRole.class).stream()
                    .filter(role -> role.word().equals(word.strip()))
                    .toList();
            roles.addAll(named);
            if (named.isEmpty()) {
                unknown.add(word.strip());
            }
        }
        if (!unknown.isEmpty()) {
            throw new GeneralSecurityException(
                    "roles are author, approver and activator: found '" + String.join("', '", unknown) + "'");
        }
        return roles;
    }

    private static String field(String file, String name, String example) throws GeneralSecurityException {
        List<String> values = file.lines()
                .takeWhile(line -> !line.startsWith("-----BEGIN"))
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .toList();
        if (values.size() != 1) {
            throw new GeneralSecurityException(
                    "expected one line '" + name + ' ' + example + "' before the block, found " + values.size());
        }
        return values.get(0);
    }

    /** As a file. */
    public String file() {
        return ROLES
                + ' '
                + words()
                + '\n'
                + LAST_DAY
                + ' '
                + lastDay
                + '\n'
                + pem.substring(pem.indexOf("-----BEGIN"));
    }

    /** What it is for: "author, approver". */
    String words() {
        return new TreeSet<>(roles).stream().map(KeyRole::word).collect(Collectors.joining(", "));
    }

    PublicKey key() throws GeneralSecurityException {
        return Pem.publicKey(pem);
    }
}
