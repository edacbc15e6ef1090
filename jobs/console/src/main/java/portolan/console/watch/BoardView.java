// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import portolan.console.screen.DecisionDue;
import portolan.console.screen.LaneBars;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.Sureness;
import portolan.console.screen.TextLine;

/** Draws the live board: what it shows is a function of what there is to show and of the screen, and nothing else. */
final class BoardView {
    /** For so long a JVM compiles, and its latency is not that of the next minute. */
    private static final Duration WARMING_UP = Duration.ofSeconds(30);

    private BoardView() {}

    static List<String> lines(BoardState state, Screen screen) {
        List<String> lines = new ArrayList<>();
        lines.add(header(state, screen));
        if (state.scored() == 0) {
            lines.add("");
            lines.add(new TextLine(screen)
                    .add("  Waiting for the first assessment.", Paint.FAINT)
                    .text());
            return lines;
        }
        lines.addAll(LaneBars.lines(state.lanes(), state.drawn(), screen));
        lines.add(events(state, screen));
        if (state.messages().answered() > 0) {
            lines.add(messages(state.messages(), screen));
        }
        lines.add("");
        if (state.riskiest().isEmpty()) {
            lines.add(new TextLine(screen)
                    .add(
                            "  Nothing stands out yet: all GREEN in the last " + Riskiest.MINUTES + " minutes.",
                            Paint.FAINT)
                    .text());
            return lines;
        }
        lines.add(new TextLine(screen)
                .add("Riskiest of the last " + Riskiest.MINUTES + " minutes, by lane and deadline", Paint.STRONG)
                .add("   x8: 8 times the odds of an offence", Paint.FAINT)
                .text());
        if (!state.riskiest().stream().allMatch(entry -> entry.told() != null)) {
            lines.add(new TextLine(screen)
                    .add("  " + Sureness.ONLY_RANKS, Paint.FAINT)
                    .text());
        }
        addEntries(state, screen, lines);
        return lines;
    }

    private static String header(BoardState state, Screen screen) {
        TextLine line = new TextLine(screen)
                .add("portolan", Paint.STRONG)
                .add("  " + clock(state.elapsed()))
                .add("   " + TextLine.number(Math.round(state.perSecond())) + " filings/s", Paint.STRONG)
                .add("   " + TextLine.number(state.scored()) + " scored");
        RecentLatency.Latency latency = state.latency();
        if (state.elapsed().compareTo(WARMING_UP) < 0) {
            line.add("   warming up");
        } else if (latency.count() > 0) {
            line.add("   latency p50 " + millis(latency.p50Millis()) + ", p99 " + millis(latency.p99Millis()));
        }
        return line.text();
    }

    private static String events(BoardState state, Screen screen) {
        BoardState.Alerts alerts = state.alerts();
        TextLine line = new TextLine(screen)
                .add("  alerts: " + TextLine.number(alerts.opened()) + " opened, "
                        + TextLine.number(alerts.updated()) + " updated, " + TextLine.number(alerts.withdrawn())
                        + " withdrawn   rejected: " + TextLine.number(state.rejected()));
        if (state.unreadable() > 0) {
            line.add("   unreadable results: " + TextLine.number(state.unreadable()), Paint.RED);
        }
        return line.text();
    }

    static String messages(BoardState.Messages messages, Screen screen) {
        return new TextLine(screen)
                .add("  came as messages: " + TextLine.counted(messages.filed(), "filing") + " in "
                        + TextLine.counted(messages.answered(), "message") + "   refused: "
                        + TextLine.number(messages.refused()))
                .text();
    }

    /** By lane and deadline, since that is the order of the work; which ones, says the risk alone. */
    private static void addEntries(BoardState state, Screen screen, List<String> lines) {
        List<BoardEntry> shown = new ArrayList<>(thatFit(state, screen, screen.height() - lines.size()));
        // Stable: of those due at the same time the riskiest stays first.
        shown.sort(Comparator.comparing(BoardEntry::lane).thenComparing(BoardEntry::due, DecisionDue.EARLIEST_FIRST));
        int number = 0;
        for (BoardEntry entry : shown) {
            number++;
            lines.addAll(entry(number, entry, state.now(), screen));
        }
    }

    /** As many of the riskiest as fit, each whole: half an explanation explains nothing. */
    private static List<BoardEntry> thatFit(BoardState state, Screen screen, int height) {
        int fit = 0;
        int used = 0;
        for (BoardEntry entry : state.riskiest()) {
            used += entry(1, entry, state.now(), screen).size();
            if (fit > 0 && used > height) {
                break;
            }
            fit++;
        }
        return state.riskiest().subList(0, fit);
    }

    private static List<String> entry(int number, BoardEntry entry, Instant now, Screen screen) {
        List<String> lines = new ArrayList<>();
        lines.add(new TextLine(screen)
                .right(Integer.toString(number), 2, Paint.FAINT)
                .add("  ")
                .column(entry.lane().name(), 8, Paint.of(entry.lane()))
                .column(entry.sureness(screen.texts()), 15, Paint.STRONG)
                .column(entry.consignmentKey(), 27, Paint.STRONG)
                .add(entry.due().inWords(now), entry.due().isOver(now) ? Paint.RED : Paint.STRONG)
                .text());
        lines.addAll(EntryLines.particulars(
                (entry.drawn() ? "drawn, so RED whatever it scores | " : "") + entry.threatInWords(screen.texts()),
                entry,
                screen));
        EntryLines.addReasons(entry.reasons(), screen, lines);
        return lines;
    }

    static String clock(Duration elapsed) {
        long seconds = Math.max(0, elapsed.toSeconds());
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    static String millis(long millis) {
        return millis < 10_000
                ? TextLine.number(millis) + " ms"
                : String.format(Locale.ROOT, "%,.0f s", millis / 1_000.0);
    }
}
