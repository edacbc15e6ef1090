// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.Comparator;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Whose filings are counted together: all, those of one filer, or those of one carrier.
 *
 * @param name empty of all
 */
public record Source(Kind kind, String name) implements Comparable<Source> {
    static final Source ALL = new Source(Kind.ALL, "");

    private static final Comparator<Source> ORDER =
            Comparator.comparing(Source::kind).thenComparing(Source::name);

    /** By whom filings are taken together. */
    public enum Kind {
        ALL,
        FILER,
        CARRIER
    }

    @Override
    public int compareTo(Source other) {
        return ORDER.compare(this, other);
    }

    void write(LayoutWriter out) {
        out.constant(kind).text(name);
    }

    static Source read(LayoutReader in) {
        return new Source(in.constant(Kind.class), in.recurringText());
    }
}
