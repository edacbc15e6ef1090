// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Links;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;

/**
 * All that the card of one consignment shows.
 *
 * @param shown the assessment
 * @param lane with the assessment in force that of the consignment
 * @param filing the version that it is of, as far as it is at hand
 * @param threats the strictest lane first, in it the highest
 * @param asked documents and places
 * @param versions of the filing, the youngest first
 * @param done what officers did with it, the youngest first
 * @param holder who has it; empty for nobody
 * @param decided what was decided and counts; empty for nothing yet
 * @param waiting a decision that waits for its second person
 * @param recomputed whether it can be made again from its readings, in words
 * @param due how far off its deadline is
 * @param pressing nears or passed where its deadline does; empty where it does not
 * @param stepId of what is done next: a form that is sent twice does one thing
 */
public record CardPage(
        ConsignmentAssessed shown,
        String lane,
        @Nullable Filing filing,
        List<ThreatView> threats,
        List<Asked> asked,
        List<VersionLine> versions,
        List<Done> done,
        String holder,
        String decided,
        @Nullable Waiting waiting,
        String recomputed,
        String due,
        String pressing,
        String stepId) {
    public CardPage {
        threats = List.copyOf(threats);
        asked = List.copyOf(asked);
        versions = List.copyOf(versions);
        done = List.copyOf(done);
    }

    /** What the sheet, which has the reasons of the first threat, leaves out: so many more reasons the others have. */
    public long reasonsBeyond() {
        List<List<String>> reasons = threats.stream()
                .map(threat -> threat.loudest(Integer.MAX_VALUE).stream()
                        .map(Share::name)
                        .toList())
                .toList();
        return reasons.stream()
                .flatMap(List::stream)
                .distinct()
                .filter(reason -> !reasons.get(0).contains(reason))
                .count();
    }

    /** One version of the filing, and what it came to. */
    public record VersionLine(
            int version,
            String assessmentId,
            Instant assessedAt,
            String lane,
            String bits,
            String ruleset,
            boolean isShown,
            List<Differences.Difference> changes) {
        public VersionLine {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One thing that somebody did.
     *
     * @param photos SHA-256 of each photograph
     */
    public record Done(Instant at, String by, String what, List<String> photos) {
        public Done {
            photos = List.copyOf(photos);
        }
    }

    /** A decision that counts once another person has approved it. */
    public record Waiting(String decisionId, String what, String by, boolean canApprove) {}

    public String query() {
        return Links.query(shown.getTenant(), shown.getConsignmentKey());
    }
}
