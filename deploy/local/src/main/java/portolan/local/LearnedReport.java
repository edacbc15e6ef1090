// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.Odds;
import portolan.console.screen.TextLine;
import portolan.console.screen.Texts;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.second.RedShare;
import portolan.scoring.second.SecondOpinion;

/** What two people need to sign a fit: who asked, what taught it, what it would have found, what the draft makes red. */
final class LearnedReport {
    static final String WEEKS = "the last " + LearnedFeed.JUDGED.toDays() / 7 + " weeks";

    /** So many of those that told most are shown. */
    private static final int OFFICES = 20;

    private static final double PERCENT = 100;

    private final RuleSet today;
    private final LearnedFeed learned;
    private final LearnedEvidence asToday;
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    LearnedReport(RuleSet today, LearnedFeed learned, LearnedEvidence asToday) {
        this.today = today;
        this.learned = learned;
        this.asToday = asToday;
    }

    String text() {
        out.flush();
        return text.toString();
    }

    void asked(String name, String by, SecondOpinion now) {
        Map<String, Boolean> taught = learned.taught();
        out.println(name + " beside " + today + ", asked by " + TextLine.harmless(by) + ".");
        out.printf(
                Locale.ROOT,
                "%,d finds known, %,d inspections, %,d filings from %s to %s.%n",
                now.finds(),
                taught.size(),
                learned.filings(),
                LearnedFeed.day(learned.begun()),
                LearnedFeed.day(learned.ended()));
        out.println("SHA-256 of the rows that taught: " + learned.hash());
        out.println("Inspections that taught, by how they were chosen:");
        learned.byChoice(taught)
                .forEach((chosen, counts) ->
                        out.printf(Locale.ROOT, "  %-8s %,6d finds, %,6d in vain%n", chosen, counts[0], counts[1]));
        out.println("Rates of finds by office, at 95 %, and for how much of 1 what an office told counts:");
        learned.known(Long.MAX_VALUE).rates().stream()
                .limit(OFFICES)
                .forEach(each -> out.printf(
                        Locale.ROOT,
                        "  %-8s %5.1f %% (%.1f to %.1f), %,d of %,d, counts %.2f%n",
                        TextLine.harmless(each.office()),
                        PERCENT * each.rate(),
                        PERCENT * each.low(),
                        PERCENT * each.high(),
                        each.finds(),
                        each.told(),
                        each.weight()));
        out.println();
    }

    /** Of a fit before the last weeks, to fewer finds than make one. */
    void unknown(SecondOpinion before) {
        out.println("What it would have found is not known: " + before.finds() + " finds were known before " + WEEKS
                + ", too few for a fit.");
    }

    /** The same in few words. */
    String compared(SecondOpinion before, LearnedEvidence asBefore, RedShare by) {
        Map<String, Boolean> told = learned.taught();
        told.keySet().removeIf(key -> !learned.isJudged(key));
        Set<String> finds = new HashSet<>();
        told.forEach((key, isFind) -> {
            if (isFind) {
                finds.add(key);
            }
        });
        Set<String> work = asToday.red();
        Set<String> candidate = asBefore.red(by);
        Set<String> alone = asBefore.alone(by);
        out.printf(
                Locale.ROOT,
                "Of the %,d finds among the %,d consignments of %s, at the same work:%n",
                finds.size(),
                asToday.size(),
                WEEKS);
        out.printf(
                Locale.ROOT,
                "  %,6d  this fit, of the %,d finds known before: %,d red, %,d of them by it alone with %,d finds%n",
                LearnedFeed.both(candidate, finds),
                before.finds(),
                candidate.size(),
                alone.size(),
                LearnedFeed.both(alone, finds));
        out.printf(Locale.ROOT, "  %,6d  today's rules: %,d red%n", LearnedFeed.both(work, finds), work.size());
        asBefore.print(by, work, told, out);
        return "would have found " + LearnedFeed.both(candidate, finds) + " of " + finds.size() + ", today's "
                + LearnedFeed.both(work, finds) + "; ";
    }

    void drafted(double share, double inForce, RedShare by, LearnedEvidence asNow, @Nullable ToldShares told) {
        out.println();
        out.printf(
                Locale.ROOT,
                "The draft, fitted to all finds: share %s (in force: %s), toll %s bits, prior moved by %s bits.%n",
                share,
                inForce,
                Bits.show(by.toll()),
                Bits.show(by.shift()));
        out.printf(
                Locale.ROOT,
                "Red in %s: %,d, of them %,d by the second opinion alone; today %,d.%n",
                WEEKS,
                asNow.red(by).size(),
                asNow.alone(by).size(),
                asToday.red().size());
        for (int threat = 0; threat < today.threats().size(); threat++) {
            out.printf(
                    Locale.ROOT,
                    "  %s: %,d, today %,d%n",
                    today.threats().get(threat).name(),
                    asNow.red(threat, by),
                    asToday.red(threat));
        }
        if (told == null) {
            out.println("Scores only rank: too few finds are of inspections whose share is known. Outcomes say it with"
                    + " selectedBy RANDOM and selectedShare, or ENGINE.");
            return;
        }
        out.printf(
                Locale.ROOT,
                "What scores mean, by %,d finds in the %,d inspections whose share is known:%n",
                told.finds(),
                told.inspections());
        for (ToldShares.Point point : told.points()) {
            out.printf(
                    Locale.ROOT, "  %+6.1f  %s%n", Bits.ofUnits(point.score()), Odds.inWords(point, Texts.english()));
        }
    }
}
