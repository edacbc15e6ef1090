// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.desk.card.Filed;
import portolan.desk.card.Reasons;
import portolan.desk.card.ThreatView;
import portolan.desk.server.Links;
import portolan.desk.server.Words;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.PartyRole;
import portolan.training.exercise.Aid;
import portolan.training.exercise.Exercise;
import portolan.training.round.Shown;

/**
 * One consignment on a trainee's list.
 *
 * @param arrival of the filing
 * @param due until when it can be picked; null where all have the time of the exercise
 * @param marked fields of its papers that the trainee marked
 * @param lane empty where the exercise does not grant the engine's score
 * @param reasons the loudest; none where the exercise does not grant them
 * @param view of the list from which one comes to it
 */
public record BillLine(
        String key,
        String goods,
        String heading,
        String shipper,
        String consignee,
        String route,
        String means,
        Instant arrival,
        @Nullable Instant due,
        int boxes,
        int versions,
        boolean hasPapers,
        boolean isPicked,
        int marked,
        String lane,
        List<String> reasons,
        ListView view) {
    /** As every consignment of an exercise. */
    public static final String TENANT = "training";

    private static final int MOST_REASONS = 2;

    public BillLine {
        reasons = List.copyOf(reasons);
    }

    static BillLine of(Shown shown, boolean isPicked, int marked, Exercise exercise, Words words, ListView view) {
        Filing filing = shown.filing();
        List<Filed.GoodsLine> goods = Filed.goods(filing);
        ConsignmentAssessed scored =
                shown.scored() == null ? null : shown.scored().assessed();
        return new BillLine(
                shown.key(),
                goods(filing),
                goods.isEmpty() ? "" : goods.get(0).heading(),
                shipper(filing),
                consignee(filing),
                route(filing),
                Filed.means(filing),
                filing.getReceivedAt(),
                exercise.isLive() ? shown.due() : null,
                filing.getEquipment().size(),
                shown.versions().size(),
                !shown.papers().isEmpty(),
                isPicked,
                marked,
                scored == null || !exercise.aids().contains(Aid.SCORE)
                        ? ""
                        : scored.getLane().name(),
                scored == null || !exercise.aids().contains(Aid.REASONS) ? List.of() : loudest(scored, words),
                view);
    }

    static List<String> loudest(ConsignmentAssessed scored, Words words) {
        List<ThreatView> threats = Reasons.of(scored, null, words, Set.of());
        return threats.isEmpty()
                ? List.of()
                : threats.get(0).loudest(MOST_REASONS).stream()
                        .map(share -> share.why())
                        .toList();
    }

    public static String goods(Filing filing) {
        return Filed.goods(filing).stream()
                .map(Filed.GoodsLine::description)
                .findFirst()
                .orElse("");
    }

    /** Packages, mass and value of the first line of goods. */
    public static String amounts(Filing filing) {
        return Filed.goods(filing).stream()
                .map(Filed.GoodsLine::amounts)
                .findFirst()
                .orElse("");
    }

    public static String shipper(Filing filing) {
        return party(filing, PartyRole.CONSIGNOR);
    }

    public static String consignee(Filing filing) {
        return party(filing, PartyRole.CONSIGNEE);
    }

    /** From the first place to the last. */
    public static String route(Filing filing) {
        List<Filed.Stop> stops = Filed.stops(filing);
        return stops.isEmpty()
                ? ""
                : stops.get(0).place() + " → " + stops.get(stops.size() - 1).place();
    }

    private static String party(Filing filing, PartyRole role) {
        return filing.getParties().stream()
                .filter(party -> party.getRole() == role)
                .map(party -> Objects.requireNonNullElse(party.getRawName(), ""))
                .findFirst()
                .orElse("");
    }

    /** Whether a text is in anything that the list shows. */
    boolean has(String text) {
        return String.join(" ", key, goods, heading, shipper, consignee, route, means)
                .toLowerCase(Locale.ROOT)
                .contains(text.toLowerCase(Locale.ROOT));
    }

    /** How long it can be picked; nothing where all have the time of the exercise. */
    public Duration left(Instant now) {
        return due == null ? Duration.ZERO : Duration.between(now, due);
    }

    public String card() {
        return Links.card(TENANT, key) + view.query();
    }

    public String query() {
        return Links.query(TENANT, key) + view.query();
    }
}
