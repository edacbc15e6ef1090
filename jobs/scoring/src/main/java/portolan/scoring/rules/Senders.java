// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.Speaker;
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
    /** What is said where nothing is in force that names a sender. */
    public static final String UNCHECKED =
            "no senders list is in force: whoever may write consignments.filed files as anybody";

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
     * @param reports what else it says to these tenants
     * @param issuers of the bills that these filers, and no others, truly file; of none where the list is silent
     */
    record Grant(
            String sender,
            Names tenants,
            Names filers,
            Set<EventKind> kinds,
            Set<Speaker.Report> reports,
            Names issuers) {
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

    /**
     * What is allowed, and may not be meant.
     *
     * @param atHand keys that the job has; null where that is not known
     */
    public List<String> doubts(@Nullable SenderKeys atHand) {
        if (grants.isEmpty()) {
            return List.of(UNCHECKED);
        }
        Stream<String> silent = Arrays.stream(Speaker.Report.values())
                .filter(what ->
                        grants.stream().noneMatch(grant -> grant.reports().contains(what)))
                .map(what -> "nobody has the kind " + what + ": all are refused, unless another list grants it");
        if (proofs.isEmpty()) {
            return Stream.concat(Stream.of("no proofs: whoever may write the topics is believed"), silent)
                    .toList();
        }
        Stream<String> unproven = grants.stream()
                .map(Grant::sender)
                .filter(sender ->
                        proofs.stream().noneMatch(proof -> proof.senders().has(sender)))
                .map(sender ->
                        "no key here proves the sender '" + sender + "': it is refused, unless another list names one");
        Stream<String> missing = proofs.stream()
                .flatMap(proof -> proof.fingerprints().stream())
                .filter(key -> atHand != null && !atHand.fingerprints().contains(key))
                .map(key -> "the key is not at hand, and proves nothing: " + key);
        return Stream.of(silent, unproven, missing)
                .flatMap(doubts -> doubts)
                .distinct()
                .toList();
    }

    /** As messages name it: "senders v3". */
    String shown() {
        return name + " v" + version;
    }
}
