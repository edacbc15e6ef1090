// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, for people; or nothing, where nobody reads it. */
final class SimTrace {
    static final SimTrace NONE = new SimTrace(false);

    private final boolean isOn;
    private final List<String> lines = new ArrayList<>();

    private SimTrace(boolean isOn) {
        this.isOn = isOn;
    }

    static SimTrace on() {
        return new SimTrace(true);
    }

    void tell(SimTime time, Supplier<String> what) {
        if (isOn) {
            lines.add(at(time) + "    " + what.get());
        }
    }

    void act(SimTime time, SimAct act) {
        if (isOn) {
            lines.add(at(time) + act);
        }
    }

    private static String at(SimTime time) {
        Duration since = Duration.ofMillis(time.millis() - SimScript.START);
        return "%4dh%02dm%02d.%03ds  "
                .formatted(since.toHours(), since.toMinutesPart(), since.toSecondsPart(), since.toMillisPart());
    }

    List<String> lines() {
        return lines;
    }
}
