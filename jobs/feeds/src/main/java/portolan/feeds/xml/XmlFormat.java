// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.util.List;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import portolan.feeds.Bills;
import portolan.feeds.Profile;
import portolan.schemas.avro.SourceRegime;

/**
 * One message format in XML: where its bills stand, and what becomes of them.
 *
 * @param name in receipts
 * @param hasRoot whether a message with this root is of this format
 * @param unit the way from the root to the elements that hold bills, each of which is in memory alone; empty where the
 *     whole message does
 * @param stated the way to how many bills the message says it holds; empty where it never says
 * @param readings one for each message
 */
record XmlFormat(String name, Predicate<QName> hasRoot, List<String> unit, List<String> stated, Readings readings) {
    /** Whether its days have strokes, in the order of the language of whoever exports them. */
    boolean hasStrokes() {
        return name.equals(SourceRegime.AWMDS.name()) || name.equals(SourceRegime.SAD.name());
    }

    /** Makes the reading of one message. */
    interface Readings {
        /** @param units how many the message holds */
        Reading of(Profile profile, int units);
    }

    /** Reads the units of one message in their order. */
    interface Reading {
        /**
         * Gives the bills of one unit to the intake.
         *
         * @param unit whose parents are what stands around it, the whole of the message but for its units
         */
        void read(XmlNode unit, Bills bills);
    }
}
