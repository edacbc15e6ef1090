// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import org.jspecify.annotations.Nullable;

/**
 * A scheme or a look-alike as it is played out: who ships, what is different in the filing, and what is filed
 * afterwards. Everything follows from the act and the dice handed in, so that a consignment can be made again at any
 * time.
 */
abstract class Play {
    private @Nullable Scheme scheme;
    private @Nullable LookAlike lookAlike;
    private Need need = Need.ANY;
    private int fewest = 1;
    private int most = 1;
    private int shortest = 1;
    private int longest = 1;

    /** What it plays and who can, how many consignments a campaign has, and within how many days. */
    final Play of(Scheme part, Need who, int least, int greatest, int fewestDays, int mostDays) {
        scheme = part;
        return of(who, least, greatest, fewestDays, mostDays);
    }

    final Play of(LookAlike part, Need who, int least, int greatest, int fewestDays, int mostDays) {
        lookAlike = part;
        return of(who, least, greatest, fewestDays, mostDays);
    }

    private Play of(Need who, int least, int greatest, int fewestDays, int mostDays) {
        need = who;
        fewest = least;
        most = greatest;
        shortest = fewestDays;
        longest = mostDays;
        return this;
    }

    /** The scheme that it is, or is taken for. */
    final Scheme about() {
        return scheme != null ? scheme : alike().scheme();
    }

    final boolean offends() {
        return scheme != null;
    }

    final LookAlike alike() {
        if (lookAlike == null) {
            throw new IllegalStateException("an offence is no look-alike: scheme=" + scheme);
        }
        return lookAlike;
    }

    final Need need() {
        return need;
    }

    /** Consignments of a campaign, on average; what is planned is counted against its share. */
    double size() {
        return (fewest + most) / 2.0;
    }

    /** Consignments of its past for each one of the campaign. */
    double past() {
        return 0;
    }

    final int steps(Dice dice) {
        return dice.between(fewest, most);
    }

    /** How many shippers it is played with. */
    int hosts(Dice dice) {
        return 1;
    }

    /** Days before its main part that it must be planned. */
    int lead() {
        return 0;
    }

    /** Day of the feed on which the first main part can start; negative for before it. */
    int earliest() {
        return -longest;
    }

    /** Lays out a campaign whose main part starts on a day; answers how many main consignments it laid out. */
    int plan(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
        spread(campaigns, campaign, day, dice);
        return campaign.steps();
    }

    final void spread(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
        int span = dice.between(shortest, longest);
        for (int step = 0; step < campaign.steps(); step++) {
            int offset = (int) ((step + 0.8 * dice.unit()) * span / campaign.steps());
            campaigns.add(day + offset, new Act(campaign, step, Act.Chapter.MAIN));
        }
    }

    /** Who ships: the host with those of its goods that the play is about. */
    Shipper shipper(Act act, Stage stage) {
        return need.narrow(stage.shipper(act.campaign().host(act.step())));
    }

    /** Whether this consignment is what the play is about and not its past. */
    boolean counts(Act act, Stage stage) {
        return act.main();
    }

    /** Changes what the first filing says. Called at every redraw. */
    void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {}

    /** When the next version comes that the play needs, 0 for none. */
    long sequelAt(Act act, BillVersion consignment, Dice dice) {
        return 0;
    }

    /** Makes the first version into that next one. */
    void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {}

    /** Whether that next version is a withdrawal, after which the consignment is filed anew. */
    boolean refiles() {
        return false;
    }

    /** Some time between two instants. */
    static long within(long from, long to, Dice dice) {
        return from + (long) (dice.unit() * Math.max(1, to - from));
    }

    /** Within hours of the filing, and before departure where there is time. */
    static long soon(BillVersion consignment, double mostHours, Dice dice) {
        long filed = consignment.ticket.createdAt();
        long latest = Math.min(
                filed + (long) (mostHours * Times.HOUR),
                Math.max(filed + Times.HOUR, consignment.booking.voyage().departs() - Times.HOUR / 2));
        return within(filed + 20 * Times.MINUTE, latest, dice);
    }

    /** Between a day after departure and half a day before arrival. */
    static long atSea(BillVersion consignment, Dice dice) {
        long departs = consignment.booking.voyage().departs();
        long arrives = consignment.arrives();
        long from = departs + Math.min(Times.DAY, (arrives - departs) / 4);
        return within(from, arrives - Math.min(Times.DAY / 2, (arrives - departs) / 4), dice);
    }
}
