// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A text that people sign, once it is read: what it says it is. */
public interface Document {
    String name();

    /** From 1; a version is never changed. */
    int version();

    /** The exact text it was read from. */
    String text();

    /**
     * What is wrong with it if it is put in force from a time on.
     *
     * @param from epoch milliseconds of order time
     */
    default List<RuleIssue> issuesFrom(long from) {
        return List.of();
    }

    /** SHA-256 of the text's bytes in UTF-8, in hexadecimal. */
    default String hash() {
        return sha256(text());
    }

    /** SHA-256 of a text's bytes in UTF-8, in hexadecimal. */
    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
