// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which campaigns run, and what is due of them. As large as what lies ahead of those laid out, however long the feed.
 */
final class Campaigns {
    private final FeedSettings settings;
    private final Population population;
    private final Roster roster;
    private final List<Play> plays;
    private final Shares shares;
    private final double[] owed;
    private final int[] nextMain;
    private final Dice dice;
    private final int firstDay;
    private final TreeMap<Integer, List<Act>> due = new TreeMap<>();
    private int today;
    private int started;
    private int pending;

    Campaigns(
            FeedSettings settings,
            Population population,
            Roster roster,
            List<Play> plays,
            Shares shares,
            int firstDay,
            int today) {
        this.settings = settings;
        this.population = population;
        this.roster = roster;
        this.plays = plays;
        this.shares = shares;
        this.firstDay = firstDay;
        this.today = today;
        this.dice = Dice.of(settings.seed(), Purpose.CAMPAIGN, -1);
        this.owed = new double[plays.size()];
        this.nextMain = new int[plays.size()];
        for (int i = 0; i < owed.length; i++) {
            owed[i] = -dice.unit() * plays.get(i).size();
            nextMain[i] = firstDay + plays.get(i).earliest();
        }
    }

    /** Share of the consignments that campaigns make, their past included; what is left is the roster's. */
    static double share(List<Play> plays, Shares shares) {
        double sum = 0;
        for (Play play : plays) {
            sum += shares.of(play) * (1 + play.past());
        }
        return sum;
    }

    long seed() {
        return settings.seed();
    }

    int firstDay() {
        return firstDay;
    }

    /** Hands over what is due on a day. Days must be asked for in turn. */
    void day(int day, Consumer<Act> acts) {
        today = day;
        for (int i = 0; i < owed.length; i++) {
            Play play = plays.get(i);
            double perDay = shares.perDay(play);
            for (; nextMain[i] <= day + play.lead(); nextMain[i]++) {
                owed[i] += perDay;
                while (owed[i] > 0) {
                    owed[i] -= start(play, nextMain[i]);
                }
            }
        }
        List<Act> now = due.remove(day);
        if (now != null) {
            pending -= now.size();
            now.forEach(acts);
        }
    }

    private int start(Play play, int main) {
        List<Integer> hosts = new ArrayList<>(3);
        int count = play.need() == Need.CAST ? 0 : play.hosts(dice);
        for (int i = 0; i < count; i++) {
            hosts.add(roster.host(play.need(), population, today, dice));
        }
        Campaign campaign = new Campaign(play, started++, List.copyOf(hosts), play.steps(dice));
        return Math.max(1, play.plan(this, campaign, main, dice));
    }

    /** Lays out an act; what would have been before the feed is left out. */
    void add(int day, Act act) {
        int place = Times.dayOfWeek(day);
        // Nearly nobody works at the weekend.
        boolean weekend = place >= 5 && (act.step() + act.campaign().number()) % 5 != 0;
        int workday = weekend ? day + 7 - place : day;
        if (workday >= today) {
            due.computeIfAbsent(workday, d -> new ArrayList<>(4)).add(act);
            pending++;
        }
    }

    /** How many acts lie ahead. */
    int pending() {
        return pending;
    }
}
