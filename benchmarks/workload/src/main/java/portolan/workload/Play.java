// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A scheme or a look-alike as it is played out: who ships, what is different in the filing, and what is filed
 * afterwards. Everything follows from the scene and the dice handed in, so that a consignment can be made again at any
 * time. What is not said of a play is as with ordinary traffic.
 */
final class Play {
    private final @Nullable Scheme scheme;
    private final @Nullable LookAlike lookAlike;
    private final Need need;
    private final int fewest;
    private final int most;
    private final int shortest;
    private final int longest;
    private int fewestHosts = 1;
    private int mostHosts = 1;
    private @Nullable Past past;
    private ToIntFunction<Dice> falls = dice -> 0;
    private @Nullable Waves waves;
    private boolean halved;
    private Predicate<Scene> counts = scene -> true;
    private Function<Scene, Shipper> ships = Scene::host;
    private Change files = (scene, bill, dice) -> {};
    private Moment next = (bill, dice) -> 0;
    private Change amends = files;
    private boolean refiles;

    private Play(
            @Nullable Scheme scheme,
            @Nullable LookAlike lookAlike,
            Need need,
            int fewest,
            int most,
            int shortest,
            int longest) {
        this.scheme = scheme;
        this.lookAlike = lookAlike;
        this.need = need;
        this.fewest = fewest;
        this.most = most;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Makes another version of a bill. */
    @FunctionalInterface
    interface Change {
        void of(Scene scene, BillVersion bill, Dice dice);
    }

    /** When the next version comes. */
    @FunctionalInterface
    interface Moment {
        long of(BillVersion bill, Dice dice);
    }

    /** Who can play it, how many consignments a campaign has, and within how many days. */
    static Play offence(Scheme scheme, Need need, int fewest, int most, int shortest, int longest) {
        return new Play(scheme, null, need, fewest, most, shortest, longest);
    }

    static Play alike(LookAlike alike, Need need, int fewest, int most, int shortest, int longest) {
        return new Play(null, alike, need, fewest, most, shortest, longest);
    }

    /** Played with so many shippers. */
    Play hosts(int least, int greatest) {
        fewestHosts = least;
        mostHosts = greatest;
        return this;
    }

    Play after(Past business) {
        past = business;
        return this;
    }

    /** How many of the last consignments of its past are offences, by dice of their own. */
    Play falling(ToIntFunction<Dice> offences) {
        falls = offences;
        return this;
    }

    Play in(Waves parcels) {
        waves = parcels;
        return this;
    }

    /** Only some of its consignments are what the play is about. */
    Play counting(Predicate<Scene> some) {
        counts = some;
        return this;
    }

    /** The same for half of what is laid out; the rest is its past. */
    Play countingHalf(Predicate<Scene> some) {
        halved = true;
        return counting(some);
    }

    /** By whom, where it is not the host with those of its goods that the play is about. */
    Play by(Function<Scene, Shipper> shipper) {
        ships = shipper;
        return this;
    }

    /** Changes what the first filing says. */
    Play filing(Change change) {
        files = change;
        return this;
    }

    /** Makes the first version into the next one, which comes at its moment. */
    Play amending(Moment moment, Change change) {
        next = moment;
        amends = change;
        return this;
    }

    /** A withdrawal within hours; then the same, or nearly the same, is filed once more. */
    Play refiling(Change change) {
        next = soon(30);
        refiles = true;
        return filing((scene, bill, dice) -> {
            if (bill.ticket.generation() > 0) {
                change.of(scene, bill, dice);
            }
        });
    }

    /** The scheme that it is, or is taken for. */
    Scheme about() {
        return scheme != null ? scheme : alike().scheme();
    }

    boolean offends() {
        return scheme != null;
    }

    LookAlike alike() {
        if (lookAlike == null) {
            throw new IllegalStateException("an offence is no look-alike: scheme=" + scheme);
        }
        return lookAlike;
    }

    Need need() {
        return need;
    }

    /** Consignments of a campaign, on average; what is planned is counted against its share. */
    double size() {
        return waves != null ? waves.size() : (fewest + most) / (halved ? 4.0 : 2.0);
    }

    /** Consignments of its past for each one of the campaign. */
    double past() {
        return past != null ? past.share() : halved ? 1 : 0;
    }

    int steps(Dice dice) {
        return dice.between(fewest, most);
    }

    /** How many shippers it is played with. */
    int hosts(Dice dice) {
        return mostHosts == 1 ? 1 : dice.between(fewestHosts, mostHosts);
    }

    /** Days before its main part that it must be planned. */
    int lead() {
        return past == null ? 0 : past.lead();
    }

    /** Day of the feed on which the first main part can start; negative for before it. */
    int earliest() {
        return past == null ? -longest : past.earliest();
    }

    /** Lays out a campaign whose main part starts on a day; answers how many main consignments it laid out. */
    int plan(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
        if (waves != null) {
            return waves.lay(campaigns, campaign, day, dice);
        }
        int span = dice.between(shortest, longest);
        for (int step = 0; step < campaign.steps(); step++) {
            int offset = (int) ((step + 0.8 * dice.unit()) * span / campaign.steps());
            campaigns.add(day + offset, new Act(campaign, step, Act.Chapter.MAIN));
        }
        if (past != null) {
            Dice own = Dice.of(campaigns.seed(), Purpose.DIVERSION, campaign.number());
            past.lay(campaigns, campaign, day, falls.applyAsInt(own), dice);
        }
        return halved ? campaign.steps() / 2 : campaign.steps();
    }

    Shipper shipper(Act act, Stage stage) {
        return ships.apply(new Scene(act, stage));
    }

    /** Whether this consignment is what the play is about and not its past. */
    boolean counts(Act act, Stage stage) {
        return act.main() && counts.test(new Scene(act, stage));
    }

    /** Changes what the first filing says. Called at every redraw. */
    void stage(Act act, BillVersion bill, Stage stage, Dice dice) {
        files.of(new Scene(act, stage), bill, dice);
    }

    /** When the next version comes that the play needs, 0 for none. */
    long sequelAt(BillVersion bill, Dice dice) {
        return next.of(bill, dice);
    }

    /** Makes the first version into that next one. */
    void amend(Act act, BillVersion bill, Stage stage, Dice dice) {
        amends.of(new Scene(act, stage), bill, dice);
    }

    /** Whether that next version is a withdrawal, after which the consignment is filed anew. */
    boolean refiles() {
        return refiles;
    }

    /** Some time between two instants. */
    static long within(long from, long to, Dice dice) {
        return from + (long) (dice.unit() * Math.max(1, to - from));
    }

    /** Within hours of the filing, and before departure where there is time. */
    static Moment soon(double mostHours) {
        return (bill, dice) -> {
            long filed = bill.ticket.createdAt();
            long latest = Math.min(
                    filed + (long) (mostHours * Times.HOUR),
                    Math.max(filed + Times.HOUR, bill.booking.voyage().departs() - Times.HOUR / 2));
            return within(filed + 20 * Times.MINUTE, latest, dice);
        };
    }

    /** Between a day after departure and half a day before arrival. */
    static long atSea(BillVersion bill, Dice dice) {
        long departs = bill.booking.voyage().departs();
        long arrives = bill.arrives();
        long from = departs + Math.min(Times.DAY, (arrives - departs) / 4);
        return within(from, arrives - Math.min(Times.DAY / 2, (arrives - departs) / 4), dice);
    }
}
