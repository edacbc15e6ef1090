// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;

/** For whom the sender of an input speaks, as the senders lists in force say. */
public interface Speaker {
    /** Any sender while no list is in force: nobody is checked. */
    Speaker UNCHECKED = new Speaker() {
        @Override
        public boolean isChecked() {
            return false;
        }

        @Override
        public boolean speaksFor(Consignment stated, EventKind kind) {
            return true;
        }

        @Override
        public boolean isTrueFiler(Consignment stated) {
            return false;
        }

        @Override
        public String words() {
            return "senders are not checked";
        }
    };

    /** Whether a list is in force. */
    boolean isChecked();

    /** Whether the sender may file so for the tenant and the filer of a bill, or of a claim of one. */
    boolean speaksFor(Consignment stated, EventKind kind);

    /** Whether a list names the filer of a claim as one who files the bills of its issuer, whoever asks. */
    boolean isTrueFiler(Consignment stated);

    /** What a sender says beside filings. */
    enum Report {
        /** What inspections came to. */
        OUTCOMES,
        /** What happened to containers. */
        MOVES
    }

    /** Whether what the sender reports to a tenant is taken. */
    default boolean may(Report what, String tenant) {
        return true;
    }

    /** Why it is not. */
    default String mayNot(Report what, String tenant) {
        return words() + " does not report " + what + ": tenant=" + tenant;
    }

    /** The sender and the lists, in words. */
    String words();

    /** The same lists, for a sender of whom is only known that it spoke for this bill's filer. */
    default Speaker onlyFor(Consignment filed) {
        Speaker lists = this;
        return !isChecked()
                ? this
                : new Speaker() {
                    @Override
                    public boolean isChecked() {
                        return true;
                    }

                    @Override
                    public boolean speaksFor(Consignment stated, EventKind kind) {
                        // Of ports, which speak for all filers and bring no goods, too little is known to refuse them.
                        return kind == EventKind.ARRIVAL
                                || stated.filer().id().equals(filed.filer().id());
                    }

                    @Override
                    public boolean isTrueFiler(Consignment stated) {
                        return lists.isTrueFiler(stated);
                    }

                    @Override
                    public String words() {
                        return lists.words();
                    }
                };
    }
}
