// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import portolan.testing.Seeds;

/** Messages written for the tests after public descriptions; nobody in them exists. */
public final class Fixtures {
    public static final List<String> MESSAGES = List.of(
            "awmds.xml",
            "awbolds.xml",
            "awappend.xml",
            "xfwb.xml",
            "xfzb.xml",
            "xfhl.xml",
            "xffm.xml",
            "ie315.xml",
            "sad.xml",
            "cc015c.xml");

    /** Those in EDIFACT and X12. */
    public static final List<String> SEGMENTS = List.of("cuscar.edi", "manifest-309.edi", "bill-310.edi");

    /** Movements of containers and calls of ships, in EDIFACT and X12. */
    public static final List<String> EVENTS = List.of(
            "codeco.edi", "coarri.edi", "coprar.edi", "baplie.edi", "iftsta.edi", "status-315.edi", "cusrep.edi");

    /** Movements of containers in JSON. */
    public static final List<String> JSON = List.of("tnt-2.json", "tnt-3.json");

    private Fixtures() {}

    public static byte[] bytes(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/portolan/feeds/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a message of so many bytes is cut off: near its ends anywhere, between them anywhere at night. */
    public static int[] cuts(int bytes) {
        int ends = 50;
        int step = Seeds.of(7, 1);
        return IntStream.range(0, bytes)
                .filter(length -> length < ends || length >= bytes - ends || length % step == 0)
                .toArray();
    }
}
