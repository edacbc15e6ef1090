// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** Ed25519, as keys of writers sign. */
final class Signatures {
    private Signatures() {}

    /** Whether a signature is that of the key over the statement. */
    static boolean fits(PublicKey key, byte[] statement, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(statement);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
