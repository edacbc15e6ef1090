// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/** How the base rate is divided among the schemes that a feed is long enough for. */
final class Shares {
    private static final int ROOM = 30;

    private final FeedSettings settings;
    private final double all;

    Shares(FeedSettings settings, Iterable<Play> plays) {
        this.settings = settings;
        double sum = 0;
        for (Scheme scheme : Scheme.values()) {
            sum += fits(scheme, plays) ? settings.weight(scheme) : 0;
        }
        this.all = sum;
    }

    private boolean fits(Scheme scheme, Iterable<Play> plays) {
        for (Play play : plays) {
            if (play.offends() && play.about() == scheme) {
                return fits(play);
            }
        }
        return true;
    }

    /** Whether the feed is long enough for a campaign with its past. */
    boolean fits(Play play) {
        return play.earliest() + ROOM < settings.days();
    }

    /** Share of all consignments that are offences of this scheme. */
    double of(Scheme scheme) {
        return all == 0 ? 0 : settings.offences() * settings.weight(scheme) / all;
    }

    /** Share of all consignments that are this play's, its past left out. */
    double of(Play play) {
        if (!fits(play)) {
            return 0;
        }
        return of(play.about()) * (play.offends() ? 1 : play.alike().each());
    }

    /**
     * Consignments of the play that must be laid out for a day on which it can be: it makes up for those on which it
     * cannot.
     */
    double perDay(Play play) {
        double playable = settings.days() - Math.max(0, play.earliest());
        return of(play) * settings.consignmentsPerDay() * settings.days() / playable;
    }
}
