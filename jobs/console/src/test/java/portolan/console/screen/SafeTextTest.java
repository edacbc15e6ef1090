// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SafeTextTest {
    private static final String EVIL = "a\u001b[2Jb\u009b31mc\u202ed\u2066e\u2028f\u0000g\u007fh\r";

    private static final String SHOWN = "a\\u001b[2Jb\\u009b31mc\\u202ed\\u2066e\\u2028f\\u0000g\\u007fh\\u000d";

    private final StringWriter read = new StringWriter();

    @Test
    void whatIsNoLetterIsShownAsItsNumber() {
        assertThat(SafeText.line(EVIL + "\n\t")).isEqualTo(SHOWN + "\\u000a\\u0009");
        assertThat(SafeText.lines(EVIL + "\n\t")).isEqualTo(SHOWN + "\n\t");
        assertThat(SafeText.line("\ud83d \udb40\udc01"))
                .as("half a letter, and a tag")
                .isEqualTo("\\ud83d \\udb40\\udc01");
    }

    @Test
    void lettersOfAllScriptsStay() {
        for (String name : new String[] {"Äußere Größe", "부산 주식회사", "مستودع", "O'Neill & Søn", "\ud83d\udea2"}) {
            assertThat(SafeText.line(name)).isEqualTo(name);
        }
    }

    /** Every code point of Unicode: what is left has no category that acts on a terminal. */
    @Test
    void nothingThatActsIsLeftOfAllOfUnicode() {
        StringBuilder all = new StringBuilder();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            all.appendCodePoint(point);
        }

        assertThat(SafeText.line(all.toString()).codePoints().filter(SafeTextTest::acts))
                .isEmpty();
    }

    private static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    @Test
    void allThatIsPrintedPassesTheFilter() {
        PrintWriter out = Outlet.to(read);
        out.println(EVIL);
        out.print(EVIL.toCharArray());
        out.append(EVIL).append('\u001b');
        out.write('\u001b');
        out.printf("%s%n", EVIL);

        assertThat(read.toString()).isEqualTo(SHOWN + '\n' + SHOWN + SHOWN + "\\u001b\\u001b" + SHOWN + '\n');
    }

    @Test
    void ofAPaintedLineOnlyOurColoursAreLeft() {
        PrintWriter out = Outlet.to(read);
        String painted = new TextLine(new Screen(80, 20, true))
                .add("RED", Paint.RED)
                .add(EVIL)
                .text();
        Outlet.paint(out, painted + "\u001b[2J\u001b[9A");

        assertThat(read.toString()).isEqualTo(Paint.RED.over("RED") + SHOWN + "\\u001b[2J\\u001b[9A\n");
    }
}
