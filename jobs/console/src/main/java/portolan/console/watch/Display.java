// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.util.function.Supplier;

/** Where the board appears while it runs. Asked often; draws when it is time to. */
interface Display {
    /** Draws what {@code state} supplies, if that is due. */
    void refresh(long nowMillis, Supplier<BoardState> state);

    /** Draws one last time, if the board is to be left standing as it was. */
    void leave(BoardState last);
}
