// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import java.util.Set;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;

/**
 * Who may say what: which sender speaks for which tenants, filers and kinds of filings. Immutable.
 *
 * @param grants in the order of the text
 * @param proofs by which keys senders prove their filings; none where the topic's writers are trusted
 */
public record Senders(String name, int version, String text, List<Grant> grants, List<Proof> proofs)
        implements Document {
    /** What issues call the text. */
    public static final String FILE = "senders.yaml";

    public Senders {
        grants = List.copyOf(grants);
        proofs = List.copyOf(proofs);
    }

    /** By which keys some senders are proven. */
    record Proof(Names senders, List<String> fingerprints) {}

    /**
     * What one sender may say.
     *
     * @param outcomes whether it reports what inspections came to
     * @param issuers of the bills that these filers, and no others, truly file; of none where the list is silent
     */
    record Grant(String sender, Names tenants, Names filers, Set<EventKind> kinds, boolean outcomes, Names issuers) {
        boolean covers(Consignment stated) {
            return tenants.has(stated.tenant()) && filers.has(stated.filer().id());
        }

        boolean isTrueFiler(Consignment stated) {
            String key = stated.key().value();
            int end = key.indexOf(':');
            return end > 0 && covers(stated) && issuers.has(key.substring(0, end));
        }
    }

    /** Reads a text: a list, or all that is wrong with it. */
    public static ReadText read(String text) {
        return SendersReader.read(new RuleText(FILE, text));
    }

    /** How many senders it names. */
    public int size() {
        return (int) grants.stream().map(Grant::sender).distinct().count();
    }

    /** As messages name it: "senders v3". */
    String shown() {
        return name + " v" + version;
    }
}
