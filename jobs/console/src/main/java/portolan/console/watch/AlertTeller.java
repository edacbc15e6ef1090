// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.io.PrintWriter;
import java.time.Instant;
import portolan.console.screen.Outlet;
import portolan.console.screen.Screen;

/** How news of an alert is written. */
interface AlertTeller {
    void tell(AlertNews news, Instant now);

    /** For people: in lines as wide as their screen, a blank one between two alerts. */
    static AlertTeller inWords(PrintWriter out, Screen screen) {
        return (news, now) -> {
            AlertLines.of(news, now, screen).forEach(line -> Outlet.paint(out, line));
            out.println();
            out.flush();
        };
    }

    /** For programs: one JSON object a line. */
    static AlertTeller asJson(PrintWriter out) {
        return (news, now) -> {
            out.println(AlertJson.text(news));
            out.flush();
        };
    }
}
