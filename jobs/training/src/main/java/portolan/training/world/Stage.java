// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import portolan.schemas.avro.OutcomeCode;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.papers.Twist;

/** What a deed can reach: the world, its time, and the past that it needs. */
final class Stage {
    final World world;
    final Drawing drawing;
    final Dice dice;
    /** When the consignment is at the desk. */
    final long at;

    private final long start;
    private final List<Draft> past = new ArrayList<>();
    private final Map<Draft, OutcomeCode> finds = new LinkedHashMap<>();

    Stage(World world, Drawing drawing, Dice dice, long at, long start) {
        this.world = world;
        this.drawing = drawing;
        this.dice = dice;
        this.at = at;
        this.start = start;
    }

    /** Earlier filings that the deed needs, as far as the past goes back. */
    List<Draft> past() {
        return past.stream().filter(draft -> draft.at >= start).toList();
    }

    Map<Draft, OutcomeCode> finds() {
        return finds;
    }

    Trade host(Predicate<Trade> wanted) {
        return world.regular(wanted, dice);
    }

    /** A host whose goods come into the country, in boxes where the post has them. */
    Trade inward(Predicate<Trade> wanted) {
        return host(trade -> trade.flow().kind() != Flow.Kind.EXPORT && wanted.test(trade));
    }

    Firm firm(String country) {
        return Firms.draw(country, dice);
    }

    Draft now(Trade trade) {
        return drawing.draw(trade, at);
    }

    /** The consignment as it is first filed, some hours before it changes; times on the way are those of the end. */
    Draft first(Trade trade, double hours) {
        Draft first = now(trade);
        first.at = at - (long) (hours * Times.HOUR);
        return first;
    }

    Draft earlier(Trade trade, double days) {
        long then = at - (long) (days * Times.DAY) - dice.below(240) * Times.MINUTE;
        Draft draft = drawing.draw(trade, then);
        past.add(draft);
        return draft;
    }

    /** Nothing was ever found of this firm. */
    void clean(Firm firm) {
        world.clean().add(firm);
    }

    void found(Draft draft, OutcomeCode code) {
        finds.put(draft, code);
    }

    /** Days of the past, at most so many. */
    double days(double most) {
        return Math.max(8, Math.min(most, (at - start) / (double) Times.DAY - 2));
    }

    /** A paper that nobody mended: it hides nothing. */
    static void stale(Draft draft, String field, Kind kind, String instead) {
        draft.twist(new Twist(field, kind, instead, true));
    }

    static void lie(Draft draft, String field, Kind kind, String instead) {
        draft.twist(new Twist(field, kind, instead, false));
    }
}
