// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/** An identity provider at which people sign in for the desk. */
public interface Federation {
    /** What the proof of whoever came in by a provider begins with; no hash of a password does. */
    String PROOF = "oidc-";

    /** What its settings say of it. */
    About about();

    /**
     * What there is to know of a provider.
     *
     * @param title what the door calls it
     * @param help whom somebody asks who is refused
     * @param isDeskSecure whether browsers come to the desk by https, also where a proxy in front of it speaks that
     */
    record About(String title, String help, boolean isDeskSecure) {}

    /**
     * Where a browser is sent to sign in. Each of the three is a secret of its own.
     *
     * @throws IOException if the provider does not answer
     */
    URI page(String state, String nonce, String verifier) throws IOException;

    /**
     * Who comes back.
     *
     * @param issuer that the browser names; empty for none
     * @param begun when they set out; whoever gave their password earlier is refused
     * @param from the browser's address
     * @throws Refusal if they may not come in
     * @throws IOException if the provider does not answer
     */
    Arrival enter(String code, String issuer, String nonce, String verifier, Instant begun, String from)
            throws Refusal, IOException;

    /**
     * Somebody came in.
     *
     * @param detail by whom they are known, for the audit
     */
    record Arrival(User user, String detail) {}

    /** Why somebody is refused. */
    enum Why {
        /** The provider does not vouch for them, or what it says does not hold. */
        UNPROVEN,
        /** No row of the table gives them a role. */
        NO_ROLE,
        /** A local account has their name and nobody said whether it is theirs, or it is and they had another before. */
        SAME_NAME
    }

    /** Somebody may not come in. */
    final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private final Why why;
        private final String who;

        /** @param who by their own words, or the provider's; empty where it is not known */
        public Refusal(Why why, String who, String detail) {
            super(detail, null, false, false);
            this.why = why;
            this.who = who;
        }

        public Why why() {
            return why;
        }

        public String who() {
            return who;
        }
    }
}
