// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseHistory.Change;
import portolan.scoring.ledger.CaseHistory.FirstConsignee;
import portolan.scoring.ledger.CaseHistory.Refiling;
import portolan.scoring.ledger.CaseHistory.RivalClaim;
import portolan.scoring.ledger.CaseHistory.SealedBox;

/**
 * Layout of a case's history inside another value.
 *
 * <pre>
 *   flag, and where it is set:
 *   begun | bills due | flag, first consignee: key | name key | shown
 *   consignee changed at | first discharge | discharge changed at | list of changes
 *   list of boxes: signed box | list of signed seals
 *   flag, refiling: withdrawn at | filed again at | filer before | office before | other filer, party, office
 *   list of rivals: filer | filing id | since | other parties | other containers
 * </pre>
 */
final class CaseHistoryLayout {
    private CaseHistoryLayout() {}

    static void write(LayoutWriter out, CaseHistory history) {
        out.flag(!history.isNone());
        if (history.isNone()) {
            return;
        }
        out.flag(history.begun()).flag(history.billsDue());
        FirstConsignee first = history.firstConsignee();
        out.flag(first != null);
        if (first != null) {
            out.text(first.key()).text(first.nameKey()).text(first.shown());
        }
        out.instant(history.consigneeChangedAt());
        out.text(history.firstDischarge()).instant(history.dischargeChangedAt());
        out.list(history.changes(), LayoutWriter::constant);
        out.list(
                history.boxes(),
                (to, box) -> to.signed(box.box()).list(box.seals(), (seals, seal) -> seals.signed(seal)));
        Refiling refiling = history.refiling();
        out.flag(refiling != null);
        if (refiling != null) {
            out.instant(refiling.withdrawnAt()).instant(refiling.filedAgainAt());
            out.text(refiling.filerBefore()).text(refiling.officeBefore());
            out.flag(refiling.otherFiler()).flag(refiling.otherParty()).flag(refiling.otherOffice());
        }
        out.list(
                history.rivals(),
                (to, rival) -> to.text(rival.filer())
                        .text(rival.filingId())
                        .instant(rival.since())
                        .flag(rival.otherParties())
                        .flag(rival.otherContainers()));
    }

    static CaseHistory read(LayoutReader in) {
        if (!in.flag()) {
            return CaseHistory.NONE;
        }
        boolean begun = in.flag();
        boolean billsDue = in.flag();
        return new CaseHistory(
                begun,
                in.flag() ? new FirstConsignee(in.text(), in.nullableText(), in.text()) : null,
                in.nullableInstant(),
                in.nullableText(),
                in.nullableInstant(),
                in.list(from -> from.constant(Change.class)),
                in.list(CaseHistoryLayout::box),
                in.flag()
                        ? new Refiling(
                                in.instant(),
                                in.instant(),
                                in.text(),
                                in.nullableText(),
                                in.flag(),
                                in.flag(),
                                in.flag())
                        : null,
                in.list(from -> new RivalClaim(from.text(), from.text(), from.instant(), from.flag(), from.flag())),
                billsDue);
    }

    private static SealedBox box(LayoutReader in) {
        int box = in.whole();
        List<Integer> seals = new ArrayList<>();
        seals.addAll(in.list(LayoutReader::whole));
        return new SealedBox(box, seals);
    }
}
