// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.List;
import portolan.console.screen.Paragraph;
import portolan.console.screen.Screen;

/** Sentences broken into lines, none of which begins with a percent sign. */
final class Prose {
    private static final String KEPT_TOGETHER = "\u00a0%";

    private Prose() {}

    static List<String> lines(String text, Screen screen, String indent) {
        return Paragraph.wrap(text.replace(" %", KEPT_TOGETHER), screen.width(), indent).stream()
                .map(line -> line.replace(KEPT_TOGETHER, " %"))
                .toList();
    }
}
