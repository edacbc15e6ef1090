// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that was read once and found sound, so that its bills can be filed while it is read again. */
public interface CheckedMessage {
    /** Name of the format, for example {@code AWMDS}. */
    String format();

    /** How many bills the message says it holds; null where it does not say. */
    @Nullable
    Integer stated();

    /** What is odd about it. */
    List<Finding> findings();

    /** Gives every bill to the intake. */
    void read(Bills bills);
}
