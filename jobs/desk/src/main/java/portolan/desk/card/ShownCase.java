// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.CaseFile;
import portolan.desk.index.CaseKey;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.Stored;
import portolan.desk.server.Links;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.work.WorkLog;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;

/**
 * The consignment and the assessment that a page beside the card is about.
 *
 * @param stored the assessment that was asked for, else the last
 */
public record ShownCase(CaseFile file, Stored<ConsignmentAssessed> stored) {
    /**
     * What a request names; who looks leaves a line in the audit.
     *
     * @param saw what they look at
     * @throws RefusedException if nothing is known of it
     */
    public static ShownCase of(DeskIndex index, Request request, WorkLog log, String saw) {
        CaseFile file = CardScreen.file(index, request);
        String asked = request.value("assessment");
        Stored<ConsignmentAssessed> shown = null;
        for (Stored<ConsignmentAssessed> one : file.assessments()) {
            shown = shown == null || !shown.value().getAssessmentId().equals(asked) ? one : shown;
        }
        ShownCase found = new ShownCase(file, Objects.requireNonNull(shown, "the card has an assessment"));
        log.audit(
                request.user().name(),
                request.user().role().word(),
                saw,
                found.key().consignment(),
                found.assessment().getAssessmentId()
                        + request.user().across(file.row().office()));
        return found;
    }

    public CaseKey key() {
        return file.row().key();
    }

    public ConsignmentAssessed assessment() {
        return stored.value();
    }

    /** The filing of the version that was assessed, else the last whole one; null where none is at hand. */
    public @Nullable Filing filing() {
        Filing assessed = null;
        for (Stored<Filing> one : file.filings()) {
            boolean isIt = one.value().getFilingVersion() == assessment().getFilingVersion()
                    && one.value().getFilingId().equals(assessment().getFilingId());
            assessed = isIt ? one.value() : assessed;
        }
        return assessed == null ? file.filing() : assessed;
    }

    /** Names it in an address. */
    public String query() {
        return Links.query(key().tenant(), key().consignment())
                + (assessment().equals(file.assessment())
                        ? ""
                        : "&assessment=" + Links.encoded(assessment().getAssessmentId()));
    }
}
