// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

/** By what two parties can be connected; in the order in which a bill's contacts are visited. */
public enum ContactType {
    TELEPHONE("telephone"),
    MAIL("e-mail"),
    ADDRESS("address"),
    /** The same receiver: only shippers are connected by it. */
    PARTNER("customer"),
    /** The same name and country under another registered number. */
    NAME("name");

    private final String word;

    ContactType(String word) {
        this.word = word;
    }

    /** As evidence says it. */
    public String word() {
        return word;
    }
}
