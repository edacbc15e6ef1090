// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.formats;

import java.nio.charset.StandardCharsets;
import java.util.List;
import portolan.feeds.FeedReader;
import portolan.feeds.Profiles;
import portolan.feeds.Syntax;
import portolan.feeds.edi.EdiSyntax;
import portolan.feeds.json.DcsaSyntax;
import portolan.feeds.xml.XmlSyntax;
import portolan.schemas.lines.ConsignmentKeys;

/** Every format that is read: the one place where a new one is added. */
public final class Formats {
    private static final List<Syntax> ALL = List.of(new XmlSyntax(), new EdiSyntax(), new DcsaSyntax());

    private static final int HEAD = 1_024;

    private Formats() {}

    /** Whether the content is of a format that is read here. */
    public static boolean reads(byte[] bytes) {
        return ALL.stream().anyMatch(syntax -> syntax.begins(bytes));
    }

    /** Whether the content may be a report of ships, by its first segments. */
    public static boolean reportsShips(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1).contains("CUSREP");
    }

    /**
     * Reads messages of every format.
     *
     * @param keys what was seen of consignments before; one instance for all readers of a run
     */
    public static FeedReader reader(Profiles profiles, ConsignmentKeys keys) {
        return new FeedReader(ALL, profiles, keys);
    }
}
