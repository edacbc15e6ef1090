// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.formats;

import java.util.List;
import portolan.feeds.FeedReader;
import portolan.feeds.Profiles;
import portolan.feeds.Syntax;
import portolan.feeds.edi.EdiSyntax;
import portolan.feeds.xml.XmlSyntax;
import portolan.schemas.lines.ConsignmentKeys;

/** Every format that is read: the one place where a new one is added. */
public final class Formats {
    private static final List<Syntax> ALL = List.of(new XmlSyntax(), new EdiSyntax());

    private Formats() {}

    /** Whether the content is of a format that is read here. */
    public static boolean reads(byte[] bytes) {
        return ALL.stream().anyMatch(syntax -> syntax.begins(bytes));
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
