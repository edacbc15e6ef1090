// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One element of a message, as far as a field map looks at it: of XML, or whatever has names in names. */
public interface MessageElement {
    /** Name, without a name space. */
    String name();

    /** The element around it; null for the outermost. */
    @Nullable
    MessageElement parent();

    /** The elements in it, in the order of the message. */
    List<? extends MessageElement> children();

    /** Its own text, without blanks around it. */
    String text();

    /** The text of an attribute; null where there is none. */
    @Nullable
    String attribute(String named);
}
