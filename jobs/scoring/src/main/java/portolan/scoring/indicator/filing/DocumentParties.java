// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyNature;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.party.BoundedText;
import portolan.scoring.party.NameRegion;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;
import portolan.scoring.screening.SpelledAlike;

/**
 * A document names a sender or a receiver who is none of the filing's, however its name is spelled. Senders are
 * consignor, seller, manufacturer; receivers consignee, buyer, importer and notify party.
 *
 * <p>No reading unless both the filing and a document name somebody on the same side. Compared are the first
 * {@value #MOST_NAMES} names of a side, since a comparison takes tens of microseconds.
 */
final class DocumentParties extends CaseIndicator {
    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 300;

    private static final List<Role> SENDERS = List.of(Role.CONSIGNOR, Role.SELLER, Role.MANUFACTURER);
    private static final List<Role> RECEIVERS =
            List.of(Role.CONSIGNEE, Role.BUYER, Role.IMPORTER_OF_RECORD, Role.NOTIFY);

    DocumentParties() {
        super("document_parties");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        if (consignment.documents().isEmpty()) {
            return null;
        }
        Reading senders = read(consignment, SENDERS, "from", SupportingDocument::consignor);
        Reading receivers = read(consignment, RECEIVERS, "to", SupportingDocument::consignee);
        boolean bySender = receivers == null || (senders != null && senders.value() >= receivers.value());
        return bySender ? senders : receivers;
    }

    private @Nullable Reading read(
            Consignment consignment,
            List<Role> roles,
            String side,
            Function<SupportingDocument, @Nullable String> name) {
        List<Party> filed = named(consignment, roles);
        Map<String, SupportingDocument> stated = new LinkedHashMap<>();
        for (SupportingDocument document : consignment.documents()) {
            String one = name.apply(document);
            if (one != null && stated.size() < MOST_NAMES) {
                stated.putIfAbsent(one.length() <= LONGEST_NAME ? one : BoundedText.start(one, LONGEST_NAME), document);
            }
        }
        if (filed.isEmpty() || stated.isEmpty()) {
            return null;
        }
        for (Map.Entry<String, SupportingDocument> one : stated.entrySet()) {
            if (filed.stream().noneMatch(party -> isOne(party, one.getKey()))) {
                Party first = filed.get(0);
                return reading(
                        1,
                        StatedSum.named(one.getValue()) + ": " + side + " " + Wording.quoted(one.getKey())
                                + ", filed " + Wording.role(first.role()) + " "
                                + Wording.quoted(String.valueOf(first.name())));
            }
        }
        return reading(0, "documents " + side + " whom the filing names");
    }

    private static List<Party> named(Consignment consignment, List<Role> roles) {
        List<Party> named = new ArrayList<>();
        for (Role role : roles) {
            Party party = consignment.party(role);
            boolean isSomebody = party != null
                    && party.name() != null
                    && party.nature() != PartyNature.TO_ORDER
                    && party.nature() != PartyNature.PLACEHOLDER
                    && party.nature() != PartyNature.BANK;
            if (isSomebody) {
                named.add(party);
            }
        }
        return named;
    }

    private static boolean isOne(Party party, String stated) {
        String filed = party.name();
        String country = party.address() == null ? null : party.address().country();
        return filed != null
                && (filed.equalsIgnoreCase(stated)
                        || SpelledAlike.are(filed, stated, NameRegion.of(country == null ? "" : country)));
    }
}
