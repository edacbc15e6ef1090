// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.util.regex.Pattern;
import portolan.schemas.avro.Lane;

/** How a piece of text stands out on a terminal that shows colours. */
public enum Paint {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    RED("1;31"),
    YELLOW("33"),
    BLUE("34"),
    GREEN("32");

    /** What {@link #over} puts around a text. */
    static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(?:0|1|2|1;31|33|34|32)m");

    private static final String ESCAPE = "\u001b[";

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    public static Paint of(Lane lane) {
        return switch (lane) {
            case RED -> RED;
            case YELLOW -> YELLOW;
            case BLUE -> BLUE;
            case GREEN -> GREEN;
        };
    }

    public String over(String text) {
        return code.isEmpty() || text.isEmpty() ? text : ESCAPE + code + 'm' + text + ESCAPE + "0m";
    }
}
