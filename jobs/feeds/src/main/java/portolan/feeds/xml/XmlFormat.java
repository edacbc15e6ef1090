// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.util.List;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.feeds.Profile;

/** One message format in XML: where its bills stand, and what becomes of them. */
interface XmlFormat {
    /** Name in receipts. */
    String name();

    /** Whether a message with this root is of this format. */
    boolean hasRoot(QName root);

    /**
     * The way from the root to the elements that hold bills, each of which is in memory alone. Empty where the whole
     * message does.
     */
    List<String> unit();

    /** How many bills the message says it holds; null where it does not say. */
    default @Nullable Integer stated(XmlNode around) {
        return null;
    }

    /**
     * The reading of one message.
     *
     * @param units how many it holds
     */
    Reading reading(Profile profile, int units);

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
