// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import portolan.console.screen.LaneBars;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;

/** What the live board says when it closes. */
final class BoardSummary {
    private BoardSummary() {}

    static List<String> lines(BoardState state, Screen screen) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (state.scored() == 0) {
            lines.add(new TextLine(screen)
                    .add("Nothing was scored in " + inWords(state.elapsed()) + "; rejected: "
                            + TextLine.number(state.rejected()) + ".")
                    .text());
            return lines;
        }
        lines.add(new TextLine(screen)
                .add(TextLine.counted(state.scored(), "filing") + " scored in " + inWords(state.elapsed()) + ", "
                        + TextLine.number(state.rejected()) + " rejected.")
                .text());
        RecentLatency.Latency latency = state.wholeRun();
        lines.add(new TextLine(screen)
                .add("Latency from filing to assessment: p50 " + BoardView.millis(latency.p50Millis()) + ", p99 "
                        + BoardView.millis(latency.p99Millis()) + ".")
                .text());
        lines.addAll(LaneBars.lines(state.lanes(), state.drawn(), screen));
        BoardState.Alerts alerts = state.alerts();
        lines.add(new TextLine(screen)
                .add("  alerts: " + TextLine.number(alerts.opened()) + " opened, "
                        + TextLine.number(alerts.updated()) + " updated, " + TextLine.number(alerts.withdrawn())
                        + " withdrawn")
                .text());
        if (state.messages().answered() > 0) {
            lines.add(BoardView.messages(state.messages(), screen));
        }
        if (state.unreadable() > 0) {
            lines.add(new TextLine(screen)
                    .add("  results that the board could not read: " + TextLine.number(state.unreadable()), Paint.RED)
                    .text());
        }
        return lines;
    }

    static String inWords(Duration elapsed) {
        long seconds = elapsed.toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
